package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.ferrywasm.contract.Crew;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;

/** A Store with things in it, about to be moved: what goes along, what stays behind, and what must become of each. */
final class Luggage {
    /** What is in the Store. */
    enum Setting {
        /** Instances, and an object in a table. */
        PLAIN,
        /** Handles of every kind that go along. */
        COMPANIONS,
        /** Handles that stay behind and hold droppable objects. */
        LEFT_BEHIND,
        /** Suspended calls of every kind, some of which go along. */
        CALLS,
        /** Boxes that are bound to the Store and such as are not. */
        OWNED,
        /** Objects that may not go, which dead structures hold. */
        DEAD,
        /** All of these. */
        STUFFED,
        /** An object that may not go. */
        REFUSED,
        /** Handles that stay behind and hold an object whose drop action throws. */
        THROWING,
        /** Handles that stay behind and hold an object whose drop action overflows the stack. */
        OVERFLOWING;

        /** Whether this has what another one has. */
        boolean has(Setting other) {
            return this == other || (this == STUFFED && other.compareTo(STUFFED) < 0);
        }
    }

    /** The embedder's data, whose boxes are found by the walk alone. */
    record Data(List<Owned<List<Object>>> boxes) {}

    private static final int MANY = 20;
    private static final long FUEL = 1L << 40;
    static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));
    private static final Module GUEST = Module.fromText(ENGINE, """
        (module
          (import "host" "ask" (func $ask (param i32) (result i32)))
          (import "host" "shared" (memory $shared 1 1 shared))
          (memory $memory (export "memory") 1)
          (table (export "table") 8 externref)
          (type $cell (struct (field (mut externref))))
          (global (export "global") (mut i64) (i64.const 7))
          (func (export "add") (param i64) (result i64)
            (i64.store $memory (i32.const 8) (i64.add (i64.load $memory (i32.const 8)) (local.get 0)))
            (i64.load $memory (i32.const 8)))
          (func (export "cell") (param externref) (result (ref $cell)) (struct.new $cell (local.get 0)))
          (func (export "waste") (param externref) (drop (struct.new $cell (local.get 0))))
          (func (export "ask") (param externref) (result externref)
            (drop (call $ask (i32.const 1)))
            (local.get 0))
          (func (export "wait") (param externref) (result externref)
            (drop (memory.atomic.wait32 $shared (i32.const 0) (i32.const 0) (i64.const -1)))
            (local.get 0))
          (func (export "spin") (param externref) (result externref) (loop $again (br $again)) (local.get 0)))
        """);
    private static final MemType SHARED_TYPE =
            new MemType(AddressType.I32, Limits.between(1, 1), true, MemType.DEFAULT_PAGE_SIZE_LOG2);

    final Setting setting;
    final Store<@Nullable Object> store = new Store<>(ENGINE, null);
    final DropCounts drops = new DropCounts();
    private final Instance instance;
    private final Func add;
    private final List<Object> companions = new ArrayList<>();
    private final List<Confined> left = new ArrayList<>();
    private final List<Owned<List<Object>>> boxes = new ArrayList<>();

    /** The names of what is dropped when the Store moves. */
    private final Set<String> droppedByMove = new TreeSet<>();

    /** A Store of the current thread. */
    Luggage(Setting setting) {
        this.setting = setting;
        instance = new Linker<@Nullable Object>(ENGINE)
                .func(
                        "host",
                        "ask",
                        HostFunction.async(Integer.class, Integer.class, (_, _) -> new CompletableFuture<>()))
                .define("host", "shared", SharedMemory.create(SHARED_TYPE))
                .instantiate(store, GUEST);
        store.setFuel(FUEL);
        add = instance.getFunc("add");
        add.call(Val.i64(40));
        left.add(instance.getMemory("memory"));
        keep(0, "kept in a table", new DropCounts.Thing("kept in a table"));
        if (setting == Setting.REFUSED) {
            keep(1, "refused", new HashMap<>());
        }
        if (setting.has(Setting.COMPANIONS)) {
            takeCompanions();
        } else {
            companions.add(add);
        }
        leaveHandles();
        if (setting.has(Setting.CALLS)) {
            suspendCalls();
        }
        if (setting.has(Setting.OWNED)) {
            box();
        }
        if (setting.has(Setting.DEAD)) {
            waste();
        }
    }

    private void keep(int index, String name, Object object) {
        try (ExternRef handle = drops.put(store, name, object)) {
            instance.getTable("table").set(index, handle);
        }
    }

    private void takeCompanions() {
        companions.addAll(List.of(
                add,
                instance,
                instance.getMemory("memory"),
                instance.getTable("table"),
                instance.getGlobal("global"),
                drops.put(store, "a companion")));
        try (ExternRef handle = drops.put(store, "in a companion")) {
            companions.add(instance.getFunc("cell").call(handle).getFirst());
        }
    }

    private void leaveHandles() {
        int count = setting.has(Setting.LEFT_BEHIND) ? MANY : setting.compareTo(Setting.STUFFED) > 0 ? 3 : 0;
        for (int i = 0; i < count; i++) {
            String name = "left " + i;
            left.add(drops.put(store, name));
            droppedByMove.add(name);
        }
        if (setting == Setting.THROWING || setting == Setting.OVERFLOWING) {
            left.add(ExternRef.of(store, new DropCounts.Thing("thrower"), _ -> {
                if (setting == Setting.THROWING) {
                    throw new IllegalStateException("thrown by a drop action");
                }
                throw new StackOverflowError("thrown by a drop action");
            }));
        }
    }

    private void suspendCalls() {
        for (String function : List.of("ask", "wait", "spin")) {
            companions.add(suspend(function, function + " goes along"));
            left.add(suspend(function, function + " is left"));
            droppedByMove.add(function + " is left");
        }
    }

    private Call suspend(String function, String name) {
        try (ExternRef handle = drops.put(store, name)) {
            Call call = instance.getFunc(function).begin(handle);
            call.resume(100);
            return call;
        }
    }

    private void box() {
        for (int i = 0; i < 3; i++) {
            Func inside = instance.getFunc("add");
            Owned<List<Object>> box = Owned.of(ArrayList::new);
            if (i == 0) {
                box.get(store).add(inside);
            } else {
                box.contents().add(inside);
            }
            boxes.add(box);
        }
        store.setData(new Data(List.copyOf(boxes)));
    }

    private void waste() {
        for (int i = 0; i < MANY; i++) {
            String name = "dead " + i;
            try (ExternRef handle = drops.put(store, name, new HashMap<>(1 + i))) {
                instance.getFunc("waste").call(handle);
            }
            droppedByMove.add(name);
        }
    }

    /** What is named to go along. */
    Object[] companions() {
        return companions.toArray();
    }

    /** Whether it may move at all. */
    boolean mayGo() {
        return setting != Setting.REFUSED;
    }

    /** Whether boxes that were of no Store at first are so now. */
    private void requireFreeBoxes() {
        for (int i = 1; i < boxes.size(); i++) {
            require(boxes.get(i).refusal(-1) == null, "a box is bound, and nothing has moved");
        }
    }

    /** Requires that the Store is as it was, and the current thread's. */
    void requireUnmoved(StoreSnapshot before) {
        before.requireSame(store);
        store.audit();
        requireFreeBoxes();
        for (Confined handle : handles()) {
            require(handle.isCurrentThreadOwner(), "no longer valid: " + handle);
        }
        require(drops.dropped().isEmpty(), "dropped too early: " + drops.dropped());
        before.requireSame(store);
    }

    /** Requires that the Store has moved, whole, and is the current thread's. */
    void requireMoved() {
        require(store.isOwnedByCurrentThread(), "not the owner's");
        require(Elsewhere.isOn() || !Elsewhere.on(store::isOwnedByCurrentThread), "two owners");
        store.audit();
        for (Object companion : companions) {
            ((Confined) companion).check("a companion");
            require(!(companion instanceof Rooted handle) || !handle.isClosed(), "a companion is closed");
        }
        for (Confined handle : left) {
            require(Crew.thrown(() -> handle.check("left")) instanceof StaleHandleException, "not stale: " + handle);
        }
        require(drops.dropped().equals(droppedByMove), "dropped by the move: " + drops.dropped());
        require(((Val.I64) add.call(Val.i64(2)).getFirst()).value() == 42, "the memory has changed");
        for (Owned<List<Object>> box : boxes) {
            ((Func) box.get(store).getFirst()).call(Val.i64(0));
        }
        store.audit();
    }

    /** Closes the Store, which has come to its end whole, and requires that everything was dropped once. */
    void close() {
        store.close();
        drops.requireDroppedOnce(0);
    }

    /** Requires that the Store can only be closed, by the current thread, and does it. */
    void requirePoisoned() {
        for (Confined handle : handles()) {
            Throwable refusal = Crew.thrown(() -> handle.check("after a failure"));
            boolean isLeft = refusal instanceof StaleHandleException && handle != store;
            require(isLeft || refusal instanceof StorePoisonedException, handle + " of a poisoned Store: " + refusal);
        }
        require(Crew.thrown(store::detach) instanceof StorePoisonedException, "detach of a poisoned Store");
        if (!Elsewhere.isOn()) {
            require(!Elsewhere.on(store::isOwnedByCurrentThread), "poisoned, and owned by another thread");
            require(Elsewhere.thrown(store::close) instanceof WrongThreadException, "another thread may close it");
        }
        closePoisoned();
    }

    /** Closes a Store whose drop actions were interrupted, one of which may be lost. */
    void closePoisoned() {
        Throwable thrown = Crew.thrown(store::close);
        require(thrown == null || setting.compareTo(Setting.REFUSED) > 0, "close of a poisoned Store: " + thrown);
        require(Crew.thrown(store::gc) instanceof StoreClosedException, "not closed");
        drops.requireDroppedOnce(1);
    }

    private List<Confined> handles() {
        List<Confined> handles = new ArrayList<>(left);
        companions.forEach(companion -> handles.add((Confined) companion));
        handles.add(store);
        return handles;
    }

    /** Fails unless something holds. */
    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
