package org.ferrywasm.transfer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;

/** The ways to read a container of the JDK. They are used for exact classes, so that no code but the JDK's runs. */
enum ElementKind {
    ARRAY {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            Object[] array = (Object[]) container;
            for (int i = 0; i < array.length; i++) {
                visitor.visit(i, array[i]);
            }
        }
    },
    ITERABLE {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            int i = 0;
            for (Object element : (Iterable<?>) container) {
                visitor.visit(i++, element);
            }
        }
    },
    MAP {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            int i = 0;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) container).entrySet()) {
                visitor.visit(i++, entry.getKey());
                visitor.visit(i++, entry.getValue());
            }
        }

        @Override
        String edgeName(int edge) {
            return "[" + edge / 2 + "]" + (edge % 2 == 0 ? ".key" : ".value");
        }
    },
    ENTRY {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) container;
            visitor.visit(0, entry.getKey());
            visitor.visit(1, entry.getValue());
        }

        @Override
        String edgeName(int edge) {
            return edge == 0 ? ".key" : ".value";
        }
    },
    OPTIONAL {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            visitor.visit(0, ((Optional<?>) container).orElse(null));
        }

        @Override
        String edgeName(int edge) {
            return ".value";
        }
    },
    ATOMIC {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            visitor.visit(
                    0,
                    switch (container) {
                        case AtomicReference<?> reference -> reference.get();
                        case AtomicMarkableReference<?> reference -> reference.getReference();
                        case AtomicStampedReference<?> reference -> reference.getReference();
                        default -> throw new AssertionError("not an atomic reference: " + container.getClass());
                    });
        }

        @Override
        String edgeName(int edge) {
            return ".value";
        }
    },
    ATOMIC_ARRAY {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            AtomicReferenceArray<?> array = (AtomicReferenceArray<?>) container;
            for (int i = 0; i < array.length(); i++) {
                visitor.visit(i, array.get(i));
            }
        }
    };

    /** Shows every element. */
    abstract void read(Object container, Contents.Visitor visitor);

    /** The name of an element in a path. */
    String edgeName(int edge) {
        return "[" + edge + "]";
    }
}
