package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Which handles the host has to objects, and which of these a table of a {@link Holder} holds: handles are made, given by the guest
 * and closed at random, some twice. An object is to be released when its last handle is closed and no table holds it.
 */
final class HandleModel {
    private static final int SLOTS = 4;
    private static final int MOST_HANDLES = 12;

    private final Trial trial;
    private final Holder holder;
    private final Random random = new Random(9);
    private final List<Handle> open = new ArrayList<>();
    private final List<Handle> closed = new ArrayList<>();
    private final @Nullable String[] table = new @Nullable String[SLOTS];
    private final Set<String> made = new LinkedHashSet<>();

    HandleModel(Trial trial, Holder holder) {
        this.trial = trial;
        this.holder = holder;
    }

    /** Does something random to the handles. */
    void step() {
        int slot = random.nextInt(SLOTS);
        switch (random.nextInt(open.size() < MOST_HANDLES ? 7 : 3)) {
            case 0, 1 -> close();
            case 2 -> closeAgain();
            case 3 -> set(slot);
            case 4 -> make();
            case 5 -> add(table[slot], holder.first().get(slot));
            default -> add(table[slot], holder.call("get", slot)[0]);
        }
    }

    private void make() {
        String name = "object " + made.size();
        made.add(name);
        add(name, holder.objects.put(name));
    }

    private void add(@Nullable String name, @Nullable Object handle) {
        trial.equal(String.valueOf(name), HostObjects.name(handle), "the object of a new handle");
        if (name != null) {
            open.add(new Handle(name, (TestedReference) Objects.requireNonNull(handle, name)));
        }
    }

    private void close() {
        if (!open.isEmpty()) {
            Handle handle = open.remove(random.nextInt(open.size()));
            handle.reference.close();
            closed.add(handle);
        }
    }

    private void closeAgain() {
        if (!closed.isEmpty()) {
            closed.get(random.nextInt(closed.size())).reference.close();
        }
    }

    private void set(int slot) {
        if (open.isEmpty() || random.nextInt(4) == 0) {
            holder.first().set(slot, null);
            table[slot] = null;
        } else {
            Handle handle = open.get(random.nextInt(open.size()));
            holder.first().set(slot, handle.reference);
            table[slot] = handle.name;
        }
    }

    /** Judges that just those objects are held that have an open handle or stand in the table. */
    void judge(String when) {
        Set<String> released = new LinkedHashSet<>(made);
        Arrays.asList(table).forEach(released::remove);
        open.forEach(handle -> released.remove(handle.name));
        holder.objects.expectReleased(when, released);
        long places = Arrays.stream(table).filter(Objects::nonNull).count();
        holder.objects.expectReferences(open.size() + places, when);
    }

    /** Closes all handles, and then takes everything out of the table. */
    void end() {
        while (!open.isEmpty()) {
            close();
            judge("with " + open.size() + " handles left");
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            holder.first().set(slot, null);
            table[slot] = null;
            judge("without handles, when element " + slot + " was taken out");
        }
    }

    /** How many objects were put in. */
    int objects() {
        return made.size();
    }

    private static final class Handle {
        final String name;
        final TestedReference reference;

        Handle(String name, TestedReference reference) {
            this.name = name;
            this.reference = reference;
        }
    }
}
