package org.ferrywasm.stress.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.ferrywasm.contract.LitmusShape;
import org.ferrywasm.stress.Session;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.TypedFunc;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A state of a litmus test: a few locations in a shared memory, each in cache lines of its own. The width of the accesses turns
 * from state to state, 8, 16, 32 and 64 bits.
 *
 * <p>An outcome is the width, then what the reads gave and what the locations hold in the end: {@code i32, 01 x1 y1}.
 */
abstract class Litmus {
    private static final int SLOT_BYTES = 512;
    private static final int LOCATION_BYTES = 128;
    private static final int PAGE_BYTES = 65_536;
    private static final int PAGES = 256;
    private static final long SLOTS = (long) PAGES * PAGE_BYTES / SLOT_BYTES;
    private static final String[] WIDTHS = {"i8", "i16", "i32", "i64"};
    private static final int WIDTHS_MASK = 3;
    private static final int NIBBLE = 4;
    private static final int LOW = 15;

    private static final SharedMemory MEMORY =
            SharedMemory.create(new MemType(AddressType.I32, Limits.between(PAGES, PAGES), true, 16));
    private static final AtomicLong NEXT = new AtomicLong();

    private final Guest guest;
    private final long number = NEXT.getAndIncrement();
    private final long slot = number % SLOTS * SLOT_BYTES;
    private final int width = (int) number & WIDTHS_MASK;

    /** What the thread's reads gave, four bits each. */
    private final long[] read;

    /** A state of the test that this is, all zeroes. */
    Litmus() {
        guest = Guest.of(getClass());
        read = new long[guest.threads];
        for (int location = 0; location < guest.locations.size(); location++) {
            MEMORY.writeLong(slot + (long) location * LOCATION_BYTES, 0);
        }
    }

    /** Makes the accesses of a thread, in the guest of the current one. */
    final void act(int thread) {
        read[thread] = guest.function(thread, width).call(slot);
    }

    /** What the accesses came to. */
    final void see(LL_Result r) {
        long code = 0;
        for (int thread = 0; thread < read.length; thread++) {
            code = (code << (NIBBLE * guest.reads[thread])) | read[thread];
        }
        for (int location = 0; location < guest.locations.size(); location++) {
            code = (code << NIBBLE) | MEMORY.readByte(slot + (long) location * LOCATION_BYTES);
        }
        r.r1 = WIDTHS[width];
        r.r2 = guest.words.computeIfAbsent(code, guest::words);
    }

    /** What the test's states have in common. */
    private static final class Guest {
        private static final ConcurrentMap<Class<?>, Guest> ALL = new ConcurrentHashMap<>();

        private final Module module;
        private final int threads;
        private final int[] reads;
        private final List<Character> locations;
        private final ConcurrentMap<Long, String> words = new ConcurrentHashMap<>();
        private final ThreadLocal<TypedFunc[]> functions = ThreadLocal.withInitial(this::instantiate);

        private Guest(Class<?> test) {
            Shape shape = test.getAnnotation(Shape.class);
            LitmusShape litmus = LitmusShape.parse(test.getSimpleName(), shape.value(), shape.plain());
            threads = litmus.threads().size();
            reads = litmus.threads().stream()
                    .mapToInt(accesses -> (int)
                            accesses.stream().filter(LitmusShape.Access::isRead).count())
                    .toArray();
            locations = litmus.locations();
            module = Module.fromText(Session.ENGINE, text(litmus));
        }

        static Guest of(Class<?> test) {
            Guest known = ALL.get(test);
            return known == null ? ALL.computeIfAbsent(test, Guest::new) : known;
        }

        TypedFunc function(int thread, int width) {
            return functions.get()[thread * WIDTHS.length + width];
        }

        private TypedFunc[] instantiate() {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            store.setFuel(1L << 60);
            Instance instance = new Linker<@Nullable Void>(Session.ENGINE)
                    .define("host", "memory", MEMORY)
                    .instantiate(store, module);
            TypedFunc[] all = new TypedFunc[threads * WIDTHS.length];
            Arrays.setAll(
                    all,
                    i -> instance.getFunc(name(i / WIDTHS.length, i % WIDTHS.length))
                            .typed());
            return all;
        }

        private static String name(int thread, int width) {
            return thread + WIDTHS[width];
        }

        private static String text(LitmusShape shape) {
            StringBuilder text = new StringBuilder(
                    "(module (import \"host\" \"memory\" (memory %d %d shared))\n".formatted(PAGES, PAGES));
            for (int thread = 0; thread < shape.threads().size(); thread++) {
                for (int width = 0; width < WIDTHS.length; width++) {
                    text.append("(func (export \"%s\") (param $at i32) (result i64)".formatted(name(thread, width)))
                            .append(body(shape.threads().get(thread), shape.locations(), Byte.SIZE << width))
                            .append(")\n");
                }
            }
            return text.append(')').toString();
        }

        /** The accesses, one right after the other; then what was read is put together. */
        private static String body(List<LitmusShape.Access> accesses, List<Character> locations, int bits) {
            StringBuilder locals = new StringBuilder();
            StringBuilder body = new StringBuilder();
            List<String> values = new ArrayList<>();
            for (LitmusShape.Access access : accesses) {
                int offset = LOCATION_BYTES * locations.indexOf(access.location());
                String kind = access.isAtomic() ? "i64.atomic." : "i64.";
                String width = bits == Long.SIZE ? "" : Integer.toString(bits);
                if (access.isRead()) {
                    String local = "$r" + values.size();
                    locals.append(" (local ").append(local).append(" i64)");
                    values.add(local);
                    body.append("\n  (local.set %s (%sload%s offset=%d (local.get $at)))"
                            .formatted(local, kind, width.isEmpty() ? "" : width + "_u", offset));
                } else {
                    body.append("\n  (%sstore%s offset=%d (local.get $at) (i64.const %d))"
                            .formatted(kind, width, offset, access.value()));
                }
            }
            String result = "(i64.const 0)";
            for (String local : values) {
                result = "(i64.or (i64.shl %s (i64.const %d)) (local.get %s))".formatted(result, NIBBLE, local);
            }
            return locals + body.toString() + "\n  " + result;
        }

        private String words(long code) {
            int count = Arrays.stream(reads).sum();
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < count; i++) {
                words.append(nibble(code, count - 1 - i + locations.size()));
            }
            for (int i = 0; i < locations.size(); i++) {
                words.append(' ').append(locations.get(i)).append(nibble(code, locations.size() - 1 - i));
            }
            return words.toString().strip();
        }

        private static long nibble(long code, int place) {
            return (code >>> (NIBBLE * place)) & LOW;
        }
    }
}
