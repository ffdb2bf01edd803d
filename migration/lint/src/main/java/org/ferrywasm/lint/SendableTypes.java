package org.ferrywasm.lint;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewClassTree;
import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/**
 * Judges types by the rules of the thread contract ("Sendable"), as far as a type can settle what the VM asks of values: it
 * refuses what the VM is sure to refuse, and is silent where the value decides, as it does for interfaces.
 */
final class SendableTypes {
    private static final Set<String> DECLARATIONS = Set.of(
            "com.google.errorprone.annotations.Immutable",
            "com.google.errorprone.annotations.ThreadSafe",
            "net.jcip.annotations.Immutable",
            "net.jcip.annotations.ThreadSafe",
            "javax.annotation.concurrent.Immutable",
            "javax.annotation.concurrent.ThreadSafe");

    private final Types types;
    private final Initialisers initialisers;

    SendableTypes(Types types, Initialisers initialisers) {
        this.types = types;
        this.initialisers = initialisers;
    }

    /** Why every object of a type is refused; null if one may not be. */
    @Nullable
    Refusal ofAny(Type type, Place place) {
        return judge(type, false, place, new HashSet<>());
    }

    /** Why the objects of a class that are of no subclass are refused; null if one may not be. */
    @Nullable
    Refusal ofExactly(Type type, Place place) {
        return judge(type, true, place, new HashSet<>());
    }

    private @Nullable Refusal judge(Type type, boolean isExact, Place place, Set<Symbol> asked) {
        return switch (type.getKind()) {
            case ARRAY ->
                new Refusal(
                        "it is an array, whose elements can be changed",
                        "use "
                                + (((Type.ArrayType) type).elemtype.isPrimitive()
                                        ? "a record"
                                        : "List.of or List.copyOf")
                                + ", or make it inside a box, Owned.of(() -> ...)");
            case TYPEVAR, WILDCARD -> {
                Type bound = ASTHelpers.getUpperBound(type, types);
                yield bound.hasTag(TypeTag.CLASS) && !bound.isCompound() ? judge(bound, false, place, asked) : null;
            }
            case DECLARED -> judgeClass(type, isExact, place, asked);
            default -> null;
        };
    }

    private @Nullable Refusal judgeClass(Type type, boolean isExact, Place place, Set<Symbol> asked) {
        Symbol symbol = type.tsym;
        if (VmTypes.isVm(symbol)) {
            return judgeVm(type, place);
        }
        if (isDeclared(symbol)) {
            return null;
        }
        Refusal bound = JdkTypes.bound(type, types);
        if (bound != null) {
            return bound;
        }
        if (JdkTypes.isPlatform(symbol)) {
            return JdkTypes.mutable(type, types);
        }
        boolean isOpen = !isExact && (symbol.flags() & Flags.ABSTRACT) != 0 && (symbol.flags() & Flags.ENUM) == 0;
        if (symbol.isInterface() || isOpen || !asked.add(symbol)) {
            return null;
        }
        Refusal refusal = judgeFields(type, place, asked);
        return refusal == null && isExact && !isClosed(symbol)
                ? new Refusal(
                        "its fields are final, its class is not",
                        "make the class final or a record, declare that it implements Sendable, or say so by"
                                + " Trusted.of(value, reason)")
                : refusal;
    }

    private static @Nullable Refusal judgeVm(Type type, Place place) {
        if (VmTypes.is(type, "Caller")) {
            return new Refusal(
                    "it is a Caller, which is valid while its host function runs",
                    "use the Caller that each call gets");
        }
        if (VmTypes.is(type, "Linker")) {
            return new Refusal(
                    "it is a Linker, which belongs to the thread that made it", "freeze it and use the FrozenLinker");
        }
        if (VmTypes.is(type, "Owned") && place == Place.FROZEN) {
            return new Refusal("it is an Owned, which suits one Store", "make it a part of each Store's data");
        }
        return VmTypes.isConfined(type) && !place.allowsHandles()
                ? new Refusal("it is connected to a Store", "look it up in the Store that is to use it")
                : null;
    }

    /** Judges the fields that all objects of a class have, its superclasses' included. */
    private @Nullable Refusal judgeFields(Type type, Place place, Set<Symbol> asked) {
        for (Type c = type; c.hasTag(TypeTag.CLASS); c = types.supertype(c)) {
            if (JdkTypes.isPlatform(c.tsym)) {
                Refusal inherited = JdkTypes.mutable(c, types);
                return inherited == null
                        ? null
                        : new Refusal("it extends " + JdkTypes.nameOf(c) + ": " + inherited.why(), inherited.mend());
            }
            for (Symbol member : ASTHelpers.getEnclosedElements(c.tsym)) {
                Refusal refusal = member.getKind() == ElementKind.FIELD && !ASTHelpers.isStatic(member)
                        ? judgeField((VarSymbol) member, c, place, asked)
                        : null;
                if (refusal != null) {
                    return refusal;
                }
            }
        }
        return null;
    }

    private @Nullable Refusal judgeField(VarSymbol field, Type owner, Place place, Set<Symbol> asked) {
        if ((field.flags() & Flags.FINAL) == 0) {
            return new Refusal(
                    "its field " + field.name + " is not final",
                    "make its fields final, or make it inside a box, Owned.of(() -> ...), or declare that it implements"
                            + " Sendable if it may be handed over");
        }
        Type declared = types.memberType(owner, field);
        Refusal refusal = judge(declared, false, place, asked);
        Type held = declared;
        ExpressionTree value = refusal == null ? initialisers.only(field) : null;
        if (value != null) {
            held = exactTypeOf(value);
            refusal = held == null ? null : judge(held, true, place, asked);
        }
        return refusal == null || held == null
                ? null
                : new Refusal("its field " + field.name + " is " + aOrAn(held) + ": " + refusal.why(), refusal.mend());
    }

    /** The class of an object that is made by {@code new}; null of everything else. */
    static @Nullable Type exactTypeOf(ExpressionTree value) {
        return ASTHelpers.stripParentheses(value) instanceof NewClassTree made && made.getClassBody() == null
                ? ASTHelpers.getType(made)
                : null;
    }

    /** A type as messages name it. */
    static String aOrAn(Type type) {
        String name = type.isCompound() ? type.toString() : simpleName(type);
        return ("AEIOU".indexOf(Character.toUpperCase(name.charAt(0))) >= 0 ? "an " : "a ") + name;
    }

    private static String simpleName(Type type) {
        return switch (type.getKind()) {
            case ARRAY -> simpleName(((Type.ArrayType) type).elemtype) + "[]";
            case DECLARED ->
                type.tsym.getSimpleName().isEmpty()
                        ? "anonymous class"
                        : type.tsym.getSimpleName().toString();
            default -> type.toString();
        };
    }

    /** Whether a class declares itself that its objects may go; a subclass must do so anew. */
    boolean isDeclared(Symbol symbol) {
        for (Type implemented : types.interfaces(symbol.type)) {
            if (VmTypes.is(implemented, "Sendable")) {
                return true;
            }
        }
        for (Attribute.Compound annotation : symbol.getAnnotationMirrors()) {
            if (DECLARATIONS.contains(JdkTypes.nameOf(annotation.type))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class is of the kinds that are judged by their fields alone. */
    private boolean isClosed(Symbol symbol) {
        return (symbol.flags() & (Flags.FINAL | Flags.ENUM)) != 0 || isLocal(symbol) || isThrown(symbol);
    }

    /** Whether a class is a local or an anonymous one. */
    static boolean isLocal(Symbol symbol) {
        return symbol.isAnonymous()
                || !(symbol.owner instanceof ClassSymbol || symbol.owner instanceof Symbol.PackageSymbol);
    }

    private boolean isThrown(Symbol symbol) {
        for (Type supertype : types.closure(symbol.type)) {
            if (JdkTypes.nameOf(supertype).equals("java.lang.Throwable")) {
                return true;
            }
        }
        return false;
    }
}
