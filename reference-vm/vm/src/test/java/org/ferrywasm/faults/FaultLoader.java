package org.ferrywasm.faults;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Loads the VM a second time, with a call of {@link Faults} before each allocation and each invocation in the classes that take
 * part in moving a Store. That is where a real JVM fails when it does. Tests are loaded by it too, this package apart, so that
 * they stand in the packages of the VM.
 */
public final class FaultLoader extends ClassLoader {
    private static final String ROOT = "org.ferrywasm.";
    private static final ClassDesc FAULTS = ClassDesc.of(Faults.class.getName());
    private static final MethodTypeDesc TAKES_NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    /** The classes whose steps may fail; their nested classes too. */
    private static final Pattern REWRITTEN = Pattern.compile("org\\.ferrywasm\\.("
        + "vm\\.(Detachment|Inspection|Companions|StoreParcel|Transit|Adoption|LostParcels|Tenancy|Confined|Handle|Rooted|Call"
        + "|HandleRoots|StoreCalls|HostAdmission|HostDrops|HostRules|HostWait|Owned|Store|Borrows)"
        + "|transfer\\.(Walk|Marks|ElementKind|JdkContainers|Judgement|Finding|Trust|Recognised|Contents|ClassFacts|Sendability|Standing)"
        + "|runtime\\.(Collector|Origins|MarkBits|HostTable|Heap|Roots|FreeList|Executions|Execution|InterruptFlag|Waiter"
        + "|StoreState))(\\$.*)?");

    /** A change to a class besides, which breaks it: its name and its bytes give new bytes. */
    private final BiFunction<String, byte[], byte[]> twin;

    /** Loads the VM as it is, or with a change that breaks it. */
    public FaultLoader(BiFunction<String, byte[], byte[]> twin) {
        super("faults", FaultLoader.class.getClassLoader());
        this.twin = twin;
    }

    /**
     * Loads the VM without something.
     *
     * @param type the simple name of a class of {@code org.ferrywasm.vm}
     */
    public static FaultLoader without(String type, String method, Removal.Manner manner) {
        return new FaultLoader(new Removal("vm." + type, method, manner)::applyTo);
    }

    /** Makes one of the trials that the loaded tests have. */
    public Trial trial(String operation, String setting) throws ReflectiveOperationException {
        return (Trial) loadClass("org.ferrywasm.vm.MoveTrials")
                .getMethod("of", String.class, String.class)
                .invoke(null, operation, setting);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ROOT) || name.startsWith(FaultLoader.class.getPackageName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = twin.apply(name, in.readAllBytes());
            byte[] rewritten = REWRITTEN.matcher(name).matches() ? rewrite(bytes) : bytes;
            return defineClass(name, rewritten, 0, rewritten.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static byte[] rewrite(byte[] bytes) {
        ClassFile classes = ClassFile.of();
        return classes.transformClass(
                classes.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        method -> !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME), announcing()));
    }

    private static CodeTransform announcing() {
        return (code, element) -> {
            announce(code, element);
            code.with(element);
        };
    }

    private static void announce(CodeBuilder code, CodeElement element) {
        switch (element) {
            case NewObjectInstruction _,
                    NewPrimitiveArrayInstruction _,
                    NewReferenceArrayInstruction _,
                    NewMultiArrayInstruction _,
                    InvokeDynamicInstruction _ -> code.invokestatic(FAULTS, "allocation", TAKES_NOTHING);
            case InvokeInstruction _ -> code.invokestatic(FAULTS, "invocation", TAKES_NOTHING);
            default -> {
                // no step
            }
        }
    }

    /** The change that changes nothing. */
    public static BiFunction<String, byte[], byte[]> unbroken() {
        return (name, bytes) -> bytes;
    }
}
