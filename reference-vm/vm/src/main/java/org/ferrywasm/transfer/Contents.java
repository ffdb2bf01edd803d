package org.ferrywasm.transfer;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a walk gets at what the instances of a class hold, without running code of theirs. */
sealed interface Contents {
    /** Reads an object and shows what it holds. */
    void read(Object object, Visitor visitor) throws Throwable;

    /** The name of something that {@link #read} has shown, as a path has it behind the name of the class. */
    String edgeName(int edge);

    /** What cannot be read of it; null if all can. */
    default @Nullable String unread() {
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

    /** A field that is read: a getter from {@code Object} to {@code Object}. */
    record Reader(String name, MethodHandle getter) {}

    /**
     * Fields.
     *
     * @param readers those that can be read and hold something that needs a look
     * @param unread what cannot be read, or null
     */
    record Fields(List<Reader> readers, @Nullable String unread) implements Contents {
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
        public @Nullable String unread() {
            return fields.unread();
        }
    }

    /** Elements. */
    record Elements(ElementKind kind) implements Contents {
        @Override
        public void read(Object object, Visitor visitor) {
            kind.read(object, visitor);
        }

        @Override
        public String edgeName(int edge) {
            return kind.edgeName(edge);
        }
    }
}
