package org.ferrywasm.transfer;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a walk gets at what the instances of a class hold, without running code of theirs. */
sealed interface Contents {
    /** Reads an object and shows what it holds. */
    void read(Object object, Visitor visitor) throws Throwable;

    /** The name of something that {@link #read} has shown, as a path has it behind the name of the class. */
    String edgeName(int edge);

    /** Whether something that {@link #read} has shown is what a container was given, and no part of how it is made. */
    default boolean isGiven(int edge) {
        return true;
    }

    /** What cannot be read of it, and what to do about that; null if all can. */
    default @Nullable Refusal unread() {
        return null;
    }

    /** Is shown what an object holds. */
    @FunctionalInterface
    interface Visitor {
        void visit(int edge, @Nullable Object value);
    }

    /** Nothing that needs a look. */
    record None() implements Contents {
        @Override
        public void read(Object object, Visitor visitor) {}

        @Override
        public String edgeName(int edge) {
            throw new AssertionError("nothing was shown");
        }
    }

    /**
     * Something of the JDK's that cannot be read.
     *
     * @param unread what cannot be read
     * @param mayHoldAnything whether threads and foreign handles are as likely in it as anything else, so that it may not go in a box
     */
    record Unseen(Refusal unread, boolean mayHoldAnything) implements Contents {
        @Override
        public void read(Object object, Visitor visitor) {}

        @Override
        public String edgeName(int edge) {
            throw new AssertionError("nothing was shown");
        }
    }

    /**
     * A field that is read.
     *
     * @param name its name
     * @param getter a getter from {@code Object} to {@code Object}
     * @param isVariable whether its type is a type variable, so that a container has its contents there and nothing of its own
     */
    record Reader(String name, MethodHandle getter, boolean isVariable) {}

    /**
     * Fields.
     *
     * @param readers those that can be read and hold something that needs a look
     * @param unread what cannot be read, or null
     */
    record Fields(List<Reader> readers, @Nullable Refusal unread) implements Contents {
        @Override
        public void read(Object object, Visitor visitor) throws Throwable {
            for (int i = 0; i < readers.size(); i++) {
                visitor.visit(i, (Object) readers.get(i).getter().invokeExact(object));
            }
        }

        @Override
        public String edgeName(int edge) {
            return "." + readers.get(edge).name();
        }

        @Override
        public boolean isGiven(int edge) {
            return readers.get(edge).isVariable();
        }
    }

    /** The fields that the subclasses of {@code Throwable} add, the cause, what was suppressed. */
    record Thrown(Fields fields) implements Contents {
        @Override
        public void read(Object object, Visitor visitor) throws Throwable {
            fields.read(object, visitor);
            Throwable thrown = (Throwable) object;
            int edge = fields.readers().size();
            visitor.visit(edge++, thrown.getCause());
            for (Throwable suppressed : thrown.getSuppressed()) {
                visitor.visit(edge++, suppressed);
            }
        }

        @Override
        public String edgeName(int edge) {
            int own = fields.readers().size();
            if (edge < own) {
                return fields.edgeName(edge);
            }
            return edge == own ? ".cause" : ".suppressed[" + (edge - own - 1) + "]";
        }

        @Override
        public boolean isGiven(int edge) {
            return edge >= fields.readers().size() || fields.isGiven(edge);
        }

        @Override
        public @Nullable Refusal unread() {
            return fields.unread();
        }
    }

    /** What a {@link Recogniser} says that is in an object, and the name of the field. */
    record Held(String field, Object contents) implements Contents {
        @Override
        public void read(Object object, Visitor visitor) {
            visitor.visit(0, contents);
        }

        @Override
        public String edgeName(int edge) {
            return "." + field;
        }
    }

    /** What handles the calls of a {@code Proxy}, which has nothing else. */
    record Proxied() implements Contents {
        @Override
        public void read(Object object, Visitor visitor) {
            visitor.visit(0, Proxy.getInvocationHandler(object));
        }

        @Override
        public String edgeName(int edge) {
            return ".handler";
        }
    }

    /**
     * Elements.
     *
     * @param kind how they are read
     * @param unread what else it holds that cannot be read, or null
     */
    record Elements(ElementKind kind, @Nullable Refusal unread) implements Contents {
        @Override
        public void read(Object object, Visitor visitor) {
            kind.read(object, visitor);
        }

        @Override
        public String edgeName(int edge) {
            return edge == ElementKind.COMPARATOR ? ".comparator" : kind.edgeName(edge);
        }
    }
}
