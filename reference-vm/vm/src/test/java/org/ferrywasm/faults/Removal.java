package org.ferrywasm.faults;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Locale;

/**
 * One method of the VM, or one field, that no longer does what it is there for.
 *
 * @param type the class, by its name below {@code org.ferrywasm}: {@code vm.Confined}
 * @param method the name of the method, all of that name; or of the field
 * @param manner what becomes of it
 */
public record Removal(String type, String method, Manner manner) {
    /** What becomes of a method. */
    public enum Manner {
        /** It does nothing, and gives zero, false or null if it gives anything. */
        EMPTY,
        /** It does nothing, and gives true. */
        TRUE,
        /** It sets where it compared and set, or exchanged. */
        SETS,
        /** Accesses in it that order others, volatile or by acquire and release, are plain. */
        PLAIN,
        /** It takes no lock. */
        UNLOCKED,
        /** It is no method but a field, and no longer volatile. */
        NONVOLATILE,
        /** It takes any two objects that it compares for the same. */
        SAME
    }

    /**
     * One from a text such as {@code vm.Confined.check=empty}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Removal parse(String text) {
        int equals = text.indexOf('=');
        int dot = text.lastIndexOf('.', equals);
        if (dot < 0) {
            throw new IllegalArgumentException("not a method with what becomes of it: " + text);
        }
        return new Removal(
                text.substring(0, dot),
                text.substring(dot + 1, equals),
                Manner.valueOf(text.substring(equals + 1).toUpperCase(Locale.ROOT)));
    }

    /** The name of the class. */
    public String className() {
        return "org.ferrywasm." + type;
    }

    /**
     * A class of the VM, without it if it is that class.
     *
     * @throws IllegalStateException if the class has no such method, or nothing to remove in it: the VM has changed
     */
    public byte[] applyTo(String name, byte[] bytes) {
        return name.equals(className()) ? applyTo(bytes) : bytes;
    }

    /**
     * The class without it.
     *
     * @throws IllegalStateException if the class has no such method, or nothing to remove in it: the VM has changed
     */
    public byte[] applyTo(byte[] bytes) {
        ClassFile classes = ClassFile.of();
        int[] changes = {0};
        byte[] changed = classes.transformClass(
                classes.parse(bytes), manner == Manner.NONVOLATILE ? nonvolatile(changes) : transform(changes));
        if (changes[0] == 0) {
            throw new IllegalStateException("nothing to remove in " + className() + "." + method);
        }
        return changed;
    }

    private ClassTransform nonvolatile(int[] changes) {
        return (builder, element) -> {
            if (element instanceof FieldModel field
                    && field.fieldName().equalsString(method)
                    && field.flags().has(AccessFlag.VOLATILE)) {
                changes[0]++;
                builder.transformField(field, (changed, part) -> {
                    if (part instanceof AccessFlags flags) {
                        changed.withFlags(flags.flagsMask() & ~ClassFile.ACC_VOLATILE);
                    } else {
                        changed.with(part);
                    }
                });
            } else {
                builder.with(element);
            }
        };
    }

    private ClassTransform transform(int[] changes) {
        return ClassTransform.transformingMethods(
                model -> model.methodName().equalsString(method), (builder, element) -> {
                    if (element instanceof CodeModel code) {
                        switch (manner) {
                            case EMPTY, TRUE -> {
                                changes[0]++;
                                MethodModel parent = code.parent().orElseThrow();
                                builder.withCode(body -> giveNothing(body, parent));
                            }
                            case SETS -> builder.transformCode(code, setting(changes));
                            case PLAIN -> builder.transformCode(code, plain(changes));
                            case UNLOCKED -> builder.transformCode(code, unlocked(changes));
                            case SAME -> builder.transformCode(code, same(changes));
                            case NONVOLATILE -> throw new IllegalStateException("a field has no code");
                        }
                    } else {
                        builder.with(element);
                    }
                });
    }

    private void giveNothing(CodeBuilder body, MethodModel of) {
        TypeKind kind = TypeKind.from(of.methodTypeSymbol().returnType());
        switch (kind) {
            case VOID -> {
                // returns
            }
            case REFERENCE -> body.aconst_null();
            case LONG -> body.lconst_0();
            case FLOAT -> body.fconst_0();
            case DOUBLE -> body.dconst_0();
            default -> body.loadConstant(manner == Manner.TRUE ? 1 : 0);
        }
        body.return_(kind);
    }

    private static CodeTransform setting(int[] changes) {
        return (CodeBuilder code, CodeElement element) -> {
            if (element instanceof InvokeInstruction call
                    && (call.name().equalsString("compareAndSet") || call.name().equalsString("compareAndExchange"))) {
                changes[0]++;
                set(code, call);
            } else {
                code.with(element);
            }
        };
    }

    /** Sets the new value without a look at the old one, and gives what tells of success. */
    private static void set(CodeBuilder code, InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        int expected = type.parameterCount() - 2;
        TypeKind kind = TypeKind.from(type.parameterType(expected));
        int newValue = code.allocateLocal(kind);
        int oldValue = code.allocateLocal(kind);
        code.storeLocal(kind, newValue)
                .storeLocal(kind, oldValue)
                .loadLocal(kind, newValue)
                .invokevirtual(
                        call.owner().asSymbol(),
                        "set",
                        type.dropParameterTypes(expected, expected + 1).changeReturnType(ConstantDescs.CD_void));
        if (type.returnType().equals(ConstantDescs.CD_boolean)) {
            code.iconst_1();
        } else {
            code.loadLocal(kind, oldValue);
        }
    }

    private static CodeTransform plain(int[] changes) {
        return (CodeBuilder code, CodeElement element) -> {
            if (element instanceof InvokeInstruction call
                    && (call.name().equalsString("getVolatile")
                            || call.name().equalsString("setVolatile")
                            || call.name().equalsString("getAcquire")
                            || call.name().equalsString("setRelease"))) {
                changes[0]++;
                String access = call.name().stringValue().substring(0, 3);
                boolean isHandle = call.owner().asInternalName().equals("java/lang/invoke/VarHandle");
                code.invokevirtual(call.owner().asSymbol(), isHandle ? access : access + "Plain", call.typeSymbol());
            } else {
                code.with(element);
            }
        };
    }

    private static CodeTransform unlocked(int[] changes) {
        return (CodeBuilder code, CodeElement element) -> {
            boolean locks = element instanceof MonitorInstruction
                    || (element instanceof InvokeInstruction call
                            && (call.name().equalsString("lock") || call.name().equalsString("unlock")));
            if (locks) {
                changes[0]++;
                code.pop();
            } else {
                code.with(element);
            }
        };
    }

    private static CodeTransform same(int[] changes) {
        return (CodeBuilder code, CodeElement element) -> {
            if (element instanceof BranchInstruction branch
                    && (branch.opcode() == Opcode.IF_ACMPNE || branch.opcode() == Opcode.IF_ACMPEQ)) {
                changes[0]++;
                code.pop2();
                if (branch.opcode() == Opcode.IF_ACMPEQ) {
                    code.goto_(branch.target());
                }
            } else {
                code.with(element);
            }
        };
    }
}
