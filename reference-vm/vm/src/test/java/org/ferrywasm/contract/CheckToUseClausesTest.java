package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.Shared;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WrongStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clause D-14: what changes between the check and the use, or lies about itself, is refused, named, or without effect. */
@Timeout(120)
class CheckToUseClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    private final Luggage luggage = new Luggage(ENGINE);
    private final Store<@Nullable Object> store = luggage.store;

    @Clause("D-14")
    @Test
    void d14_aContainerThatIsRefilledAfterTheWalk() {
        List<Object> backing = new ArrayList<>();
        store.setData(Collections.unmodifiableList(backing));
        assertThat(luggage.paths()).isNotEmpty();
        store.setData(new AtomicReference<>("cell"));
        assertThat(luggage.paths()).isNotEmpty();
        assertThat(Crew.thrown(() -> Shared.of(new AtomicReference<>(null), Object.class)))
                .isInstanceOf(NotSendableException.class);

        Shared<AtomicReference<String>> cell = Shared.of(new AtomicReference<>("text"), String.class);
        store.setData(cell);
        assertThat(luggage.paths()).isEmpty();
        luggage.on("next", () -> {
            cell.get().set("refilled");
            return null;
        });
        store.setData(List.copyOf(backing));
        assertThat(luggage.paths()).isEmpty();
        luggage.sings();
    }

    /** A list whose elements depend on who asks. */
    private static final class Fickle extends AbstractList<Object> {
        private int asked;

        @Override
        public Object get(int index) {
            return asked++ == 0 ? "fine" : new Cache();
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @Clause("D-14")
    @Test
    void d14_codeOfTheEmbeddersIsNotAskedByTheWalk() {
        Fickle fickle = new Fickle();
        for (Object data : List.of(fickle, Collections.unmodifiableList(fickle), new Holder(fickle))) {
            store.setData(data);
            assertThat(luggage.paths()).isNotEmpty();
            assertThat(fickle.asked).isZero();
        }
        store.setData(List.copyOf(fickle));
        assertThat(luggage.paths()).isEmpty();
        luggage.sings();
    }

    /** Where code can get at what no walk sees. */
    private static final AtomicReference<CompletableFuture<List<Val>>> ANSWER = new AtomicReference<>();

    @Clause("D-14")
    @Test
    void d14_anAnswerThatIsGivenTwiceOrChangedAfterwards() {
        List<Val> results = new ArrayList<>(List.of(Val.i32(1)));
        CompletableFuture<List<Val>> answer = new CompletableFuture<>();
        ANSWER.set(answer);
        Func later = Func.of(store, HostFunction.async(luggage.func("sum").type(), (caller, args) -> ANSWER.get()));
        Call call = later.begin();
        call.resume();
        answer.complete(results);
        StoreParcel<@Nullable Object> parcel = luggage.detach(call);

        results.set(0, Val.i64(99));
        answer.obtrudeValue(List.of(Val.i32(77)));
        parcel.attach();

        assertThat(SuspendedGuest.results(call.resume())).containsExactly(Val.i32(1));
        luggage.sings();
    }

    @Clause("D-14")
    @Test
    void d14_anOwnedThatEntersTwoStores() {
        Luggage other = new Luggage(ENGINE);
        Owned<int[]> box = Owned.of(() -> new int[1]);
        store.setData(new Holder(box));
        other.store.setData(new Holder(box));

        assertThat(luggage.paths()).isEmpty();
        assertThat(other.paths()).singleElement().asString().contains("Owned");
        assertThat(Crew.thrown(() -> box.get(other.store))).isInstanceOf(WrongStoreException.class);
        other.store.setData(new Holder(Owned.of(() -> new int[1])));
        assertThat(other.paths()).isEmpty();
        assertThat(box.get(store)).hasSize(1);
        luggage.sings();
        other.sings();
    }

    /** A record whose accessor lies. */
    @SuppressWarnings("unused") // nobody asks it
    private record Lying(Object value) {
        @Override
        public Object value() {
            return "nothing to see";
        }
    }

    /** An enum with state. */
    private enum Stateful {
        ONE;

        @SuppressWarnings({"ImmutableEnumChecker", "unused"}) // what is tried
        private final Map<String, String> map = new HashMap<>();
    }

    @Clause("D-14")
    @Test
    void d14_aRecordThatLiesAnEnumWithAMapAndWhatCannotBeRead() {
        for (Object data : List.of(
                new Lying(new Cache()),
                Stateful.ONE,
                new EnumMap<>(Thread.State.class),
                new Object[0],
                new Holder(Stateful.ONE))) {
            store.setData(data);
            assertThat(luggage.paths()).as("%s", data.getClass()).isNotEmpty();
        }
        for (Object data : List.of(new Lying("text"), Thread.State.NEW, new Holder(List.of(Thread.State.NEW)))) {
            store.setData(data);
            assertThat(luggage.paths()).isEmpty();
        }
        luggage.sings();
    }
}
