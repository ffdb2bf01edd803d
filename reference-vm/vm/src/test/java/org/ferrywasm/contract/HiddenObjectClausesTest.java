package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.ResourceLimiter;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clause E-11: what may not go is found wherever it hides; each place beside the same with something that may go. */
@Timeout(120)
class HiddenObjectClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    private final Luggage luggage = new Luggage(ENGINE);
    private final Store<@Nullable Object> store = luggage.store;

    /** One place that can hold something of the host's: how it gets there, how it gets out again, what the path says. */
    private record Place(String path, Crew.Action put, Crew.Action remove) {}

    private Map<String, Place> places(Object pinned) {
        Map<String, Place> places = new LinkedHashMap<>();
        places.put(
                "global",
                new Place(
                        "global[3] -> ",
                        () -> luggage.guest.getGlobal("object").set(ExternRef.of(store, pinned)),
                        () -> luggage.guest.getGlobal("object").set(Luggage.NULL)));
        places.put("table", new Place("table 1[3] -> ", () -> luggage.put(3, pinned), () -> luggage.take(3)));
        places.put(
                "struct",
                new Place(
                        "global[4] -> struct.f2 -> struct.f1 -> ",
                        () -> {
                            luggage.call("push", Val.i32(1), ExternRef.of(store, pinned));
                            luggage.call("push", Val.i32(2), Luggage.NULL);
                        },
                        () -> luggage.call("clear")));
        places.put(
                "array",
                new Place(
                        "global[5] -> array[1] -> ",
                        () -> luggage.call("putArray", ExternRef.of(store, pinned)),
                        () -> luggage.call("clear")));
        places.put(
                "exception",
                new Place(
                        "global[6] -> exception.f0 -> ",
                        () -> luggage.call("putException", ExternRef.of(store, pinned)),
                        () -> luggage.call("clear")));
        places.put("data", new Place("data -> ", () -> store.setData(pinned), () -> store.setData(null)));
        places.put(
                "inside data",
                new Place("data -> ", () -> store.setData(new Holder(pinned)), () -> store.setData(null)));
        places.put(
                "drop action",
                new Place(
                        "drop action of host object ",
                        () -> luggage.guest
                                .getTable("objects")
                                .set(0, ExternRef.of(store, "acts", object -> Objects.requireNonNull(pinned))),
                        () -> luggage.take(0)));
        return places;
    }

    @Clause({"E-11", "E-09", "E-17"})
    @Test
    void e11_whatMayNotGoIsFoundWhereverItHides() {
        places(new Cache()).forEach((name, place) -> {
            assertThat(luggage.paths()).as(name).isEmpty();
            assertThat(Crew.thrown(place.put())).as(name).isNull();
            assertThat(luggage.paths())
                    .as(name)
                    .singleElement()
                    .asString()
                    .startsWith(place.path())
                    .contains("Cache");
            luggage.sings();
            assertThat(Crew.thrown(place.remove())).as(name).isNull();
            assertThat(luggage.paths()).as(name).isEmpty();
            luggage.sings();
        });
        places("Sendable").forEach((name, place) -> {
            assertThat(Crew.thrown(place.put())).as(name).isNull();
            assertThat(luggage.paths()).as(name).isEmpty();
            assertThat(Crew.thrown(place.remove())).as(name).isNull();
        });
    }

    @Clause("E-11")
    @Test
    void e11_itIsFoundInFramesOfCallsThatTravelAndNotInThoseThatDoNot() {
        for (String function : List.of("hold", "operand", "await")) {
            for (boolean isBegun : new boolean[] {true, false}) {
                Call call;
                try (ExternRef pinned = ExternRef.of(store, new Cache())) {
                    call = function.equals("await")
                            ? luggage.begin(function, pinned)
                            : luggage.begin(function, pinned, Val.i32(50));
                }
                if (isBegun) {
                    assertThat(call.resume(40).isEnd()).isFalse();
                }
                String place =
                        function.equals("await") && isBegun ? "host function \"host.later\" of a call" : "frame ";

                assertThat(luggage.paths(call))
                        .singleElement()
                        .asString()
                        .startsWith(place)
                        .contains("Cache");
                assertThat(call.isEnded()).isFalse();
                luggage.sings();
                assertThat(luggage.paths()).isEmpty();
                assertThat(Crew.thrown(call::resume)).isInstanceOf(StaleHandleException.class);
                assertThat(store.hostObjects()).isZero();
            }
        }
        luggage.sings();
    }

    @Clause("E-11")
    @Test
    void e11_itIsFoundInElementSegmentsAndTheGlobalsThatFillThem() {
        String text = "(module (import \"host\" \"g\" (global $g externref)) (elem $e externref (global.get $g)))";
        for (Object object : List.of("Sendable", new Cache())) {
            Luggage segmented = new Luggage(ENGINE);
            Linker<@Nullable Object> linker = new Linker<>(ENGINE);
            try (ExternRef ref = ExternRef.of(segmented.store, object)) {
                linker.define(
                        "host",
                        "g",
                        Global.create(
                                segmented.store,
                                new org.ferrywasm.syntax.GlobalType(org.ferrywasm.syntax.RefType.EXTERNREF, false),
                                ref));
            }
            linker.instantiate(segmented.store, Module.fromText(ENGINE, text));
            assertThat(segmented.store.audit().hostReferences()).isEqualTo(2);
            assertThat(segmented.paths().isEmpty()).isEqualTo(object.equals("Sendable"));
            segmented.sings();
        }
    }

    /** A limiter with state of its own. */
    private static final class Counting implements ResourceLimiter {
        private int asked;

        @Override
        public boolean memoryGrowing(long currentBytes, long desiredBytes) {
            return ++asked > 0;
        }
    }

    @Clause({"E-11", "D-09"})
    @Test
    void e11_theLimiterIsJudged() {
        record Fixed(long most) implements ResourceLimiter {
            @Override
            public boolean memoryGrowing(long currentBytes, long desiredBytes) {
                return desiredBytes <= most;
            }
        }
        Luggage pinned = new Luggage(ENGINE, StoreLimits.DEFAULT.withLimiter(new Counting()), null);
        assertThat(pinned.paths())
                .singleElement()
                .asString()
                .startsWith("limiter -> ")
                .contains("Counting");
        pinned.sings();

        Luggage moving = new Luggage(ENGINE, StoreLimits.DEFAULT.withLimiter(new Fixed(200_000)), null);
        assertThat(moving.paths()).isEmpty();
        assertThat(moving.on("next", () -> moving.guest.getMemory("memory").grow(1)))
                .isEqualTo(2);
        assertThat(moving.guest.getMemory("memory").grow(1)).isEqualTo(-1);
        moving.sings();
    }
}
