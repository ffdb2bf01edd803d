package org.ferrywasm.lint;

import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import java.util.Set;

/**
 * The types of Ferry's API, known by name: what is checked need not have the VM of this version, and the plug-in needs none to
 * run.
 */
final class VmTypes {
    private static final String PACKAGE = "org.ferrywasm.vm";

    /** The classes whose objects belong to the owner of a Store, all of them final or sealed. */
    static final Set<String> CONFINED = Set.of(
            "Store",
            "Instance",
            "Func",
            "TypedFunc",
            "Memory",
            "MemoryView",
            "Table",
            "Global",
            "Tag",
            "Rooted",
            "ExternRef",
            "HostRef",
            "StructRef",
            "ArrayRef",
            "ExnRef",
            "Call",
            "InstantiationCall",
            "Caller");

    /** What carries one of them for certain, and is no operation of the Store itself. */
    static final Set<String> CARRIERS = Set.of("WasmException");

    /** What may be one of them or carry one; the type does not say. */
    static final Set<String> OPEN =
            Set.of("Extern", "Val", "RefVal", "AnyRef", "EqRef", "Outcome", "Returned", "Threw");

    private VmTypes() {}

    /** Whether a symbol is of the API. */
    static boolean isVm(Symbol symbol) {
        return ASTHelpers.enclosingPackage(symbol)
                .filter(pack -> pack.getQualifiedName().contentEquals(PACKAGE))
                .isPresent();
    }

    /** Whether a type is the one of this simple name. */
    static boolean is(Type type, String name) {
        return type.hasTag(TypeTag.CLASS) && type.tsym.getSimpleName().contentEquals(name) && isVm(type.tsym);
    }

    /** Whether every object of a type is refused to all threads but the owner of its Store. */
    static boolean isConfined(Type type) {
        return isOneOf(type, CONFINED);
    }

    /** Whether every object of a type is connected to a Store. */
    static boolean isConnected(Type type) {
        return isOneOf(type, CONFINED) || isOneOf(type, CARRIERS);
    }

    /** Whether an object of a type may be connected to a Store. */
    static boolean mayBeConnected(Type type) {
        return isConnected(type) || isOneOf(type, OPEN);
    }

    /** Whether a method is one of a class of the API. */
    static boolean isMethod(Symbol symbol, String owner, String name) {
        return symbol.name.contentEquals(name) && isMemberOf(symbol, owner);
    }

    /** Whether a symbol is a member of a class of the API. */
    static boolean isMemberOf(Symbol symbol, String owner) {
        return symbol.owner.getSimpleName().contentEquals(owner) && isVm(symbol);
    }

    private static boolean isOneOf(Type type, Set<String> names) {
        return type.hasTag(TypeTag.CLASS)
                && isVm(type.tsym)
                && names.contains(type.tsym.getSimpleName().toString());
    }
}
