package org.ferrywasm.stress.transfer;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.stress.Session;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** What Stores carry from thread to thread; each is filled as it is made, by the thread that makes it. */
final class Cargoes {
    private static final long FUEL = 1L << 40;
    private static final long SECRET = 0x0123_4567_89AB_CDEFL;
    private static final Module GUEST = Module.fromText(Session.ENGINE, """
        (module
          (memory (export "memory") 1 4)
          (table (export "table") 2 16 externref)
          (global (export "number") (mut i64) (i64.const 0))
          (global (export "object") (mut externref) (ref.null extern))
          (type $box (struct (field (mut i64)) (field (mut (ref null $box)))))
          (global $kept (mut (ref null $box)) (ref.null $box))
          (func (export "keep") (param i64)
            (global.set $kept (struct.new $box (local.get 0) (global.get $kept))))
          (func (export "kept") (result i64)
            (i64.add (struct.get $box 0 (global.get $kept))
              (struct.get $box 0 (struct.get $box 1 (global.get $kept)))))
          (func $sum (export "sum") (param i64) (result i64)
            (local $mine i64)
            (local.set $mine (local.get 0))
            (if (result i64) (i64.eqz (local.get 0))
              (then (i64.const 0))
              (else (i64.add (local.get $mine)
                (call $sum (i64.sub (local.get 0) (i64.const 1))))))))\
        """);

    private Cargoes() {}

    /** A Store with a guest. */
    abstract static class Filled implements Handover.Cargo {
        final Store<@Nullable Void> store = Store.of(Session.ENGINE);
        final Instance instance;

        Filled() {
            store.setFuel(FUEL);
            instance = new Linker<@Nullable Void>(Session.ENGINE).instantiate(store, GUEST);
        }

        @Override
        public Store<?> store() {
            return store;
        }
    }

    /** Bytes in a memory. */
    static final class Bytes extends Filled {
        private static final int WORDS = 16;
        private final Memory memory = instance.getMemory("memory");

        Bytes() {
            for (int i = 0; i < WORDS; i++) {
                memory.writeLong(8L * i, SECRET + i);
            }
            memory.grow(1);
        }

        @Override
        public Object[] companions() {
            return new Object[] {memory};
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            boolean isWhole = memory.size() == 2;
            for (int i = 0; i < WORDS; i++) {
                isWhole &= memory.readLong(8L * i) == SECRET + i;
            }
            return isWhole;
        }
    }

    /** Globals. */
    static final class Globals extends Filled {
        private final Global number = instance.getGlobal("number");
        private final Global object = instance.getGlobal("object");

        Globals() {
            number.set(Val.i64(SECRET));
            object.set(ExternRef.of(store, "object"));
        }

        @Override
        public Object[] companions() {
            return new Object[] {number, object};
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            return number.get().equals(Val.i64(SECRET))
                    && object.get() instanceof ExternRef held
                    && held.value().equals("object");
        }
    }

    /** Elements of a table. */
    static final class Elements extends Filled {
        private static final int ADDED = 5;
        private final Table table = instance.getTable("table");

        Elements() {
            table.set(0, ExternRef.of(store, "first"));
            table.grow(ADDED, ExternRef.of(store, "grown"));
            table.set(1, Val.nullRef(AbsHeapType.EXTERN));
        }

        @Override
        public Object[] companions() {
            return new Object[] {table};
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            return table.size() == 2 + ADDED
                    && table.get(0) instanceof ExternRef first
                    && first.value().equals("first")
                    && table.get(1 + ADDED) instanceof ExternRef grown
                    && grown.value().equals("grown");
        }
    }

    /** Structures in the heap. */
    static final class Structures extends Filled {
        Structures() {
            instance.getFunc("keep").call(Val.i64(SECRET));
            instance.getFunc("keep").call(Val.i64(1));
        }

        @Override
        public Object[] companions() {
            return new Object[] {instance};
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            return instance.getFunc("kept").call().equals(List.of(Val.i64(SECRET + 1)));
        }
    }

    /** Host objects. */
    static final class Objects implements Handover.Cargo {
        private final Store<@Nullable Void> store = Store.of(Session.ENGINE);
        private final ExternRef one = ExternRef.of(store, new Pair("one", 1));
        private final ExternRef other = ExternRef.of(store, new Pair("other", 2));

        /** A host object that may travel. */
        private record Pair(String name, int number) {}

        @Override
        public Store<?> store() {
            return store;
        }

        @Override
        public Object[] companions() {
            return new Object[] {one, other};
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            boolean isWhole = one.value().equals(new Pair("one", 1))
                    && other.value().equals(new Pair("other", 2))
                    && attached.hostObjects() == 2;
            one.close();
            return isWhole && attached.hostObjects() == 1;
        }
    }

    /** The data of the Store. */
    static final class Data implements Handover.Cargo {
        private final Store<String> store = new Store<>(Session.ENGINE, "before");

        Data() {
            store.setFuel(SECRET);
            store.setData("after " + SECRET);
        }

        @Override
        public Store<?> store() {
            return store;
        }

        @Override
        public Object[] companions() {
            return new Object[0];
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            return ("after " + SECRET).equals(attached.data()) && attached.getFuel() == SECRET;
        }
    }

    /** Mutable state in a box. */
    static final class Boxed implements Handover.Cargo {
        private final Owned<List<Object>> box = Owned.of(ArrayList::new);
        private final Store<Owned<List<Object>>> store = new Store<>(Session.ENGINE, box);

        Boxed() {
            List<Object> list = box.get(store);
            list.add(SECRET);
            list.add(ExternRef.of(store, "in the box"));
        }

        @Override
        public Store<?> store() {
            return store;
        }

        @Override
        public Object[] companions() {
            return new Object[0];
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            List<Object> list = box.get(attached);
            return list.getFirst().equals(SECRET)
                    && list.getLast() instanceof ExternRef held
                    && held.value().equals("in the box");
        }
    }

    /** A call that waits in the depth of a recursion. */
    static final class Frames extends Filled {
        private static final long DEPTH = 20;
        private final Call call = instance.getFunc("sum").begin(Val.i64(DEPTH));

        Frames() {
            call.resume(10 * DEPTH / 2);
        }

        @Override
        public Object[] companions() {
            return new Object[] {call};
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            return call.resume() instanceof Outcome.Returned(List<Val> results)
                    && results.equals(List.of(Val.i64(DEPTH * (DEPTH + 1) / 2)));
        }
    }

    /** What an instance exports. */
    static final class Exports extends Filled {
        private static final long NUMBER = 10;

        @Override
        public Object[] companions() {
            return new Object[] {instance};
        }

        @Override
        public boolean isWhole(Store<?> attached) {
            return instance.getFunc("sum").typed().call(NUMBER) == NUMBER * (NUMBER + 1) / 2;
        }
    }
}
