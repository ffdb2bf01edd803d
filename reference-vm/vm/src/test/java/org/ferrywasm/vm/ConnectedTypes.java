package org.ferrywasm.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ferrywasm.architecture.ClassFiles;

/**
 * The connected types of the public API and their operations, found by reflection, so that a new one cannot be forgotten: a
 * type is connected if it is confined, carries something that is, or belongs to the thread that made it.
 */
public final class ConnectedTypes {
    private static final String PACKAGE = "org/ferrywasm/vm/";

    /** The operations without entry check, each with the reason; the safe subset of the contract stands first. */
    static final Map<String, String> EXEMPT = exempt();

    private static Map<String, String> exempt() {
        Map<String, String> exempt = new LinkedHashMap<>();
        exempt.put("Store.id", "safe subset: a number that never changes");
        exempt.put("Store.engine", "safe subset: shared, and never changes");
        exempt.put("Store.isOwnedByCurrentThread", "safe subset: it is the entry check, asked as a question");
        exempt.put("Store.isSendable", "safe subset: never changes");
        exempt.put("Linker.engine", "safe subset: shared, and never changes");
        exempt.put("WasmException.exception", "gives the handle that it carries, which checks for itself");
        return exempt;
    }

    private ConnectedTypes() {}

    /** The public classes of the API. */
    public static List<Class<?>> publicClasses() {
        List<Class<?>> classes = new ArrayList<>();
        for (ClassModel model : models()) {
            Class<?> type = load(model.thisClass());
            if (Modifier.isPublic(type.getModifiers()) && !type.isInterface() && !type.isSynthetic()) {
                classes.add(type);
            }
        }
        return classes;
    }

    /** Every connected type that can have objects. */
    static List<Class<?>> all() {
        return publicClasses().stream()
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .filter(ConnectedTypes::isConnected)
                .toList();
    }

    /** Whether a type is confined, carries something that is, or belongs to the thread that made it. */
    public static boolean isConnected(Class<?> type) {
        return isConnected(type, new HashSet<>());
    }

    private static boolean isConnected(Class<?> type, Set<Class<?>> asked) {
        if (Confined.class.isAssignableFrom(type) || type == Thread.class) {
            return true;
        }
        // the cell of a parcel gives what is in it to one thread alone
        if (!asked.add(type) || type.isInterface() || type == Transit.class) {
            return false;
        }
        for (Class<?> c = type; c != null && c.getPackage() == Store.class.getPackage(); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && isConnected(field.getType(), asked)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The operations of the connected types, and what takes one of them elsewhere. */
    static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Class<?> type : publicClasses()) {
            boolean isAbstract = Modifier.isAbstract(type.getModifiers());
            boolean isConnected = !isAbstract && isConnected(type);
            for (Method method : type.getMethods()) {
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                boolean isOwn = method.getDeclaringClass().getPackage() == Store.class.getPackage()
                        && method.getDeclaringClass() != Val.class
                        && !(isStatic && method.getDeclaringClass() != type);
                boolean isTried =
                        isStatic ? takesConfined(method) : isConnected || (!isAbstract && takesConfined(method));
                if (isOwn && isTried && !method.isBridge()) {
                    operations.add(new Operation(type, method));
                }
            }
            for (Constructor<?> constructor : type.getConstructors()) {
                if (takesConfined(constructor)) {
                    operations.add(new Operation(type, constructor));
                }
            }
        }
        return operations.stream()
                .filter(operation -> !isOfObject(operation.code()))
                .filter(operation -> !isAccessorOfCarrier(operation))
                .filter(operation -> !EXEMPT.containsKey(operation.name()))
                .toList();
    }

    private static boolean takesConfined(Executable code) {
        return Arrays.stream(code.getParameterTypes()).anyMatch(Confined.class::isAssignableFrom);
    }

    /** The rest of the safe subset. */
    private static boolean isOfObject(Executable code) {
        return switch (code.getName()) {
            case "toString", "hashCode" -> code.getParameterCount() == 0;
            case "equals" -> code.getParameterCount() == 1;
            default -> false;
        };
    }

    /** A record that carries a handle gives it to everybody; the handle checks for itself. */
    private static boolean isAccessorOfCarrier(Operation operation) {
        return operation.type().isRecord();
    }

    /**
     * How many operations the confined types themselves have, counted in the class files instead: public methods that are
     * not static, of a class and those that it extends, an override once.
     */
    static long countInClassFiles() {
        Map<String, ClassModel> byName = new HashMap<>();
        models().forEach(model -> byName.put(model.thisClass().asInternalName(), model));
        return byName.values().stream()
                .filter(model -> has(model.flags().flagsMask(), ClassFile.ACC_PUBLIC)
                        && !has(model.flags().flagsMask(), ClassFile.ACC_ABSTRACT))
                .filter(model -> superclasses(model, byName)
                        .anyMatch(c -> c.thisClass().asInternalName().equals(PACKAGE + "Confined")))
                .mapToLong(model -> signatures(model, byName))
                .sum();
    }

    private static long signatures(ClassModel model, Map<String, ClassModel> byName) {
        TreeSet<String> signatures = new TreeSet<>();
        String type = model.thisClass().asInternalName().substring(PACKAGE.length());
        superclasses(model, byName).flatMap(c -> c.methods().stream()).forEach(method -> {
            String name = method.methodName().stringValue();
            if (isOperation(method) && !EXEMPT.containsKey(type + "." + name)) {
                signatures.add(name + method.methodType().stringValue());
            }
        });
        signatures.removeIf(signature -> signature.startsWith("toString()")
                || signature.startsWith("hashCode()")
                || signature.startsWith("equals(Ljava/lang/Object;)"));
        return signatures.size();
    }

    private static boolean isOperation(MethodModel method) {
        int flags = method.flags().flagsMask();
        return has(flags, ClassFile.ACC_PUBLIC)
                && !has(flags, ClassFile.ACC_STATIC)
                && !has(flags, ClassFile.ACC_BRIDGE)
                && !method.methodName().equalsString("<init>");
    }

    private static Stream<ClassModel> superclasses(ClassModel model, Map<String, ClassModel> byName) {
        return Stream.iterate(
                model,
                c -> c != null,
                c -> byName.get(c.superclass().map(ClassEntry::asInternalName).orElse("")));
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static List<ClassModel> models() {
        try {
            return ClassFiles.all().stream()
                    .filter(model -> model.thisClass().asInternalName().startsWith(PACKAGE))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(ClassEntry entry) {
        try {
            return Class.forName(entry.asInternalName().replace('/', '.'), false, Store.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
