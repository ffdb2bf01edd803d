package org.ferrywasm.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All ways through a method from a detach to a use: branches, loops, exceptions, resources, lambdas. */
class ControlFlowTest {
    private static void check(String members) {
        assertThat(Compiler.differences(HandleAfterDetach.class, members)).isEmpty();
    }

    @Test
    void branches() {
        check("""
            void move(Store<String> store, Linker<String> linker, Module module, boolean moves, int way) {
                Func func = linker.instantiate(store, module).getFunc("func");
                if (moves) {
                    store.detach().close();
                } else {
                    func.call();
                }
                func.call(); // warns: left behind
                Store<String> other = Store.sendable(store.engine(), "");
                Func next = linker.instantiate(other, module).getFunc("func");
                if (moves) {
                    other.detach().close();
                    return;
                }
                next.call();
                switch (way) {
                    case 1 -> other.detach(next).close();
                    case 2 -> next.call();
                    default -> throw new IllegalStateException();
                }
                next.call(); // warns: it is in the parcel
                Store<String> third = Store.sendable(store.engine(), "");
                switch (way) {
                    case 1:
                        third.detach().close();
                        break;
                    case 2:
                        third.gc();
                        third.detach().close();
                    case 3:
                        third.gc(); // warns: in the parcel
                        return;
                    default:
                        return;
                }
                third.gc(); // warns: in the parcel
            }
            void conditions(Store<String> store, boolean moves) {
                boolean isFine = moves ? store.detach() != null : store.audit() != null;
                boolean isOver = store.audit() != null; // warns: in the parcel
                store = new Store<>(store.engine(), "");
                boolean isShort = moves && store.detach() != null || store.audit() != null; // warns: in the parcel
            }
            void asked(Store<String> store) {
                StoreParcel<String> parcel = store.detach();
                if (store.isOwnedByCurrentThread()) {
                    store.gc();
                }
                if (!store.isOwnedByCurrentThread()) {
                    return;
                }
                store.gc();
            }
            """);
    }

    @Test
    void loops() {
        check("""
            void pingPong(Store<String> store, Linker<String> linker, Module module) {
                Instance instance = linker.instantiate(store, module);
                Func kept = instance.getFunc("kept");
                Func lost = instance.getFunc("lost");
                for (int i = 0; i < 10; i++) {
                    kept.call();
                    lost.call(); // warns: left behind when `store` was detached in line 16
                    Func inside = linker.instantiate(store, module).getFunc("inside");
                    store = store.detach(kept).attach();
                    kept.call();
                    inside.call(); // warns: left behind
                }
                kept.call();
            }
            void twice(Store<String> store, Linker<String> linker, Module module, boolean choice) {
                Func kept = linker.instantiate(store, module).getFunc("kept");
                for (; choice; ) {
                    while (choice) {
                        store = store.detach(kept).attach();
                        if (kept.hashCode() == 7) {
                            continue;
                        }
                        store = store.detach(kept).attach();
                        if (kept.hashCode() == 8) {
                            break;
                        }
                        kept.call();
                    }
                }
                store.gc();
                kept.call();
            }
            void once(Store<String> store, List<String> names) {
                for (String name : names) {
                    store.setData(name); // warns: in the parcel
                    store.detach(); // warns: in the parcel
                }
            }
            void anew(Engine engine, Linker<String> linker, Module module) {
                while (true) {
                    Store<String> store = new Store<>(engine, "");
                    Func func = linker.instantiate(store, module).getFunc("func");
                    func.call();
                    store.detach().close();
                }
            }
            void until(Store<String> store, boolean isDone) {
                do {
                    store.gc();
                    if (isDone) {
                        store.detach().close();
                        break;
                    }
                    if (store.id() == 7) {
                        continue;
                    }
                } while (!isDone);
                outer:
                for (; ; ) {
                    for (; ; ) {
                        break outer;
                    }
                }
                store.gc(); // warns: in the parcel
            }
            """);
    }

    @Test
    void exceptions() {
        check("""
            void refused(Store<String> store, Linker<String> linker, Module module) {
                Func func = linker.instantiate(store, module).getFunc("func");
                try {
                    store.detach().close();
                } catch (NotSendableException e) {
                    func.call();
                    store.close();
                }
            }
            void toSeeItRefused(Store<Object> store) {
                try {
                    store.detach();
                } catch (NotSendableException e) {
                    e.violations();
                }
                store.setData("");
            }
            StoreParcel<String> whole(Store<String> store) {
                try {
                    store.gc();
                    return store.detach();
                } catch (RuntimeException e) {
                    store.close();
                    throw e;
                }
            }
            void sent(Store<String> store, BlockingQueue<StoreParcel<String>> queue) {
                try {
                    StoreParcel<String> parcel = store.detach();
                    queue.put(parcel);
                } catch (InterruptedException e) {
                    store.close(); // warns: in the parcel
                }
            }
            StoreParcel<String> lastly(Store<String> store) {
                try {
                    return store.detach();
                } finally {
                    store.close(); // warns: in the parcel
                }
            }
            StoreParcel<String> asked(Store<String> store) {
                try {
                    return store.detach();
                } finally {
                    if (store.isOwnedByCurrentThread()) {
                        store.close();
                    }
                }
            }
            void early(Store<String> store, boolean moves) {
                try {
                    if (moves) {
                        store.detach().close();
                        return;
                    }
                } finally {
                    toString();
                }
                store.gc();
            }
            """);
    }

    @Test
    void resources() {
        check("""
            StoreParcel<String> open(Engine engine) {
                try (Store<String> store = new Store<>(engine, "")) { // warns: `store` is closed at the end of this try statement
                    return store.detach();
                }
            }
            void moved(Engine engine) {
                try (Store<String> store = new Store<>(engine, "")) {
                    StoreParcel<String> parcel = store.detach();
                    parcel.attach();
                }
            }
            void parcel(Store<String> store) {
                try (StoreParcel<String> parcel = store.detach();
                        Store<String> again = parcel.attach()) {
                    again.gc();
                }
            }
            """);
    }

    @Test
    void lambdas() {
        check("""
            void move(Store<String> store, Linker<String> linker, Module module, Executor executor) {
                Instance instance = linker.instantiate(store, module);
                Func taken = instance.getFunc("taken");
                Func left = instance.getFunc("left");
                StoreParcel<String> parcel = store.detach(taken);
                executor.execute(() -> {
                    parcel.attach();
                    taken.call();
                    left.call(); // warns: left behind
                    store.gc();
                });
                executor.execute(() -> taken.call());
                executor.execute(left::call); // warns: left behind
            }
            void inside(Store<String> store, Linker<String> linker, Module module, Executor executor) {
                executor.execute(() -> {
                    Func func = linker.instantiate(store, module).getFunc("func");
                    Func captured = linker.instantiate(store, module).getFunc("captured");
                    Runnable inner = () -> captured.call();
                    store.detach().attach();
                    func.call(); // warns: left behind
                    captured.call();
                });
                executor.execute(() -> {
                    store.detach().close();
                    store.gc(); // warns: in the parcel
                });
                executor.execute(new Runnable() {
                    public void run() {
                        store.detach().close();
                        store.gc(); // warns: in the parcel
                    }
                });
            }
            Consumer<Store<String>> field = store -> {
                store.detach().close();
                store.gc(); // warns: in the parcel
            };
            """);
    }

    /** Each level would double the time if everything were gone through again for each. */
    @Test
    @Timeout(60)
    void deepNestsTakeNoLonger() {
        int depth = 40;
        check("void move(Store<String> store, boolean choice) {\n"
                + "while (choice) { try {\n".repeat(depth)
                + "store.detach().close(); // warns: in the parcel\n"
                + "} finally { choice = choice ? !choice : choice && !choice || choice; } }\n".repeat(depth)
                + "store.gc(); // warns: in the parcel\n}");
    }

    @Test
    @Timeout(60)
    void longMethodsTakeNoLonger() {
        StringBuilder members = new StringBuilder("void move(Engine engine, boolean choice) {\n");
        for (int i = 0; i < 1_000; i++) {
            members.append("Store<String> store%1$d = new Store<>(engine, \"\");\n".formatted(i))
                    .append("if (choice) { store%1$d.detach().close(); }\n".formatted(i));
        }
        check(members + "store0.gc(); // warns: in the parcel\n}");
    }
}
