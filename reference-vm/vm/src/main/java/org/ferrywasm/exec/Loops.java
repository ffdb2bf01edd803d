package org.ferrywasm.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.runtime.CodeSource;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.ModuleInst;
import org.jspecify.annotations.Nullable;

/**
 * Which copy of the interpreter's loop executes which module. HotSpot compiles the loop for the instructions that it has
 * seen most, so modules that share one make it slower for each other. All begin in the common loop. The first module that
 * stays there long keeps it while it is alone; as soon as there is a second one each gets a copy of the loop for itself, a
 * hidden class of the same bytes. A
 * call in flight changes over at a checkpoint, since all its state is data. {@code docs/decisions.md} has the measurements.
 */
final class Loops {
    /** How many copies there may be in a JVM; each costs HotSpot a compilation of about a second and its code. */
    static final int MOST = 256;

    private static final Loop COMMON = new Interpreter();
    private static final AtomicInteger MADE = new AtomicInteger();

    /** The module that keeps the common loop. */
    private static final AtomicReference<WeakReference<@Nullable CodeSource>> KEEPER =
            new AtomicReference<>(new WeakReference<>(null));

    private Loops() {}

    /** The loop for the topmost frame of an execution. */
    static Loop of(Execution x) {
        Loop own = x.frameFuncs[x.depth - 1].module().codeSource().loop().getPlain();
        return own == null ? COMMON : own;
    }

    /** Decides about the module whose patience with the common loop has come to its end. */
    static void reconsider(Execution x) {
        ModuleInst module = x.frameFuncs[x.depth - 1].module();
        if (module.patience >= 0) {
            return;
        }
        module.patience = ModuleInst.PATIENCE;
        CodeSource source = module.codeSource();
        if (source.loop().get() != null) {
            return;
        }
        WeakReference<@Nullable CodeSource> keeper = KEEPER.get();
        CodeSource kept = keeper.get();
        if (kept == null) {
            KEEPER.compareAndSet(keeper, new WeakReference<>(source));
        } else if ((kept != source || MADE.get() > 0) && MADE.getAndIncrement() < MOST) {
            source.loop().compareAndSet(null, copy());
        }
    }

    /** A new copy of the loop. */
    static Loop copy() {
        try (InputStream bytes = Interpreter.class.getResourceAsStream("Interpreter.class")) {
            if (bytes == null) {
                return COMMON;
            }
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes.readAllBytes(), true);
            return (Loop) lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of the interpreter's loop cannot be read", e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the interpreter's loop cannot be copied", e);
        }
    }
}
