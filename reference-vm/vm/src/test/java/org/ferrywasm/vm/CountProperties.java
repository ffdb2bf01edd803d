package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.syntax.AbsHeapType;
import org.jspecify.annotations.Nullable;

/**
 * Writes of guest and host, handles that come and go, and collections, beside a model: a list of what every place refers to.
 * The audit holds the counts against the places, the model holds the drops against what can be reached.
 */
class CountProperties {
    private static final int ELEMENTS = 5;
    private static final int STEPS = 60;
    private static final String GUEST = """
        (module
          (type $s (struct (field (mut externref)) (field (mut (ref null any)))))
          (type $a (array (mut externref)))
          (global $g (export "g") (mut externref) (ref.null extern))
          (global $s (mut (ref $s)) (struct.new_default $s))
          (global $a (mut (ref $a)) (array.new_default $a (i32.const 5)))
          (table $t (export "t") 5 externref)
          (func (export "global") (param externref) (global.set $g (local.get 0)))
          (func (export "set") (param i32 externref) (table.set $t (local.get 0) (local.get 1)))
          (func (export "fill") (param i32 externref i32) (table.fill $t (local.get 0) (local.get 1) (local.get 2)))
          (func (export "copy") (param i32 i32 i32) (table.copy $t $t (local.get 0) (local.get 1) (local.get 2)))
          (func (export "struct") (param externref) (global.set $s (struct.new $s (local.get 0) (ref.null any))))
          (func (export "field") (param externref)
            (struct.set $s 0 (global.get $s) (local.get 0))
            (struct.set $s 1 (global.get $s) (any.convert_extern (local.get 0))))
          (func (export "array") (param externref) (global.set $a (array.new $a (local.get 0) (i32.const 5))))
          (func (export "fixed") (param externref externref)
            (global.set $a (array.new_fixed $a 5
              (local.get 0) (local.get 1) (local.get 0) (local.get 1) (local.get 0))))
          (func (export "element") (param i32 externref)
            (array.set $a (global.get $a) (local.get 0) (local.get 1)))
          (func (export "afill") (param i32 externref i32)
            (array.fill $a (global.get $a) (local.get 0) (local.get 1) (local.get 2)))
          (func (export "acopy") (param i32 i32 i32)
            (array.copy $a $a (global.get $a) (local.get 0) (global.get $a) (local.get 1) (local.get 2))))
        """;

    /** A host object, which is equal to none but itself; -1 in the model's places is null. */
    private record Thing(int number) {}

    /** What is there, and what should be. */
    private static final class Run {
        private final Random random;
        private final Store<@Nullable Void> store;
        private final Instance guest;
        private final List<Thing> things = new ArrayList<>();
        private final Map<Integer, Integer> wrapped = new HashMap<>();
        private final Map<Integer, Integer> dropped = new HashMap<>();
        private final List<ExternRef> handles = new ArrayList<>();
        private final int[] global = {-1};
        private final int[] table = nulls();
        private int[] fields = {-1, -1};
        private int[] array = nulls();

        /** Objects of the heap that nobody refers to any more, and that are not collected yet. */
        private final List<int[]> garbage = new ArrayList<>();

        Run(Random random, boolean collects) {
            this.random = random;
            this.store = Store.of(new Engine(Config.DEFAULT.collectAlways(collects)));
            this.guest = Guests.instantiate(store, GUEST);
        }

        private static int[] nulls() {
            int[] places = new int[ELEMENTS];
            Arrays.fill(places, -1);
            return places;
        }

        private void wrap(Thing thing) {
            wrapped.merge(thing.number(), 1, Integer::sum);
            handles.add(ExternRef.of(store, thing, t -> dropped.merge(t.number(), 1, Integer::sum)));
        }

        private void wrapNew() {
            Thing thing = new Thing(things.size());
            things.add(thing);
            wrap(thing);
        }

        private static int number(Val value) {
            return value instanceof ExternRef ref ? ((Thing) ref.value()).number() : -1;
        }

        /** One of the open handles, or null. */
        private Val.RefVal any() {
            int choice = random.nextInt(handles.size() + 1);
            return choice == handles.size() ? Val.nullRef(AbsHeapType.EXTERN) : handles.get(choice);
        }

        private void call(String function, Val... args) {
            guest.getFunc(function).call(args);
        }

        void step() {
            int from = random.nextInt(ELEMENTS);
            int to = random.nextInt(ELEMENTS);
            int length = random.nextInt(ELEMENTS + 1 - Math.max(from, to));
            Val.RefVal value = any();
            int number = number(value);
            switch (random.nextInt(17)) {
                case 0, 1 -> wrapNew();
                case 2 -> {
                    if (!handles.isEmpty()) {
                        wrap(things.get(number(handles.get(random.nextInt(handles.size())))));
                    }
                }
                case 3, 4 -> {
                    if (!handles.isEmpty()) {
                        handles.remove(random.nextInt(handles.size())).close();
                    }
                }
                case 5 -> {
                    global[0] = number;
                    guest.getGlobal("g").set(value);
                }
                case 6 -> {
                    global[0] = number;
                    call("global", value);
                }
                case 7 -> {
                    table[to] = number;
                    guest.getTable("t").set(to, value);
                }
                case 8 -> {
                    table[to] = number;
                    call("set", Val.i32(to), value);
                }
                case 9 -> {
                    Arrays.fill(table, to, to + length, number);
                    call("fill", Val.i32(to), value, Val.i32(length));
                }
                case 10 -> {
                    System.arraycopy(table, from, table, to, length);
                    call("copy", Val.i32(to), Val.i32(from), Val.i32(length));
                }
                default -> heapStep(from, to, length, value);
            }
        }

        private void heapStep(int from, int to, int length, Val.RefVal value) {
            int number = number(value);
            switch (random.nextInt(8)) {
                case 0 -> {
                    garbage.add(fields);
                    fields = new int[] {number, -1};
                    call("struct", value);
                }
                case 1 -> {
                    fields = new int[] {number, number};
                    call("field", value);
                }
                case 2 -> {
                    garbage.add(array);
                    array = nulls();
                    Arrays.fill(array, number);
                    call("array", value);
                }
                case 3 -> {
                    Val.RefVal other = any();
                    garbage.add(array);
                    array = new int[] {number, number(other), number, number(other), number};
                    call("fixed", value, other);
                }
                case 4 -> {
                    array[to] = number;
                    call("element", Val.i32(to), value);
                }
                case 5 -> {
                    Arrays.fill(array, to, to + length, number);
                    call("afill", Val.i32(to), value, Val.i32(length));
                }
                case 6 -> {
                    System.arraycopy(array, from, array, to, length);
                    call("acopy", Val.i32(to), Val.i32(from), Val.i32(length));
                }
                default -> {
                    garbage.clear();
                    store.gc();
                }
            }
        }

        /** Which objects are held somewhere. */
        private boolean[] held(boolean withGarbage) {
            boolean[] held = new boolean[things.size()];
            List<int[]> places = new ArrayList<>(List.of(global, table, fields, array));
            if (withGarbage) {
                places.addAll(garbage);
            }
            for (int[] place : places) {
                for (int number : place) {
                    if (number >= 0) {
                        held[number] = true;
                    }
                }
            }
            handles.forEach(handle -> held[number(handle)] = true);
            return held;
        }

        /** What is held is not dropped; what is not is, as often as it was wrapped; garbage may be either. */
        void check() {
            boolean[] surely = held(false);
            boolean[] perhaps = held(true);
            for (Thing thing : things) {
                int number = thing.number();
                int drops = dropped.getOrDefault(number, 0);
                if (surely[number]) {
                    assertThat(drops).as("drops of %s, which is held", thing).isZero();
                } else if (!perhaps[number]) {
                    assertThat(drops).as("drops of %s, which is let go", thing).isEqualTo(wrapped.get(number));
                }
            }
            store.audit();
        }

        void end() {
            garbage.clear();
            store.gc();
            check();
            handles.forEach(ExternRef::close);
            store.close();
            assertThat(dropped).isEqualTo(wrapped);
        }
    }

    @Property(tries = 200)
    @Clause({"C-02", "C-03", "C-09", "C-15", "C-16"})
    void eachObjectIsDroppedOnceForEachWrappingWhenNothingHoldsIt(
            @ForAll long seed, @ForAll boolean collects, @ForAll @IntRange(min = 1, max = STEPS) int steps) {
        Run run = new Run(new Random(seed), collects);
        for (int i = 0; i < steps; i++) {
            run.step();
            run.check();
        }
        run.end();
    }
}
