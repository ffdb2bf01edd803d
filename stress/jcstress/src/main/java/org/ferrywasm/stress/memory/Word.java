package org.ferrywasm.stress.memory;

import java.util.concurrent.atomic.AtomicLong;
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

/**
 * A state with a word of shared memory, all zeroes, on which two accesses meet: a wide one, and a narrow one to its last bytes.
 * The widths turn from state to state.
 */
abstract class Word {
    private static final int SLOT_BYTES = 64;
    private static final int PAGE_BYTES = 65_536;
    private static final int PAGES = 64;
    private static final long SLOTS = (long) PAGES * PAGE_BYTES / SLOT_BYTES;

    private static final SharedMemory MEMORY =
            SharedMemory.create(new MemType(AddressType.I32, Limits.between(PAGES, PAGES), true, 16));
    private static final AtomicLong NEXT = new AtomicLong();

    private final long number = NEXT.getAndIncrement();
    private final long at = number % SLOTS * SLOT_BYTES;
    private final Widths widths;

    /** A word for accesses of two widths, the narrow one less than the wide one; or of one. */
    Word(boolean areApart) {
        Widths[] all = areApart ? Widths.APART : Widths.ALIKE;
        widths = all[(int) (number % all.length)];
        MEMORY.writeLong(at, 0);
    }

    /** Does something to the whole. */
    final long wide(Access access) {
        return Guest.function(access, widths.wide).call(at);
    }

    /** Does something to the last bytes. */
    final long narrow(Access access) {
        return Guest.function(access, widths.narrow).call(at + widths.offset());
    }

    /** What the wide part holds. */
    final long all() {
        return MEMORY.readLong(at);
    }

    /** What the word holds when something was done to either part. */
    final long both(long wide, long narrow) {
        return wide | (narrow << (widths.offset() * Byte.SIZE));
    }

    /** All bits of a part. */
    final long ones() {
        return -1L >>> (Long.SIZE - widths.wide);
    }

    @Override
    public final String toString() {
        return widths.text;
    }

    /** An access by its instruction; each works on one address and gives what it read, or 0. */
    enum Access {
        ADD_ONE("(i64.atomic.rmw%s.add%s (local.get $at) (i64.const 1))", true),
        EXCHANGE_SEVEN("(i64.atomic.rmw%s.xchg%s (local.get $at) (i64.const 7))", true),
        ZERO_TO_SEVEN("(i64.atomic.rmw%s.cmpxchg%s (local.get $at) (i64.const 0) (i64.const 7))", true),
        STORE_SEVEN("(i64.atomic.store%s (local.get $at) (i64.const 7)) (i64.const 0)", false),
        STORE_SEVEN_PLAINLY("(i64.store%s (local.get $at) (i64.const 7)) (i64.const 0)", false),
        STORE_ONES_PLAINLY("(i64.store%s (local.get $at) (i64.const -1)) (i64.const 0)", false),
        LOAD_PLAINLY("(i64.load%s%s (local.get $at))", true);

        private final String text;
        private final boolean isExtended;

        Access(String text, boolean isExtended) {
            this.text = text;
            this.isExtended = isExtended;
        }

        private String function(int bits) {
            String width = bits == Long.SIZE ? "" : Integer.toString(bits);
            String body = isExtended ? text.formatted(width, width.isEmpty() ? "" : "_u") : text.formatted(width);
            return "(func (export \"%s\") (param $at i32) (result i64) %s)\n".formatted(name(bits), body);
        }

        private String name(int bits) {
            return name() + bits;
        }
    }

    /** Two widths in bits. */
    private record Widths(int wide, int narrow, String text) {
        private static final Widths[] APART = {of(64, 32), of(64, 16), of(64, 8), of(32, 16), of(32, 8), of(16, 8)};
        private static final Widths[] ALIKE = {of(8, 8), of(16, 16), of(32, 32), of(64, 64)};

        private static Widths of(int wide, int narrow) {
            return new Widths(wide, narrow, wide == narrow ? "i" + wide : "i" + wide + " i" + narrow);
        }

        int offset() {
            return (wide - narrow) / Byte.SIZE;
        }
    }

    /** The guest of the current thread. */
    private static final class Guest {
        private static final ThreadLocal<Guest> MINE = ThreadLocal.withInitial(Guest::new);
        private static final int WIDTHS = 4;
        private static final Module MODULE = Module.fromText(Session.ENGINE, text());

        private final TypedFunc[] functions = new TypedFunc[Access.values().length * WIDTHS];

        Guest() {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            store.setFuel(1L << 60);
            Instance instance = new Linker<@Nullable Void>(Session.ENGINE)
                    .define("host", "memory", MEMORY)
                    .instantiate(store, MODULE);
            for (Access access : Access.values()) {
                for (int bits = Byte.SIZE; bits <= Long.SIZE; bits *= 2) {
                    functions[index(access, bits)] =
                            instance.getFunc(access.name(bits)).typed();
                }
            }
        }

        static TypedFunc function(Access access, int bits) {
            return MINE.get().functions[index(access, bits)];
        }

        private static int index(Access access, int bits) {
            return access.ordinal() * WIDTHS + Integer.numberOfTrailingZeros(bits / Byte.SIZE);
        }

        private static String text() {
            StringBuilder text = new StringBuilder(
                    "(module (import \"host\" \"memory\" (memory %d %d shared))\n".formatted(PAGES, PAGES));
            for (Access access : Access.values()) {
                for (int bits = Byte.SIZE; bits <= Long.SIZE; bits *= 2) {
                    text.append(access.function(bits));
                }
            }
            return text.append(')').toString();
        }
    }
}
