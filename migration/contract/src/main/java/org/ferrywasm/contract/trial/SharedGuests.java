package org.ferrywasm.contract.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Sharing;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import org.jspecify.annotations.Nullable;

/** Guests of one module, each in a Store and on a thread of its own, that share a memory. Any thread may make one. */
public final class SharedGuests {
    private final TestedEngine engine;
    private final TestedModule module;

    /** The memory that they share. */
    public final TestedMemory memory;

    /** Guests that share a memory of some pages, which may grow; where hosts cannot make one, a guest's of one page. */
    public SharedGuests(Trial trial, TestedEngine engine, String guest, long pages, long maximumPages) {
        trial.needs(Feature.THREADS);
        this.engine = engine;
        this.module = trial.load(engine, guest);
        if (engine instanceof Sharing sharing) {
            memory = sharing.newSharedMemory(pages, maximumPages);
        } else {
            memory = (TestedMemory) engine.newStore()
                    .instantiate(trial.load(engine, "exports-shared"), List.of())
                    .export("memory");
            memory.grow(Math.max(0, pages - 1));
        }
    }

    /** Guests that share a memory of one page. */
    public SharedGuests(Trial trial, String guest) {
        this(trial, trial.engine(), guest, 1, 1024);
    }

    /** A new guest in a new Store of the current thread. */
    public TestedInstance guest() {
        return guest(engine.newStore());
    }

    /** A new guest in a Store of the current thread. */
    public TestedInstance guest(TestedStore store) {
        return store.instantiate(module, List.of(new HostImport.Item("host", "memory", memory)));
    }

    /** Calls a function of a new guest of the current thread. */
    public @Nullable Object call(String function, @Nullable Object... arguments) {
        return first(((TestedFunction) guest().export(function)).call(arguments));
    }

    private static @Nullable Object first(@Nullable Object[] results) {
        return results.length == 0 ? null : results[0];
    }

    /** A function to call, and its arguments. */
    public record Task(String function, @Nullable Object... arguments) {}

    /**
     * Calls functions at once, each of a new guest on a thread of its own; gives their first results. The guests are made before
     * any of them is called: short calls would be over before the next guest is there.
     */
    public List<@Nullable Object> together(List<Task> tasks) {
        CyclicBarrier begin = new CyclicBarrier(tasks.size());
        List<Callable<@Nullable Object>> calls = new ArrayList<>();
        for (Task task : tasks) {
            calls.add(() -> {
                TestedFunction function = (TestedFunction) guest().export(task.function());
                Crew.await(begin);
                return first(function.call(task.arguments()));
            });
        }
        return Crew.together(calls);
    }

    /** A number in the memory. */
    public long read(long at, int bytes) {
        byte[] read = memory.read(at, bytes);
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = number << 8 | (read[i] & 0xFF);
        }
        return number;
    }
}
