package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.GuestFrame;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * A guest is made at random and runs at once, then again suspended wherever chance has it: out of a slice, interrupted,
 * waiting for the host. Both runs must come to the same.
 */
class SuspensionProperties {
    private static final Config PLAIN = Config.DEFAULT.fuseInstructions(false);

    /** All that can be seen of a run. */
    private record Trace(
            String end,
            List<GuestFrame> frames,
            int memory,
            List<Val> table,
            Val global,
            Val sum,
            List<Integer> host,
            long fuel) {}

    @Property(tries = 150)
    @Clause({"F-11", "F-12"})
    void f11_f12_aRunThatIsSuspendedAnywhereIsTheSame(@ForAll long guest, @ForAll long chances) {
        Trace atOnce = atOnce(Config.DEFAULT, guest);

        assertThat(suspended(Config.DEFAULT, guest, new Random(chances))).isEqualTo(atOnce);
    }

    @Property(tries = 60)
    @Clause({"F-11", "F-12"})
    void f12_oneUnitOfFuelAtATimeIsTheSame(@ForAll long guest) {
        Trace atOnce = atOnce(Config.DEFAULT, guest);
        try (World world = new World(Config.DEFAULT, guest, false)) {
            Call call = world.guest.begin("run", Val.i32(1));
            assertThat(world.trace(SuspendedGuest.slices(call, 1))).isEqualTo(atOnce);
        }
    }

    @Property(tries = 40)
    @Clause({"C-17", "F-12"})
    void c17_collectingAtEverySafepointIsTheSame(@ForAll long guest, @ForAll long chances) {
        Trace atOnce = atOnce(Config.DEFAULT, guest);

        assertThat(atOnce(Config.DEFAULT.collectAlways(true), guest)).isEqualTo(atOnce);
        assertThat(suspended(PLAIN.collectAlways(true), guest, new Random(chances)))
                .isEqualTo(atOnce);
    }

    @Property(tries = 20)
    @Clause("F-12")
    void f12_everyRunWithTheSameSlicesStopsAtTheSamePlaces(
            @ForAll long guest, @ForAll @LongRange(min = 1, max = 40) long slice) {
        assertThat(places(guest, slice)).isEqualTo(places(guest, slice));
    }

    private static List<Object> places(long seed, long slice) {
        try (World world = new World(Config.DEFAULT, seed, false)) {
            List<Object> places = new ArrayList<>();
            Call call = world.guest.begin("run", Val.i32(1));
            Outcome outcome = call.resume(slice);
            while (outcome instanceof Outcome.OutOfFuel) {
                places.add(call.frames());
                places.add(world.guest.spent());
                outcome = call.resume(slice);
            }
            places.add(world.trace(outcome));
            return places;
        }
    }

    private static Trace atOnce(Config config, long seed) {
        try (World world = new World(config, seed, false)) {
            return world.trace(world.guest.begin("run", Val.i32(1)).resume());
        }
    }

    private static Trace suspended(Config config, long seed, Random random) {
        try (World world = new World(config, seed, true)) {
            Call call = world.guest.begin("run", Val.i32(1));
            Outcome outcome = call.resume(random.nextInt(20));
            while (!outcome.isEnd()) {
                switch (random.nextInt(6)) {
                    case 0 -> call.interruptHandle().interrupt();
                    case 1 -> world.guest.store.gc();
                    case 2 -> call.frames();
                    default -> {}
                }
                if (outcome instanceof Outcome.AwaitingHost && random.nextBoolean()) {
                    world.answer();
                }
                outcome = call.resume(random.nextInt(100) == 0 ? 5_000 : random.nextInt(60));
            }
            return world.trace(outcome);
        }
    }

    /** A guest in its Store, and the host that it calls. */
    private static final class World implements AutoCloseable {
        private final SuspendedGuest guest;
        private final List<Integer> asked = new ArrayList<>();
        private CompletableFuture<Integer> answer = new CompletableFuture<>();

        World(Config config, long seed, boolean answersLater) {
            HostFunction<@Nullable Void> host = answersLater
                    ? HostFunction.async(Integer.class, Integer.class, (caller, n) -> {
                        asked.add(n);
                        answer = new CompletableFuture<>();
                        return answer;
                    })
                    : HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
                        asked.add(n);
                        return answerTo(n);
                    });
            guest = new SuspendedGuest(config, RandomGuest.text(seed), Map.of("f", host));
        }

        private static int answerTo(int n) {
            return n * 17 + 3;
        }

        void answer() {
            answer.complete(answerTo(asked.getLast()));
        }

        Trace trace(Outcome outcome) {
            long fuel = guest.spent();
            String end = switch (outcome) {
                case Outcome.Returned(List<Val> results) -> results.toString();
                case Outcome.Trapped(var trap) -> String.valueOf(trap.getMessage());
                case Outcome.Threw(var exception) -> exception.fields().toString();
                default -> throw new AssertionError(outcome);
            };
            List<GuestFrame> frames = outcome instanceof Outcome.Trapped(var trap) ? trap.frames() : List.of();
            Table table = guest.instance.getTable("table");
            List<Val> elements = new ArrayList<>();
            for (int i = 0; i < table.size(); i++) {
                elements.add(table.get(i));
            }
            return new Trace(
                    end,
                    frames,
                    Arrays.hashCode(guest.instance.getMemory("memory").read(0, 65_536)),
                    elements,
                    guest.instance.getGlobal("g").get(),
                    guest.call("sum").getFirst(),
                    List.copyOf(asked),
                    fuel);
        }

        @Override
        public void close() {
            guest.close();
        }
    }
}
