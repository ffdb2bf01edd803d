package org.ferrywasm.lint;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/**
 * Says of types whether their objects hold a handle: they are handles themselves, arrays or containers of them, records and other
 * classes of the sources that are compiled with a field of such a type. A function that takes or gives handles holds none.
 */
final class Holdings {
    /** What holds the objects that its type arguments name. */
    private static final Set<String> CONTAINERS = Set.of(
            "java.lang.Iterable",
            "java.lang.ThreadLocal",
            "java.lang.ScopedValue",
            "java.lang.ref.Reference",
            "java.util.Map",
            "java.util.Map.Entry",
            "java.util.Optional",
            "java.util.Iterator",
            "java.util.concurrent.Future",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.atomic.AtomicReference",
            "java.util.concurrent.atomic.AtomicReferenceArray",
            "java.util.concurrent.atomic.AtomicMarkableReference",
            "java.util.concurrent.atomic.AtomicStampedReference",
            "org.ferrywasm.vm.Owned",
            "org.ferrywasm.vm.Shared",
            "org.ferrywasm.vm.Trusted");

    /** What keeps to a thread of its own, or is given to one: it may well have a Store there. */
    private static final Set<String> THREADS = Set.of(
            "java.lang.Runnable",
            "java.util.concurrent.Callable",
            "java.util.concurrent.Executor",
            "java.util.concurrent.BlockingQueue");

    private static final Set<String> THREAD_LOCALS = Set.of("java.lang.ThreadLocal", "java.lang.ScopedValue");

    /** How deep types are looked into: some, such as {@code Path}, contain themselves without end. */
    private static final int MAX_DEPTH = 6;

    private final VisitorState state;
    private final Types types;

    Holdings(VisitorState state) {
        this.state = state;
        this.types = state.getTypes();
    }

    /** What handle the objects of a type hold, with its article; null if none for certain. */
    @Nullable
    String handleIn(Type type) {
        return find(type, new HashSet<>(), MAX_DEPTH);
    }

    /** Whether a type is one whose value each thread has for itself. */
    boolean isThreadLocal(Type type) {
        return type.hasTag(TypeTag.CLASS) && isOneOf(type, THREAD_LOCALS);
    }

    /** Whether a type is one of the JDK's or Ferry's that hold what their type arguments name. */
    boolean isContainer(Type type) {
        return type.hasTag(TypeTag.CLASS) && isOneOf(type, CONTAINERS);
    }

    private @Nullable String find(Type type, Set<Symbol> asked, int depth) {
        return switch (type.getKind()) {
            case ARRAY -> find(((Type.ArrayType) type).elemtype, asked, depth);
            case TYPEVAR, WILDCARD -> {
                Type bound = ASTHelpers.getUpperBound(type, types);
                yield bound.hasTag(TypeTag.CLASS) && !bound.isCompound() ? find(bound, asked, depth) : null;
            }
            case DECLARED -> findInClass(type, asked, depth);
            default -> null;
        };
    }

    private @Nullable String findInClass(Type type, Set<Symbol> asked, int depth) {
        if (VmTypes.isConnected(type) || VmTypes.is(type, "Linker")) {
            return SendableTypes.aOrAn(type);
        }
        if (depth == 0) {
            return null;
        }
        for (Type supertype : types.closure(type)) {
            if (CONTAINERS.contains(JdkTypes.nameOf(supertype))) {
                for (Type argument : supertype.getTypeArguments()) {
                    String handle = find(argument, asked, depth - 1);
                    if (handle != null) {
                        return handle;
                    }
                }
            }
        }
        return asked.add(type.tsym) ? findInFields(type, asked, depth) : null;
    }

    private @Nullable String findInFields(Type type, Set<Symbol> asked, int depth) {
        boolean isKnown = type.tsym instanceof ClassSymbol symbol
                && !VmTypes.isVm(symbol)
                && (symbol.flags() & (Flags.INTERFACE | Flags.ENUM)) == 0
                && (ASTHelpers.isRecord(symbol) || ASTHelpers.findClass(symbol, state) != null);
        if (!isKnown || isOneOf(type, THREADS)) {
            return null;
        }
        List<Type> fields = fieldTypes(type);
        if (fields.stream().anyMatch(field -> field.hasTag(TypeTag.CLASS) && isOneOf(field, THREADS))) {
            return null;
        }
        for (Type field : fields) {
            String handle = find(field, asked, depth - 1);
            if (handle != null) {
                return SendableTypes.aOrAn(type) + " with " + handle + " in it";
            }
        }
        return null;
    }

    private List<Type> fieldTypes(Type type) {
        List<Type> found = new ArrayList<>();
        for (Type c = type; c.hasTag(TypeTag.CLASS) && !JdkTypes.isPlatform(c.tsym); c = types.supertype(c)) {
            for (Symbol member : ASTHelpers.getEnclosedElements(c.tsym)) {
                if (member.getKind() == ElementKind.FIELD && !ASTHelpers.isStatic(member)) {
                    found.add(types.memberType(c, member));
                }
            }
        }
        return found;
    }

    private boolean isOneOf(Type type, Set<String> names) {
        for (Type supertype : types.closure(type)) {
            if (names.contains(JdkTypes.nameOf(supertype))) {
                return true;
            }
        }
        return false;
    }
}
