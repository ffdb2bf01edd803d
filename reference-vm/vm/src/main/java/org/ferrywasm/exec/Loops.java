package org.ferrywasm.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.code.Lop;
import org.ferrywasm.runtime.CodeSource;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.ModuleInst;

/**
 * Which copy of the interpreter's loop executes which module. HotSpot compiles the loop for the instructions that it has
 * seen, and once it has been surprised by one, for all that there are, at half the speed; and modules that share a loop
 * surprise each other. So all begin in the common loop, and a module that stays there long gets a copy of the loop for
 * itself, a hidden class of the same bytes whose switch has the operations of this module alone. A call in flight changes
 * over at a checkpoint, since all its state is data. {@code docs/decisions.md} has the measurements.
 */
final class Loops {
    /** How many copies may be made in a JVM; each costs HotSpot a compilation and its code. */
    static final int MOST = 4096;

    private static final Loop COMMON = new Interpreter();
    private static final AtomicInteger MADE = new AtomicInteger();

    private Loops() {}

    /** The loop for the topmost frame of an execution. */
    static Loop of(Execution x) {
        Loop own = x.frameFuncs[x.depth - 1].module().codeSource().loop().getPlain();
        return own == null ? COMMON : own;
    }

    /** Gives the module whose patience with the common loop has come to its end a loop of its own. */
    static void reconsider(Execution x) {
        ModuleInst module = x.frameFuncs[x.depth - 1].module();
        if (module.patience < 0) {
            module.patience = ModuleInst.PATIENCE;
            if (module.codeSource().loop().get() == null) {
                replace(module.codeSource());
            }
        }
    }

    /**
     * Goes on where a loop left because it does not know the next operation. If the topmost frame is another module's, that
     * module's loop will; else bodies have been lowered since the copy was made, and the module gets one that knows theirs.
     */
    static void extend(Execution x, Loop left) {
        if (left == COMMON) {
            throw new AssertionError("the common loop knows every operation");
        }
        if (of(x) == left) {
            replace(x.frameFuncs[x.depth - 1].module().codeSource());
        }
    }

    private static void replace(CodeSource source) {
        source.loop().set(MADE.getAndIncrement() < MOST ? copy(source.operations()) : COMMON);
    }

    /** A new copy of the loop that knows these operations, bits by number. */
    static Loop copy(long[] operations) {
        try (InputStream in = Interpreter.class.getResourceAsStream("Interpreter.class")) {
            if (in == null) {
                return COMMON;
            }
            // Its debug tables name instructions that the pruned code no longer has.
            ClassFile classFile = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG);
            byte[] bytes = classFile.transformClass(
                    classFile.parse(in.readAllBytes()),
                    ClassTransform.transformingMethodBodies(
                            method -> method.methodName().equalsString("run"), new Pruning(operations)));
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (Loop) lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of the interpreter's loop cannot be read", e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the interpreter's loop cannot be copied", e);
        }
    }

    /** Lets a switch over operations go to its default for those that are not wanted. */
    private record Pruning(long[] operations) implements CodeTransform {
        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof TableSwitchInstruction table && table.cases().size() > Lop.COUNT / 2) {
                List<SwitchCase> wanted = table.cases().stream()
                        .filter(c -> (operations[c.caseValue() >>> 6] & 1L << c.caseValue()) != 0)
                        .toList();
                builder.tableswitch(table.lowValue(), table.highValue(), table.defaultTarget(), wanted);
            } else {
                builder.with(element);
            }
        }
    }
}
