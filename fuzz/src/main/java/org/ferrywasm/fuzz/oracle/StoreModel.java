package org.ferrywasm.fuzz.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.replay.Hops;
import org.ferrywasm.vm.ClosedHandleException;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotOrphanedException;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreParcel;
import org.jspecify.annotations.Nullable;

/**
 * Operations of three threads on a few Stores, one after the other, end as a small model says: by who owns the Store, whether it is
 * on its way or closed, and which handles travelled. After each the Store is audited by its owner.
 */
public final class StoreModel implements Oracle {
    private static final int THREADS = 3;
    private static final int STORES = 2;
    private static final int STEPS = 60;
    private static final int NOBODY = -1;
    private static final String DONE = "done";

    private final Engine engine = new Engine();
    private final Module guest = Module.fromText(engine, """
        (module (global $n (mut i64) (i64.const 0)) (table (export "kept") 2 externref)
          (func (export "next") (result i64)
            (global.set $n (i64.add (global.get $n) (i64.const 1)))
            (global.get $n)))\
        """);

    /** For any number of tries. */
    public StoreModel() {}

    @Override
    public String name() {
        return "storeModel";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        try (Hops hops = new Hops()) {
            List<Subject> subjects = new ArrayList<>();
            for (int i = 0; i < STORES; i++) {
                subjects.add(new Subject(hops, choices.below(THREADS)));
            }
            for (int i = 0; i < STEPS; i++) {
                Subject subject = choices.of(subjects);
                subject.step(choices, statistics);
                subject.audit();
            }
            subjects.forEach(Subject::end);
        }
    }

    /** A handle, and whether it was left behind. */
    private static final class Held {
        private final ExternRef handle;
        private boolean isStale;
        private boolean isClosed;

        Held(ExternRef handle) {
            this.handle = handle;
        }
    }

    /** A Store, and what the model knows of it. */
    private final class Subject {
        private final Hops hops;
        private final Store<@Nullable Void> store;
        private final Instance instance;
        private final List<Held> held = new ArrayList<>();
        private @Nullable StoreParcel<@Nullable Void> parcel;
        private int owner;
        private boolean isClosed;
        private long calls;

        Subject(Hops hops, int owner) {
            this.hops = hops;
            this.owner = owner;
            Instance[] made = new Instance[1];
            this.store = on(owner, () -> {
                Store<@Nullable Void> mine = Store.of(engine);
                made[0] = new Linker<@Nullable Void>(engine).instantiate(mine, guest);
                return mine;
            });
            this.instance = made[0];
        }

        private <T> T on(int thread, Callable<T> what) {
            return hops.on(thread, what);
        }

        /** What an operation of the owner's comes to when this thread tries it. */
        private String expected(int thread) {
            return isClosed ? "closed" : owner == NOBODY ? "in transit" : owner == thread ? DONE : "wrong thread";
        }

        void step(ChoiceSource choices, Statistics statistics) {
            int thread = choices.below(4) == 0 || owner == NOBODY ? choices.below(THREADS) : owner;
            String operation = switch (choices.below(9)) {
                case 0 -> open(thread);
                case 1 -> use(thread, choices);
                case 2 -> drop(thread, choices);
                case 3 -> detach(thread, choices);
                case 4, 5 -> attach(thread);
                case 6 -> choices.below(6) == 0 ? close(thread) : call(thread);
                case 7 -> adopt(thread);
                default -> call(thread);
            };
            statistics.count(operation);
        }

        private void same(String operation, int thread, String expected, String actual) {
            if (!expected.equals(actual)) {
                throw new Broken("%s on thread %d: %s, and the model says %s (owner %d, closed %b)"
                        .formatted(operation, thread, actual, expected, owner, isClosed));
            }
        }

        private String call(int thread) {
            String expected = expected(thread);
            String actual = on(
                    thread,
                    () -> said(() -> {
                        long value = instance.getFunc("next").typed().call();
                        if (value != calls + 1) {
                            throw new Broken("the guest counted " + value + ", the model " + (calls + 1));
                        }
                    }));
            same("call", thread, expected, actual);
            calls += expected.equals(DONE) ? 1 : 0;
            return "call: " + expected;
        }

        private String open(int thread) {
            String expected = expected(thread);
            String actual = on(thread, () -> said(() -> held.add(new Held(ExternRef.of(store, "object")))));
            same("open", thread, expected, actual);
            return "open: " + expected;
        }

        private String use(int thread, ChoiceSource choices) {
            if (held.isEmpty()) {
                return "use: nothing";
            }
            Held one = choices.of(held);
            String expected = ofHandle(one, thread);
            same("use", thread, expected, on(thread, () -> said(one.handle::value)));
            return "use: " + expected;
        }

        private String ofHandle(Held one, int thread) {
            if (one.isStale) {
                return "stale";
            }
            String expected = expected(thread);
            return expected.equals(DONE) && one.isClosed ? "given up" : expected;
        }

        private String drop(int thread, ChoiceSource choices) {
            if (held.isEmpty()) {
                return "drop: nothing";
            }
            Held one = choices.of(held);
            String expected = ofHandle(one, thread);
            String actual = on(thread, () -> said(one.handle::close));
            if (!one.isClosed) {
                same("drop", thread, expected, actual);
            }
            one.isClosed |= actual.equals(DONE);
            return "drop: " + expected;
        }

        private String detach(int thread, ChoiceSource choices) {
            String expected = expected(thread);
            List<Held> travelling = held.stream()
                    .filter(one -> !one.isStale && !one.isClosed && choices.below(2) == 0)
                    .toList();
            String actual = on(
                    thread,
                    () -> said(() -> {
                        List<Object> companions = new ArrayList<>();
                        companions.add(instance);
                        travelling.forEach(one -> companions.add(one.handle));
                        parcel = detached(companions);
                    }));
            same("detach", thread, expected, actual);
            if (expected.equals(DONE)) {
                owner = NOBODY;
                held.stream().filter(one -> !travelling.contains(one)).forEach(one -> one.isStale = true);
            }
            return "detach: " + expected;
        }

        private StoreParcel<@Nullable Void> detached(List<Object> companions) {
            return store.detach(companions.toArray());
        }

        private String attach(int thread) {
            StoreParcel<@Nullable Void> sent = parcel;
            if (sent == null) {
                return "attach: nothing";
            }
            String expected = owner == NOBODY && !isClosed ? DONE : "too late";
            String actual = on(thread, () -> said(sent::attach));
            same("attach", thread, expected, actual.equals(DONE) ? DONE : "too late");
            if (expected.equals(DONE)) {
                owner = thread;
            }
            return "attach: " + expected;
        }

        private String adopt(int thread) {
            String actual = on(thread, () -> said(() -> Store.adopt(store)));
            if (actual.equals(DONE)) {
                throw new Broken("a Store was adopted whose owner is alive, or that is on its way or closed");
            }
            return "adopt: refused";
        }

        private String close(int thread) {
            String expected = isClosed ? DONE : expected(thread);
            String actual = on(thread, () -> said(store::close));
            same("close", thread, expected, actual);
            isClosed |= expected.equals(DONE);
            return "close: " + expected;
        }

        /** By the owner, who finds nothing wrong; and the state is what it says. */
        void audit() {
            if (owner != NOBODY && !isClosed) {
                on(owner, () -> {
                    store.audit();
                    return "";
                });
            }
        }

        void end() {
            StoreParcel<@Nullable Void> sent = parcel;
            if (owner == NOBODY && sent != null) {
                sent.close();
            } else {
                on(owner, () -> {
                    store.close();
                    return "";
                });
            }
        }
    }

    /** What came of it, in a word. */
    private static String said(Runnable what) {
        try {
            what.run();
            return DONE;
        } catch (Broken e) {
            throw e;
        } catch (WrongThreadException e) {
            return "wrong thread";
        } catch (StaleHandleException e) {
            return "stale";
        } catch (StoreInTransitException e) {
            return "in transit";
        } catch (StoreClosedException e) {
            return "closed";
        } catch (ClosedHandleException e) {
            return "given up";
        } catch (NotOrphanedException e) {
            return "not orphaned";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
