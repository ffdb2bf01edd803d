package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.MemoryView;
import org.ferrywasm.vm.NotOrphanedException;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.StorePoisonedException;
import org.ferrywasm.vm.StoreProbe;
import org.ferrywasm.vm.Tenancies;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WrongStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clause E-18: a Store whose owner has ended goes to whoever adopts it, one whose owner lives to nobody. */
@Timeout(120)
class AdoptionClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    /** Does something on a thread that has ended when this returns. */
    private static <R> R onOneThatEnds(ThreadFactory threads, Callable<R> action) throws Exception {
        FutureTask<R> task = new FutureTask<>(action);
        Thread thread = threads.newThread(task);
        thread.start();
        thread.join(Crew.BOUND_SECONDS * 1000);
        assertThat(thread.isAlive()).isFalse();
        return task.get();
    }

    private static <R> R onOneThatEnds(Callable<R> action) throws Exception {
        return onOneThatEnds(task -> new Thread(task, "late owner"), action);
    }

    private static Luggage orphan() throws Exception {
        return onOneThatEnds(() -> {
            Luggage luggage = new Luggage(ENGINE);
            luggage.fill();
            luggage.call("add", Val.i32(0), Val.i32(5));
            return luggage;
        });
    }

    @Clause("E-18")
    @Test
    void e18_anOrphanIsAdoptedWhole() throws Exception {
        for (ThreadFactory threads :
                List.<ThreadFactory>of(Thread::new, Thread.ofVirtual().factory())) {
            Luggage luggage = onOneThatEnds(threads, () -> {
                Luggage made = new Luggage(ENGINE);
                made.fill();
                return made;
            });
            Func left = onOneThatEnds(() -> new Luggage(ENGINE).func("fib"));
            assertThat(Crew.thrown(luggage.guest::exports)).isInstanceOf(WrongThreadException.class);

            Store<@Nullable Object> adopted = Store.adopt(luggage.store, luggage.guest);

            assertThat(adopted).isSameAs(luggage.store);
            assertThat(luggage.state().get("sum")).isEqualTo(List.of(Val.i32(55)));
            luggage.sings();
            assertThat(Crew.thrown(left::type)).isInstanceOf(WrongThreadException.class);
            assertThat(Crew.thrown(() -> Store.adopt(luggage.store))).isInstanceOf(NotOrphanedException.class);
            luggage.hop();
            luggage.sings();
            luggage.close();
        }
    }

    @Clause({"E-18", "E-04"})
    @Test
    void e18_handlesThatAreNotNamedAreLeftBehindAndWhatTheyHeldIsDroppedOnTheHeir() throws Exception {
        MovingDrops drops = new MovingDrops();
        record Estate(Luggage luggage, ExternRef kept, ExternRef left, Call call, Call leftCall, MemoryView view) {}
        Estate estate = onOneThatEnds(() -> {
            Luggage luggage = new Luggage(ENGINE);
            Call call = luggage.begin("hold", drops.put(luggage.store, "framed"), Val.i32(50));
            Call leftCall = luggage.begin("hold", drops.put(luggage.store, "left in a frame"), Val.i32(50));
            call.resume(20);
            leftCall.resume(20);
            return new Estate(
                    luggage,
                    drops.put(luggage.store, "kept"),
                    drops.put(luggage.store, "left"),
                    call,
                    leftCall,
                    luggage.guest.getMemory("memory").view());
        });
        Luggage luggage = estate.luggage();
        String heir = Thread.currentThread().getName();

        Store.adopt(luggage.store, luggage.guest, estate.kept(), estate.call());

        assertThat(drops.names()).containsExactlyInAnyOrder("left", "left in a frame");
        assertThat(drops.threads()).containsOnly(heir);
        assertThat(estate.kept().value()).isEqualTo(new DropLog.Thing("kept"));
        assertThat(Crew.thrown(estate.left()::value)).isInstanceOf(StaleHandleException.class);
        assertThat(Crew.thrown(estate.leftCall()::resume)).isInstanceOf(StaleHandleException.class);
        assertThat(Crew.thrown(() -> estate.view().readByte(0))).isInstanceOf(StaleHandleException.class);
        assertThat(StoreProbe.calls(luggage.store)).isEqualTo(1);
        assertThat(estate.call().resume()).isInstanceOf(Outcome.Returned.class);
        luggage.sings();
        luggage.close();
        assertThat(drops.names())
                .containsExactlyInAnyOrder("left", "left in a frame", "framed", "kept")
                .doesNotHaveDuplicates();
    }

    @Clause("E-18")
    @Test
    void e18_anOpenViewOfALateOwnerIsClosedAlsoAsACompanion() throws Exception {
        record Estate(Luggage luggage, MemoryView view) {}
        Estate estate = onOneThatEnds(() -> {
            Luggage luggage = new Luggage(ENGINE);
            return new Estate(luggage, luggage.guest.getMemory("memory").view());
        });

        Store.adopt(estate.luggage().store, estate.luggage().guest, estate.view());

        assertThat(Crew.thrown(() -> estate.view().readByte(0)))
                .isInstanceOf(org.ferrywasm.vm.ClosedHandleException.class);
        estate.luggage().hop();
        estate.luggage().sings();
    }

    @Clause({"E-18", "A-10"})
    @Test
    void e18_aStoreWhoseOwnerLivesIsNotAdopted() {
        Luggage luggage = new Luggage(ENGINE);
        List<String> before = StoreProbe.picture(luggage.store);

        assertThat(Crew.thrownOn("intruder", () -> Store.adopt(luggage.store)))
                .isInstanceOf(WrongThreadException.class);
        assertThat(Crew.on(Thread.ofVirtual().factory(), () -> Crew.thrown(() -> Store.adopt(luggage.store))))
                .isInstanceOf(WrongThreadException.class);
        assertThat(Crew.thrown(() -> Store.adopt(luggage.store))).isInstanceOf(NotOrphanedException.class);
        assertThat(StoreProbe.picture(luggage.store)).isEqualTo(before);
        luggage.sings();

        StoreParcel<@Nullable Object> parcel = luggage.detach();
        assertThat(Crew.thrown(() -> Store.adopt(luggage.store))).isInstanceOf(StoreInTransitException.class);
        parcel.attach();
        luggage.sings();
        luggage.close();
        assertThat(Crew.thrown(() -> Store.adopt(luggage.store))).isInstanceOf(StoreClosedException.class);
    }

    @Clause({"E-18", "E-16"})
    @Test
    void e18_aStoreThatItsLateOwnerGaveAwayIsNoOrphan() throws Exception {
        record Estate(Luggage luggage, StoreParcel<@Nullable Object> parcel) {}
        Estate estate = onOneThatEnds(() -> {
            Luggage luggage = new Luggage(ENGINE);
            return new Estate(luggage, luggage.detach());
        });

        assertThat(Crew.thrown(() -> Store.adopt(estate.luggage().store))).isInstanceOf(StoreInTransitException.class);

        estate.parcel().attach();
        estate.luggage().sings();
    }

    @Clause("E-18")
    @Test
    void e18_ofSeveralAdoptersOneWins() throws Exception {
        for (int round = 0; round < 100; round++) {
            Luggage luggage = orphan();
            List<Callable<String>> adopters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                adopters.add(() -> {
                    try {
                        Store.adopt(luggage.store, luggage.guest);
                    } catch (NotOrphanedException | WrongThreadException | StoreInTransitException e) {
                        return "refused";
                    }
                    luggage.sings();
                    assertThat(luggage.call("add", Val.i32(0), Val.i32(0))).isNotNull();
                    luggage.close();
                    return "adopted";
                });
            }
            List<String> results = tryAll(adopters);
            assertThat(results).filteredOn("adopted"::equals).hasSize(1);
            assertThat(results).filteredOn("refused"::equals).hasSize(3);
            assertThat(Crew.thrown(luggage.store::gc)).isInstanceOf(StoreClosedException.class);
        }
    }

    /** Does all at once; one that comes after the winner has closed the Store is refused as well. */
    private static List<String> tryAll(List<Callable<String>> adopters) {
        List<Callable<String>> tolerant = new ArrayList<>();
        for (Callable<String> adopter : adopters) {
            tolerant.add(() -> {
                try {
                    return adopter.call();
                } catch (StoreClosedException e) {
                    return "refused";
                }
            });
        }
        return Crew.together(tolerant);
    }

    @Clause("E-18")
    @Test
    void e18_adoptersAfterOneAnother() throws Exception {
        Luggage luggage = orphan();
        for (int i = 0; i < 3; i++) {
            onOneThatEnds(() -> {
                Store.adopt(luggage.store, luggage.guest);
                luggage.call("add", Val.i32(0), Val.i32(1));
                luggage.sings();
                return "";
            });
        }
        Store.adopt(luggage.store, luggage.guest);
        assertThat(luggage.state().get("sum")).isEqualTo(List.of(Val.i32(55)));
        luggage.sings();
        luggage.close();
    }

    @Clause("E-18")
    @Test
    void e18_aWrongCompanionRefusesAndAnotherMayTry() throws Exception {
        Luggage luggage = orphan();
        Luggage other = new Luggage(ENGINE);

        assertThat(Crew.thrown(() -> Store.adopt(luggage.store, "text"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Crew.thrown(() -> Store.adopt(luggage.store, other.func("fib"))))
                .isInstanceOf(WrongStoreException.class);
        assertThat(Crew.thrown(luggage.store::gc)).isInstanceOf(WrongThreadException.class);

        Crew.on("another", () -> {
            Store.adopt(luggage.store, luggage.guest);
            luggage.sings();
            return null;
        });
        other.sings();
    }

    @Clause("E-18")
    @Test
    void e18_anOrphanWithWhatIsNotSendableCanOnlyBeClosed() throws Exception {
        MovingDrops drops = new MovingDrops();
        record Estate(Luggage luggage, ExternRef handle) {}
        Estate estate = onOneThatEnds(() -> {
            Luggage luggage = new Luggage(ENGINE);
            luggage.put(2, new HashMap<>());
            return new Estate(luggage, drops.put(luggage.store, "object"));
        });
        Luggage luggage = estate.luggage();

        assertThatThrownBy(() -> Store.adopt(luggage.store, estate.handle()))
                .isInstanceOf(NotSendableException.class)
                .hasMessageContaining("table 1[2] -> java.util.HashMap");

        assertThat(drops.names()).isEmpty();
        assertThat(Crew.thrown(luggage.store::gc)).isInstanceOf(StorePoisonedException.class);
        assertThat(Crew.thrown(() -> Store.adopt(luggage.store))).isInstanceOf(StorePoisonedException.class);
        assertThat(Crew.thrown(luggage.store::detach)).isInstanceOf(StorePoisonedException.class);
        assertThat(Crew.thrown(estate.handle()::value)).isInstanceOf(StaleHandleException.class);
        assertThat(Crew.thrownOn("intruder", luggage.store::close)).isInstanceOf(WrongThreadException.class);
        luggage.store.close();
        assertThat(drops.names()).containsExactly("object");
        assertThat(drops.threads()).containsExactly(Thread.currentThread().getName());
        assertThat(Crew.thrown(luggage.store::gc)).isInstanceOf(StoreClosedException.class);
        assertThat(Crew.thrown(estate.handle()::value)).isInstanceOf(StaleHandleException.class);
    }

    @Clause("E-18")
    @Test
    void e18_anOrphanOfAnOrphanThatCanOnlyBeClosedIsClosedByTheNext() throws Exception {
        Luggage luggage = onOneThatEnds(() -> {
            Luggage made = new Luggage(ENGINE);
            made.put(2, new HashMap<>());
            return made;
        });
        onOneThatEnds(() -> {
            assertThat(Crew.thrown(() -> Store.adopt(luggage.store))).isInstanceOf(NotSendableException.class);
            return "";
        });

        assertThat(Crew.thrown(luggage.store::close)).isInstanceOf(WrongThreadException.class);
        assertThat(Crew.thrown(() -> Store.adopt(luggage.store))).isInstanceOf(StorePoisonedException.class);

        luggage.store.close();
        assertThat(Crew.thrown(luggage.store::gc)).isInstanceOf(StoreClosedException.class);
    }

    @Clause("E-18")
    @Test
    void e18_aPoisonedOrphanCanBeClosed() throws Exception {
        MovingDrops drops = new MovingDrops();
        Luggage luggage = onOneThatEnds(() -> {
            Luggage made = new Luggage(ENGINE);
            try (ExternRef ref = drops.put(made.store, "object")) {
                made.guest.getTable("objects").set(0, ref);
            }
            Tenancies.poison(made.store);
            return made;
        });

        assertThat(Crew.thrown(luggage.store::close)).isInstanceOf(WrongThreadException.class);
        assertThat(Crew.thrown(() -> Store.adopt(luggage.store, luggage.guest)))
                .isInstanceOf(StorePoisonedException.class);

        luggage.store.close();
        assertThat(drops.names()).containsExactly("object");
        assertThat(Crew.thrown(luggage.guest::exports)).isInstanceOf(StaleHandleException.class);
    }

    @Clause("E-18")
    @Test
    void e18_aPoisonedStoreOfALivingOwnerIsNotAdopted() {
        Luggage luggage = new Luggage(ENGINE);
        Tenancies.poison(luggage.store);

        assertThat(Crew.thrownOn("intruder", () -> Store.adopt(luggage.store)))
                .isInstanceOf(WrongThreadException.class);
        assertThat(Crew.thrown(() -> Store.adopt(luggage.store))).isInstanceOf(StorePoisonedException.class);

        luggage.store.close();
        assertThat(Crew.thrown(luggage.guest::exports)).isInstanceOf(StoreClosedException.class);
    }

    @Clause({"E-18", "C-20"})
    @Test
    void e18_aDropActionThatThrowsLeavesTheStoreWithItsHeir() throws Exception {
        IllegalStateException failure = new IllegalStateException("cannot be dropped");
        Luggage luggage = onOneThatEnds(() -> {
            Luggage made = new Luggage(ENGINE);
            ExternRef.of(made.store, "object", object -> {
                throw failure;
            });
            return made;
        });

        assertThat(Crew.thrown(() -> Store.adopt(luggage.store, luggage.guest))).isSameAs(failure);

        assertThat(luggage.store.isOwnedByCurrentThread()).isTrue();
        luggage.sings();
        luggage.close();
    }
}
