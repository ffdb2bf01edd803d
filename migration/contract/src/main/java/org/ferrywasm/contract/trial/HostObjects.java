package org.ferrywasm.contract.trial;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.jspecify.annotations.Nullable;

/**
 * Objects of the host that a clause gives to the guests of one Store, and whether the Store still holds them. Where the Store
 * counts references, drop actions tell, at once and how often; elsewhere the JVM's collector does, later and only that. It belongs
 * to the Store's owner.
 */
public final class HostObjects {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int MOST_NAMED = 5;
    private static final String TOLD_BY_COLLECTOR = "the JVM's collector told what was released, so not how often";

    private final Trial trial;
    private final TestedStore store;
    private final @Nullable Counting counting;
    private final Log log = new Log();
    private final Map<String, WeakReference<Object>> objects = new LinkedHashMap<>();
    private int threadsJudged;

    /** Makes ready to put objects into a Store. */
    public HostObjects(Trial trial, TestedStore store) {
        this.trial = trial;
        this.store = store;
        this.counting = store instanceof Counting countingStore ? countingStore : null;
        if (!store.holdsHostObjects()) {
            throw Judged.unsupported("references to host objects are numbers to the engine, which holds no object");
        }
        if (counting == null) {
            store.reference(new Thing("first")).close(); // unsupported, if there are no references
        }
        if (counting == null && !trial.notes().contains(TOLD_BY_COLLECTOR)) {
            trial.note(TOLD_BY_COLLECTOR);
        }
    }

    /** Whether releases are known at once and one by one. */
    public boolean areCounted() {
        return counting != null;
    }

    /** Makes a handle to a new object. */
    public TestedReference put(String name) {
        return put(name, new Thing(name));
    }

    /** Makes a handle to an object, whose release is noted under a name that was not used before. */
    public TestedReference put(String name, Object object) {
        if (objects.put(name, new WeakReference<>(object)) != null) {
            throw new IllegalArgumentException("there is an object " + name + " already");
        }
        return counting == null ? store.reference(object) : counting.reference(object, log.code(name));
    }

    /** Tells what else is done when an object is dropped that is yet to be put in. */
    public void whenDropped(String name, Counting.DropCode action) {
        log.actions.put(name, action);
    }

    /** Does something with a handle to a new object, and closes it: what then still holds the object is the guest. */
    public void lend(String name, Consumer<? super TestedReference> use) {
        TestedReference handle = put(name);
        try {
            use.accept(handle);
        } finally {
            handle.close();
        }
    }

    /** The name of the object that a reference refers to. */
    public static String name(@Nullable Object reference) {
        if (reference == null) {
            return "null";
        }
        Object object = ((TestedReference) reference).host();
        return object instanceof Thing thing ? thing.name : object.toString();
    }

    /** Has the Store give back what is dead, where it does so when it is told. */
    public void collect() {
        if (counting != null) {
            counting.collect();
        }
    }

    /** Judges how many references the Store counts, where it does. */
    public void expectReferences(long expected, String when) {
        if (counting != null) {
            trial.equal(expected, counting.hostReferences(), "counted references " + when);
        }
    }

    /** Judges whether the Store's counts agree with what it holds, where it counts. */
    public void expectWhole(String when) {
        if (counting != null) {
            trial.equal(List.of(), counting.audit(), "differences of counts " + when);
        }
    }

    /** Judges which objects have been released by now: these, and no other ones. */
    public void expectReleased(String when, String... names) {
        expectReleased(when, Arrays.asList(names));
    }

    /** Judges which objects have been released by now: these, once each and on this thread, and no other ones. */
    public void expectReleased(String when, Collection<String> names) {
        if (counting == null) {
            expectCollected(when, new HashSet<>(names));
            return;
        }
        List<Drop> drops = new ArrayList<>(log.drops);
        Set<String> dropped = new HashSet<>();
        for (Drop drop : drops) {
            trial.check(dropped.add(drop.name), when + ", " + drop.name + " has been released twice");
        }
        for (Drop drop : drops.subList(threadsJudged, drops.size())) {
            trial.same(Thread.currentThread(), drop.thread, "the thread that released " + drop.name);
        }
        threadsJudged = drops.size();
        expectNone(when + ", not released: ", without(names, dropped));
        expectNone(when + ", released too early: ", without(dropped, names));
    }

    private void expectCollected(String when, Set<String> names) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        List<String> held = held(names);
        while (!held.isEmpty() && System.nanoTime() < end) {
            System.gc();
            pause();
            held = held(names);
        }
        expectNone(when + ", not released: ", held);
        List<String> others = without(objects.keySet(), names);
        expectNone(when + ", released too early: ", without(others, held(others)));
    }

    private List<String> held(Collection<String> names) {
        List<String> held = new ArrayList<>();
        for (String name : names) {
            WeakReference<Object> object = objects.get(name);
            if (object != null && object.get() != null) {
                held.add(name);
            }
        }
        return held;
    }

    private static List<String> without(Collection<String> names, Collection<String> others) {
        List<String> rest = new ArrayList<>(names);
        rest.removeAll(new HashSet<>(others));
        return rest;
    }

    private void expectNone(String what, List<String> names) {
        int most = Math.min(MOST_NAMED, names.size());
        String more = names.size() > most ? " and " + (names.size() - most) + " others" : "";
        trial.check(names.isEmpty(), what + String.join(", ", names.subList(0, most)) + more);
    }

    /**
     * Waits until objects have been released, doing something in between: handles that nobody has any more are noticed by
     * the JVM first, and by the Store when it is used next.
     */
    public void awaitReleased(Collection<String> names, Runnable meanwhile) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!isReleased(names) && System.nanoTime() < end) {
            System.gc();
            pause();
            meanwhile.run();
        }
    }

    private boolean isReleased(Collection<String> names) {
        return counting == null
                ? held(names).isEmpty()
                : log.drops.stream()
                        .map(drop -> drop.name)
                        .collect(Collectors.toSet())
                        .containsAll(names);
    }

    /** The names of all objects that were put in. */
    public List<String> names() {
        return List.copyOf(objects.keySet());
    }

    /** Ends the Store, whose counts must agree up to then; where it counts, everything has been released then, once. */
    public void end() {
        expectWhole("at the end");
        store.close();
        if (counting != null) {
            expectReleased("after the end", objects.keySet());
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread of the kit was interrupted", e);
        }
    }

    /**
     * An object of the host; it may go to any thread.
     *
     * @param name its name
     */
    public record Thing(String name) {}

    private record Drop(String name, Thread thread) {}

    /** What was dropped, and on which threads. Shared by all threads, and engines that judge host objects are told so. */
    static final class Log {
        private final Queue<Drop> drops = new ConcurrentLinkedQueue<>();
        private final Map<String, Counting.DropCode> actions = new ConcurrentHashMap<>();

        private Counting.DropCode code(String name) {
            return () -> drop(name);
        }

        private void drop(String name) throws Exception {
            drops.add(new Drop(name, Thread.currentThread()));
            Counting.DropCode action = actions.get(name);
            if (action != null) {
                action.drop();
            }
        }
    }
}
