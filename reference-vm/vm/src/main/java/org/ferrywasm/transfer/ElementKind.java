package org.ferrywasm.transfer;

import java.util.Collection;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import org.jspecify.annotations.Nullable;

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
    /** A list that never changes. */
    LIST {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            List<?> list = (List<?>) container;
            int size = list.size();
            for (int i = 0; i < size; i++) {
                visitor.visit(i, list.get(i));
            }
        }
    },
    COLLECTION {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            Collection<?> collection = (Collection<?>) container;
            int most = most(collection.size());
            int i = 0;
            for (Object element : collection) {
                requireEnd(i, most);
                visitor.visit(i++, element);
            }
        }
    },
    ORDERED_COLLECTION {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            visitor.visit(COMPARATOR, comparator(container));
            COLLECTION.read(container, visitor);
        }
    },
    /** A list of one element many times over. */
    COPIES {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            List<?> list = (List<?>) container;
            visitor.visit(0, list.isEmpty() ? null : list.getFirst());
        }
    },
    MAP {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            Map<?, ?> map = (Map<?, ?>) container;
            int most = most(map.size());
            int i = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                requireEnd(i / 2, most);
                visitor.visit(i++, entry.getKey());
                visitor.visit(i++, entry.getValue());
            }
        }

        @Override
        String edgeName(int edge) {
            return "[" + edge / 2 + "]" + (edge % 2 == 0 ? ".key" : ".value");
        }
    },
    ORDERED_MAP {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            visitor.visit(COMPARATOR, comparator(container));
            MAP.read(container, visitor);
        }

        @Override
        String edgeName(int edge) {
            return MAP.edgeName(edge);
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
    /** A view of the keys of a map, from which anybody gets at the map. */
    KEYS {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            ConcurrentHashMap.KeySetView<?, ?> view = (ConcurrentHashMap.KeySetView<?, ?>) container;
            visitor.visit(0, view.getMap());
            visitor.visit(1, view.getMappedValue());
        }

        @Override
        String edgeName(int edge) {
            return edge == 0 ? ".map" : ".mappedValue";
        }
    },
    /** What a stage has completed with, if it has. */
    OUTCOME {
        @Override
        void read(Object container, Contents.Visitor visitor) {
            CompletableFuture<?> future = (CompletableFuture<?>) container;
            switch (future.state()) {
                case SUCCESS -> visitor.visit(0, future.resultNow());
                case FAILED -> visitor.visit(1, future.exceptionNow());
                case RUNNING, CANCELLED -> {}
            }
        }

        @Override
        String edgeName(int edge) {
            return edge == 0 ? ".value" : ".exception";
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

    /** The number under which a comparator is shown. */
    static final int COMPARATOR = -1;

    /** How many more elements there may be than a container said there were, while other threads add some. */
    private static final int SLACK = 1000;

    /** Shows every element, and the comparator of a sorted container. */
    abstract void read(Object container, Contents.Visitor visitor);

    /** The name of an element in a path. */
    String edgeName(int edge) {
        return "[" + edge + "]";
    }

    /** The comparator of a container, which may refer to anything; null if it has none. */
    private static @Nullable Comparator<?> comparator(Object container) {
        return switch (container) {
            case SortedSet<?> set -> set.comparator();
            case SortedMap<?, ?> map -> map.comparator();
            case PriorityQueue<?> queue -> queue.comparator();
            case PriorityBlockingQueue<?> queue -> queue.comparator();
            default -> throw new AssertionError("not ordered: " + container.getClass());
        };
    }

    private static int most(int size) {
        return (int) Math.min(2L * size + SLACK, Integer.MAX_VALUE);
    }

    /** Whoever adds to a queue as fast as it is read would keep the walk for ever. */
    private static void requireEnd(int count, int most) {
        if (count == most) {
            throw new ConcurrentModificationException("it has more than twice as many elements as it said");
        }
    }
}
