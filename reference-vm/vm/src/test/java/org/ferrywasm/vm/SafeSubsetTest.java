package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.Crew;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What any thread may ask of a connected object, whatever state its Store is in. */
@Timeout(300)
class SafeSubsetTest {
    private static final int RACES = 200_000;

    /** Handed over without any ordering, on purpose. */
    private static @Nullable Object published;

    private final World world = new World();

    @Clause("A-12")
    @Test
    void a12_theSafeSubsetNeverThrows() {
        assertThat(Crew.on("idle", this::faults)).isEmpty();
        world.duringHostCall(
                () -> assertThat(Crew.on("host call", this::faults)).isEmpty());
        assertThat(world.isSound()).isTrue();
    }

    @Clause("A-12")
    @Test
    void a12_itNeverThrowsOnceTheStoreIsClosed() {
        world.close();
        assertThat(faults()).isEmpty();
        assertThat(Crew.on("closed", this::faults)).isEmpty();
    }

    @Clause("A-12")
    @Test
    void a12_itNeverThrowsOnceTheStoreIsPoisoned() {
        Tenancies.poison(world.store);
        assertThat(faults()).isEmpty();
        assertThat(Crew.on("poisoned", this::faults)).isEmpty();
    }

    @Clause("A-12")
    @Test
    void a12_itNeverThrowsOnWhatWasLeftBehindOrTravels() {
        StoreParcel<String> parcel = world.detach();
        assertThat(faults()).isEmpty();
        assertThat(Crew.on("in transit", this::faults)).isEmpty();
        assertThat(Crew.on(
                        "parcel",
                        () -> List.of(parcel.storeId(), parcel.promises().size(), parcel.toString())))
                .hasSize(3)
                .contains(world.store.id());
        parcel.attach();
        assertThat(parcel.toString()).contains("attached");
        StoreParcel<String> alone = world.detachAlone();
        assertThat(faults()).isEmpty();
        assertThat(Crew.on("stale", this::faults)).isEmpty();
        alone.close();
        assertThat(alone.examined()).isPositive();
        assertThat(faults()).isEmpty();
        Tenancies.hideTenancy(world.samples());
        assertThat(Crew.on("not seen whole", this::faults)).isEmpty();
    }

    @Test
    void seesACallThatThrows() throws Exception {
        Method throwing = Store.class.getMethod("data");
        assertThat(Crew.on("intruder", () -> thrown(world.store, throwing))).isInstanceOf(WrongThreadException.class);
    }

    @Clause({"A-12", "A-19"})
    @Test
    void a19_aHandlePublishedThroughARaceIsRefusedTyped() {
        CountDownLatch begun = new CountDownLatch(1);
        List<Throwable> wrong = new ArrayList<>();
        Crew.together(
                () -> {
                    Store<?> store = Store.of(world.engine);
                    Instance guest = Guests.instantiate(store, "(module (func (export \"f\")))");
                    begun.await();
                    for (int i = 0; i < RACES; i++) {
                        published = switch (i & 3) {
                            case 0 -> guest.getFunc("f");
                            case 1 -> ExternRef.of(store, "object");
                            case 2 -> guest.getFunc("f").typed();
                            default ->
                                i % 64 == 3
                                        ? Store.of(world.engine)
                                        : guest.exports().get("f");
                        };
                    }
                    published = guest;
                    return null;
                },
                () -> {
                    begun.countDown();
                    while (!(published instanceof Instance)) {
                        Throwable thrown = useWhatIsPublished();
                        if (thrown != null && wrong.size() < 10) {
                            wrong.add(thrown);
                        }
                    }
                    return null;
                });

        assertThat(wrong).isEmpty();
        published = null;
    }

    /** Uses whatever is there: null unless something but a typed refusal is thrown. */
    private static @Nullable Throwable useWhatIsPublished() {
        Object object = published;
        if (object == null) {
            return null;
        }
        try {
            assertThat(object.toString()).isNotNull();
            assertThat(object.equals(object)).isTrue();
            assertThat(object.hashCode()).isEqualTo(object.hashCode());
            switch (object) {
                case Func func -> func.call();
                case ExternRef ref -> ref.value();
                case TypedFunc func -> func.call();
                case Store<?> store -> store.gc();
                default -> {
                    return null;
                }
            }
            return new AssertionError("not refused: " + object);
        } catch (WrongThreadException | StoreInTransitException expected) {
            return null;
        } catch (RuntimeException | Error wrong) {
            return wrong;
        }
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        world.interruptHandle().interrupt();
        for (Object sample : world.samples()) {
            for (Method method : sample.getClass().getMethods()) {
                String name = sample.getClass().getSimpleName() + "." + method.getName();
                boolean isOfObject =
                        List.of("toString", "hashCode").contains(method.getName()) && method.getParameterCount() == 0;
                if (isOfObject || ConnectedTypes.EXEMPT.containsKey(name)) {
                    Throwable thrown = thrown(sample, method);
                    if (thrown != null) {
                        faults.add(name + ": " + thrown);
                    }
                }
            }
            for (Object other : world.samples()) {
                if (sample.equals(other) != (sample == other)) {
                    faults.add(sample + " equals " + other);
                }
            }
        }
        return faults;
    }

    private static @Nullable Throwable thrown(Object sample, Method method) {
        try {
            method.setAccessible(true);
            method.invoke(sample, NoArguments.of(method));
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
