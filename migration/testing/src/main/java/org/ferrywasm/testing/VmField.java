package org.ferrywasm.testing;

import java.lang.reflect.Field;

/**
 * A field on whose name and type the reading of a heap dump relies. Each is looked up before a heap is read, so that a VM that
 * names it otherwise is found out, and not taken for one that has left nothing behind.
 */
enum VmField {
    PROBE_TOKEN("org.ferrywasm.testing.Probe", "token", "long"),
    PROBE_SUBJECT("org.ferrywasm.testing.Probe", "subject", "java.lang.Object"),
    PROBE_ASKING("org.ferrywasm.testing.Probe", "asking", "java.lang.Thread"),
    PROBE_SHARED("org.ferrywasm.testing.Probe", "shared", "[Ljava.lang.Object;"),
    CONFINED_TENANCY("Confined", "tenancy", "Tenancy"),
    HANDLE_STORE("Handle", "store", "Store"),
    CALLER_STORE("Caller", "store", "Store"),
    TENANCY_ENDING("Tenancy", "ending", "Tenancy$Ending"),
    LEFT_BEHIND_TRANSFER("Tenancy$LeftBehind", "transfer", "long"),
    LEFT_BEHIND_THREAD("Tenancy$LeftBehind", "thread", "java.lang.String"),
    STORE_ID("Store", "id", "long"),
    STORE_STATE("Store", "state", "org.ferrywasm.runtime.StoreState"),
    STORE_HANDLES("Store", "handles", "HandleRoots"),
    STORE_DROPS("Store", "drops", "HostDrops"),
    STORE_CALLS("Store", "calls", "StoreCalls"),
    STORE_BORROWS("Store", "borrows", "Borrows"),
    STORE_ADMISSION("Store", "admission", "HostAdmission"),
    PARCEL_TRANSIT("StoreParcel", "transit", "Transit"),
    TRANSIT_STORE("Transit", "store", "Store"),
    OWNED_CONTENTS("Owned", "contents", "java.lang.Object"),
    OWNED_STORE_ID("Owned", "storeId", "java.util.concurrent.atomic.AtomicLong"),
    ATOMIC_LONG_VALUE("java.util.concurrent.atomic.AtomicLong", "value", "long"),
    TRUSTED_VALUE("Trusted", "value", "java.lang.Object"),
    THREAD_NAME("java.lang.Thread", "name", "java.lang.String"),
    THREAD_ID("java.lang.Thread", "tid", "long"),
    STRING_VALUE("java.lang.String", "value", "[B"),
    STRING_CODER("java.lang.String", "coder", "byte");

    static final String VM = "org.ferrywasm.vm.";

    private final String className;
    private final String fieldName;
    private final String typeName;

    VmField(String className, String fieldName, String typeName) {
        this.className = inVm(className);
        this.fieldName = fieldName;
        this.typeName = inVm(typeName);
    }

    private static String inVm(String name) {
        boolean isInVm = Character.isUpperCase(name.charAt(0));
        return isInVm ? VM + name : name;
    }

    /** The class that declares it. */
    String className() {
        return className;
    }

    String fieldName() {
        return fieldName;
    }

    boolean isReference() {
        return typeName.indexOf('.') >= 0 || typeName.startsWith("[");
    }

    /** Whether the fields of a class's instances are read. */
    static boolean isNeeded(HeapClass c) {
        for (VmField field : values()) {
            if (field != STRING_VALUE && field != STRING_CODER && c.isSubclassOf(field.className)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks that the VM on the class path has all these fields.
     *
     * @throws IllegalStateException if it has not
     */
    static void requireAll(ClassLoader loader) {
        for (VmField field : values()) {
            field.require(loader, field.fieldName);
        }
    }

    /**
     * Checks that its class has a field of a name and of this field's type.
     *
     * @throws IllegalStateException if it has not
     */
    void require(ClassLoader loader, String name) {
        try {
            Field field = Class.forName(className, false, loader).getDeclaredField(name);
            String found = field.getType().getName();
            if (!found.equals(typeName)) {
                throw misfit("its type is " + found + " and not " + typeName);
            }
        } catch (ClassNotFoundException e) {
            throw misfit("there is no such class");
        } catch (NoSuchFieldException e) {
            throw misfit("the class has no field \"" + name + "\"");
        }
    }

    /** What is thrown where the VM is not what this was made for. */
    IllegalStateException misfit(String why) {
        return new IllegalStateException(
                "this ferry-testing does not fit this ferry-vm, or this JDK: %s.%s was looked for, and %s; use ferry-testing and ferry-vm of the same version"
                        .formatted(className, fieldName, why));
    }
}
