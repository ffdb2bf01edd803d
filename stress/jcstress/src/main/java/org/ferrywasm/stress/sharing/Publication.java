package org.ferrywasm.stress.sharing;

import java.util.List;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.FrozenLinker;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * May what threads share be given to them through a plain field, and used at once?
 *
 * <p>All fields of these classes are final; what changes lives in a cell that is fully written before the constructor ends, and is
 * reached through a final field only. So whoever sees the reference sees what the constructor wrote, without any fence of its own.
 */
public final class Publication {
    private static final byte[] GUEST = Session.SMALL_GUEST.toBytes();

    private Publication() {}

    /** What may be seen. */
    @Outcome(id = "made, whole", expect = Expect.ACCEPTABLE, desc = "It was seen with all that its constructor wrote.")
    @Outcome(id = "made, early", expect = Expect.ACCEPTABLE, desc = "It was not seen yet.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was seen in part, or did not work.")
    static final class Verdicts {
        private Verdicts() {}
    }

    private static boolean runs(Engine engine, Module module) {
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(1_000);
            return new Linker<@Nullable Void>(engine)
                    .instantiate(store, module)
                    .getFunc("one")
                    .call()
                    .equals(List.of(Val.i32(1)));
        }
    }

    /** A Module, none of whose functions has been lowered yet. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries({"B-04", "B-05"})
    @State
    public static class NewModule {
        private final Racy<Module> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            r.r1 = racy.publish(Module.fromBytes(Session.ENGINE, GUEST));
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(module -> runs(Session.ENGINE, module));
        }
    }

    /** An Engine, in which the user makes a Store and loads a module. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries({"B-01", "B-05"})
    @State
    public static class NewEngine {
        private final Racy<Engine> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            r.r1 = racy.publish(new Engine(Config.DEFAULT.consumeFuel(true)));
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(engine -> runs(engine, Module.fromBytes(engine, GUEST)));
        }
    }

    /** A frozen Linker, with a host function in it. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries({"B-05", "B-09"})
    @State
    public static class NewFrozenLinker {
        private final Racy<FrozenLinker<@Nullable Void>> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            r.r1 = racy.publish(new Linker<@Nullable Void>(Session.ENGINE)
                    .func("host", "f", HostFunction.of(FuncType.of(List.of(), List.of()), (c, a) -> List.of()))
                    .freeze());
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(linker -> {
                try (Store<@Nullable Void> store = Store.of(Session.ENGINE)) {
                    return linker.get(store, "host", "f").isPresent();
                }
            });
        }
    }

    /** A shared memory, which the user writes at once. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries({"B-05", "G-05"})
    @State
    public static class NewSharedMemory {
        private static final MemType TYPE = new MemType(AddressType.I32, Limits.between(1, 2), true, 16);

        private final Racy<SharedMemory> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            r.r1 = racy.publish(SharedMemory.create(TYPE));
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(memory -> {
                memory.writeLong(8, 42);
                return memory.readLong(8) == 42
                        && memory.size() == 1
                        && memory.type().equals(TYPE);
            });
        }
    }

    /** A configuration, which the user opens an Engine with. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries("B-05")
    @State
    public static class NewConfig {
        private final Racy<Config> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            r.r1 = racy.publish(Config.DEFAULT.consumeFuel(true).fuseInstructions(false));
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(config -> config.consumesFuel()
                    && !config.fusesInstructions()
                    && !new Engine(config).config().fusesInstructions());
        }
    }

    /** A function type, which the user defines and compares. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries("B-05")
    @State
    public static class NewType {
        private static final FuncType KNOWN = FuncType.of(List.of(NumType.I32), List.of(NumType.I64));

        private final Racy<FuncType> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            r.r1 = racy.publish(FuncType.of(List.of(NumType.I32), List.of(NumType.I64)));
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(type -> Session.ENGINE.defType(type).equals(Session.ENGINE.defType(KNOWN)));
        }
    }

    /** A handle to interrupt a call with, which any thread may use. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries({"B-05", "A-11"})
    @State
    public static class NewInterruptHandle {
        private final Racy<InterruptHandle> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            r.r1 = racy.publish(handle());
        }

        private static InterruptHandle handle() {
            Call call = Session.mine().function.begin();
            InterruptHandle handle = call.interruptHandle();
            call.close();
            return handle;
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(handle -> {
                handle.interrupt();
                return true;
            });
        }
    }

    /** The twin: the same publication with the two writes swapped: first the reference, then what it refers to. */
    @JCStressTest
    @Outcome(id = "made, half", expect = Expect.ACCEPTABLE_INTERESTING, desc = "Its cell was not there yet.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It was whole, or not seen yet.")
    @Twin(
            of = {
                NewModule.class,
                NewEngine.class,
                NewFrozenLinker.class,
                NewSharedMemory.class,
                NewConfig.class,
                NewInterruptHandle.class,
                NewType.class
            },
            shows = "made, half")
    @State
    public static class WritesSwapped {
        private final Racy<Cell> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            Cell cell = new Cell();
            r.r1 = racy.publish(cell);
            for (int i = 0; i < 20; i++) {
                Thread.onSpinWait(); // the rest of its constructor
            }
            cell.content = "content";
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(cell -> cell.content != null);
        }

        private static final class Cell {
            private @Nullable String content;
        }
    }

    /** The twin that shows where hardware or compiler reorders: a cell in a plain field, published by a plain write. */
    @JCStressTest
    @Outcome(id = "made, half", expect = Expect.ACCEPTABLE_INTERESTING, desc = "The reference overtook the content.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It was whole, or not seen yet.")
    @Twin(
            of = {NewModule.class, NewEngine.class, NewFrozenLinker.class, NewSharedMemory.class},
            shows = "made, half",
            needsWeakHardware = true)
    @State
    public static class PlainCell {
        private final Racy<Plain> racy = new Racy<>();

        @Actor
        public void maker(LL_Result r) {
            r.r1 = racy.publish(new Plain("content"));
        }

        @Actor
        public void user(LL_Result r) {
            r.r2 = racy.use(cell -> cell.content != null);
        }

        private static final class Plain {
            private @Nullable String content;

            Plain(String content) {
                this.content = content;
            }
        }
    }
}
