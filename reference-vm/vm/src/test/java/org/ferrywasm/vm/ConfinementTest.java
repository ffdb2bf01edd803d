package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.Crew;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Every public operation of every connected type, in every state that its Store can be in for the calling thread. The
 * operations are found by reflection; each is called with arguments that say nothing, must be refused by its own kind of exception
 * before it looks at them, and must leave the Store as it was. How many were tried stands in {@code target/confinement.txt}.
 */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfinementTest {
    private static final List<Operation> OPERATIONS = ConnectedTypes.operations();
    private static final int STATES = 14;
    private static final Map<String, Integer> TRIED = new TreeMap<>();

    private final World world = new World();

    @Clause({"A-06", "I-01", "A-17"})
    @Test
    void a06_anotherThreadIsRefusedEveryOperation() throws Exception {
        List<String> faults = Crew.on("intruder", () -> faults("off-owner", OPERATIONS, WrongThreadException.class));

        assertThat(faults).isEmpty();
        assertThat(world.isSound()).isTrue();
    }

    @Clause("I-04")
    @Test
    void i04_everyRefusalNamesOwnerCallerStoreAndOperation() {
        String owner = Thread.currentThread().getName();
        String store = "Store " + world.store.id();
        List<String> silent = Crew.on("the caller", () -> {
            List<String> found = new ArrayList<>();
            for (Operation operation : OPERATIONS) {
                Throwable thrown = operation.invokeIn(world);
                String message = thrown == null ? "" : thrown.getMessage();
                boolean namesStore = operation.type() == Linker.class || message.contains(store);
                if (!operation.isNamedIn(message, "the caller")
                        || !message.contains("thread \"" + owner + "\"")
                        || !namesStore) {
                    found.add(operation + ": " + message);
                }
            }
            return found;
        });

        assertThat(silent).isEmpty();
    }

    @Clause({"A-06", "A-13"})
    @Test
    void a06_aVirtualThreadIsRefusedEveryOperation() throws Exception {
        List<String> faults = Crew.on(
                Thread.ofVirtual().factory(),
                () -> faults("off-owner, virtual intruder", OPERATIONS, WrongThreadException.class));

        assertThat(faults).isEmpty();
        assertThat(world.isSound()).isTrue();
    }

    @Clause({"A-06", "A-13"})
    @Test
    void a06_everyOperationIsRefusedWhereAVirtualThreadOwns() throws Exception {
        Crew.on(Thread.ofVirtual().factory(), () -> {
            World owned = new World();
            List<String> faults = Crew.on(
                    Thread.ofVirtual().factory(),
                    () -> faults(owned, "virtual owner", OPERATIONS, WrongThreadException.class));
            assertThat(faults).isEmpty();
            assertThat(owned.isSound()).isTrue();
            return null;
        });
    }

    @Clause({"A-03", "A-06", "A-14"})
    @Test
    void a06_anotherThreadIsRefusedWhileTheOwnerIsInAHostCall() {
        List<String> faults = new ArrayList<>();
        world.duringHostCall(() -> faults.addAll(
                Crew.on("intruder", () -> faults("owner in a host call", OPERATIONS, WrongThreadException.class))));

        assertThat(faults).isEmpty();
        assertThat(world.isSound()).isTrue();
    }

    @Clause({"A-06", "A-19"})
    @Test
    void a19_aHandleThatIsNotSeenWholeIsRefused() {
        Tenancies.hideTenancy(world.samples());

        List<String> faults =
                Crew.on("intruder", () -> faults("not seen whole", OPERATIONS, WrongThreadException.class));

        assertThat(faults).isEmpty();
    }

    @Clause({"A-06", "I-01"})
    @Test
    void a06_nobodyMayUseAHandleInTransit() {
        List<Operation> onStore = onStore();
        StoreParcel<String> parcel = world.detach();

        List<String> faults = new ArrayList<>(faults(world, "in transit", onStore, ConfinementTest::ofTraveller));
        faults.addAll(Crew.on(
                "intruder",
                () -> faults(
                        world, "in transit, another thread", withoutLinker(onStore), ConfinementTest::ofTraveller)));

        assertThat(faults).isEmpty();
        parcel.attach();
        assertThat(world.isSound()).isTrue();
    }

    @Clause({"A-06", "E-04", "I-01"})
    @Test
    void a06_theLastOwnerIsRefusedEveryOperationOnceTheStoreIsAnothers() {
        List<Operation> onStore = onStore();
        StoreParcel<String> parcel = world.detach();
        CountDownLatch isAttached = new CountDownLatch(1);
        CountDownLatch isTried = new CountDownLatch(1);
        FutureTask<StoreParcel<String>> next = Crew.start("the next owner", () -> {
            parcel.attach();
            isAttached.countDown();
            Crew.await(isTried);
            assertThat(world.isSound()).isTrue();
            return world.detach();
        });
        Crew.await(isAttached);

        List<String> faults = faults(
                world,
                "attached by another thread",
                onStore,
                operation -> isOfCaller(operation) ? StaleHandleException.class : WrongThreadException.class);
        isTried.countDown();

        assertThat(faults).isEmpty();
        Crew.result(next).attach();
        assertThat(world.isSound()).isTrue();
    }

    @Clause({"A-06", "A-18", "I-01"})
    @Test
    void a06_nobodyMayUseAHandleThatWasLeftBehind() {
        List<Operation> onStore = onStore();
        StoreParcel<String> parcel = world.detachAlone();

        List<String> faults = new ArrayList<>(faults(world, "stale", onStore, ConfinementTest::ofOneLeftBehind));
        faults.addAll(Crew.on(
                "intruder",
                () -> faults(
                        world, "stale, another thread", withoutLinker(onStore), ConfinementTest::ofOneLeftBehind)));

        assertThat(faults).isEmpty();
        List<Operation> onHandles = onStore.stream()
                .filter(operation -> ofOneLeftBehind(operation) == StaleHandleException.class)
                .toList();
        parcel.attach();
        assertThat(faults(world, "stale, the Store is back", onHandles, operation -> StaleHandleException.class))
                .isEmpty();
        TRIED.remove("stale, the Store is back");
        world.store.audit();
        world.store.close();
    }

    /** How a handle that travels is refused. A Caller never travels. */
    private static Class<? extends Throwable> ofTraveller(Operation operation) {
        return isOfCaller(operation) ? StaleHandleException.class : StoreInTransitException.class;
    }

    /** How a handle that was left behind is refused, and the Store that has gone. */
    private static Class<? extends Throwable> ofOneLeftBehind(Operation operation) {
        boolean isOfStore = operation.type() == Store.class
                || List.of(operation.code().getParameterTypes()).contains(Store.class);
        return isOfStore ? StoreInTransitException.class : StaleHandleException.class;
    }

    private static boolean isOfCaller(Operation operation) {
        return operation.type() == Caller.class
                || List.of(operation.code().getParameterTypes()).contains(Caller.class);
    }

    @Clause({"H-01", "I-01"})
    @Test
    void h01_nobodyMayUseAHandleOfAClosedStore() {
        List<Operation> onStore = onStore().stream()
                .filter(operation -> !operation.name().equals("Store.close"))
                .toList();
        world.close();

        List<String> faults = new ArrayList<>(faults("closed", onStore, StoreClosedException.class));
        faults.addAll(Crew.on(
                "intruder",
                () -> faults("closed, another thread", withoutLinker(onStore), StoreClosedException.class)));

        assertThat(faults).isEmpty();
        world.store.close();
    }

    @Clause({"H-01", "I-01", "I-02"})
    @Test
    void h01_aPoisonedStoreCanOnlyBeClosed() {
        List<Operation> onStore = onStore().stream()
                .filter(operation -> !operation.name().equals("Store.close"))
                .toList();
        Tenancies.poison(world.store);

        List<String> faults = new ArrayList<>(faults("poisoned", onStore, StorePoisonedException.class));
        faults.addAll(
                Crew.on("intruder", () -> faults("poisoned, another thread", onStore(), WrongThreadException.class)));

        assertThat(faults).isEmpty();
        world.store.close();
        assertThat(world.store.isOwnedByCurrentThread()).isFalse();
    }

    @Test
    void everyConnectedTypeIsTried() {
        for (Class<?> type : ConnectedTypes.all()) {
            assertThat(world.sample(type)).isInstanceOf(type);
        }
        assertThat(ConnectedTypes.all())
                .contains(
                        Store.class,
                        Instance.class,
                        Func.class,
                        TypedFunc.class,
                        Memory.class,
                        MemoryView.class,
                        Table.class,
                        Global.class,
                        Tag.class,
                        ExternRef.class,
                        HostRef.class,
                        StructRef.class,
                        ArrayRef.class,
                        ExnRef.class,
                        WasmException.class,
                        Caller.class,
                        Linker.class);
    }

    @Test
    void noOperationOfTheClassFilesIsForgotten() {
        long inClassFiles = ConnectedTypes.countInClassFiles();

        assertThat(inClassFiles).isGreaterThan(90);
        assertThat(OPERATIONS.stream()
                        .filter(operation -> Confined.class.isAssignableFrom(operation.type()))
                        .filter(Operation::isOnReceiver))
                .hasSize((int) inClassFiles);
    }

    @Test
    void theExemptOperationsExist() {
        List<String> all = new ArrayList<>();
        for (Class<?> type : ConnectedTypes.all()) {
            for (var method : type.getMethods()) {
                all.add(type.getSimpleName() + "." + method.getName());
            }
        }
        assertThat(all).containsAll(ConnectedTypes.EXEMPT.keySet());
    }

    @Test
    void seesAnOperationThatIsNotRefusedAndOneThatChangesSomething() throws Exception {
        Operation unchecked = new Operation(Store.class, Store.class.getMethod("id"));
        Operation changing = new Operation(World.class, World.class.getDeclaredMethod("spoil"));

        assertThat(faults("canary", List.of(unchecked), WrongThreadException.class))
                .containsExactly("Store.id(), canary: null in place of WrongThreadException");
        assertThat(faults("canary", List.of(changing), WrongThreadException.class))
                .anyMatch(fault -> fault.startsWith("World.spoil(), canary: has changed"));
        TRIED.remove("canary");
    }

    /** What touches a Store: all but what only a linker's own thread decides. */
    private static List<Operation> onStore() {
        return OPERATIONS.stream()
                .filter(operation -> operation.type() != Linker.class || takesStore(operation))
                .toList();
    }

    /** A linker refuses another thread for its own sake first. */
    private static List<Operation> withoutLinker(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.type() != Linker.class)
                .toList();
    }

    /** {@code define} only notes an item, which instantiation checks. */
    private static boolean takesStore(Operation operation) {
        return List.of(operation.code().getParameterTypes()).contains(Store.class)
                || List.of(operation.code().getParameterTypes()).contains(Instance.class);
    }

    private List<String> faults(String state, List<Operation> operations, Class<? extends Throwable> expected) {
        return faults(world, state, operations, expected);
    }

    /** Tries operations on the calling thread: which of them are not refused as they should be, or change something. */
    private static List<String> faults(
            World world, String state, List<Operation> operations, Class<? extends Throwable> expected) {
        return faults(world, state, operations, operation -> expected);
    }

    private static List<String> faults(
            World world,
            String state,
            List<Operation> operations,
            Function<Operation, Class<? extends Throwable>> expectation) {
        List<String> faults = new ArrayList<>();
        List<String> before = world.picture();
        for (Operation operation : operations) {
            Class<? extends Throwable> expected = expectation.apply(operation);
            Throwable thrown = operation.invokeIn(world);
            if (!expected.isInstance(thrown)) {
                faults.add(operation + ", " + state + ": " + thrown + " in place of " + expected.getSimpleName());
            }
            List<String> after = world.picture();
            if (!after.equals(before)) {
                List<String> changed = new ArrayList<>(after);
                changed.removeAll(before);
                faults.add(operation + ", " + state + ": has changed " + changed);
                before = after;
            }
        }
        TRIED.put(state, operations.size());
        return faults;
    }

    /** Comes last, and says in its name how many were tried. */
    @Order(Integer.MAX_VALUE)
    @TestFactory
    DynamicTest everyOperationWasTriedInEveryState() throws IOException {
        int tried = TRIED.values().stream().mapToInt(Integer::intValue).sum();
        String report = "tried %d operations in %d states, %d times".formatted(OPERATIONS.size(), TRIED.size(), tried);
        Files.writeString(Path.of("target", "confinement.txt"), report + ": " + TRIED + "\n");
        return DynamicTest.dynamicTest(report, () -> {
            assertThat(TRIED).hasSize(STATES);
            assertThat(TRIED.values()).allMatch(count -> count > OPERATIONS.size() * 9 / 10);
        });
    }
}
