package org.ferrywasm.contract.clauses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.trial.Crew;
import org.ferrywasm.contract.trial.HostObjects;
import org.ferrywasm.contract.trial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * What the two tables of a {@link Holder} hold, as the language has it: random operations are done to both, those included that must
 * fail. An object is to be released with the operation that takes it out of its last place.
 */
final class TableModel {
    private static final int FIRST_SIZE = 4;
    private static final int MOST = 64;
    private static final int OPERATIONS = 9;

    private final Trial trial;
    private final Holder holder;
    private final Random random = new Random(3);
    private final List<@Nullable String> first = new ArrayList<>(Collections.nCopies(FIRST_SIZE, null));
    private final List<@Nullable String> second = new ArrayList<>(Collections.nCopies(FIRST_SIZE, null));
    private final Set<String> made = new LinkedHashSet<>();
    private int failed;

    TableModel(Trial trial, Holder holder) {
        this.trial = trial;
        this.holder = holder;
    }

    /** How many operations failed, as they must. */
    int failed() {
        return failed;
    }

    /** Does something random to the tables. */
    void step() {
        int from = random.nextInt(6);
        int to = random.nextInt(6);
        int length = random.nextInt(5);
        switch (random.nextInt(OPERATIONS)) {
            case 0 -> withObject(object -> set(to, object, () -> holder.call("set", to, object.handle)));
            case 1 -> withObject(object -> set(to, object, () -> holder.first().set(to, object.handle)));
            case 2 -> withObject(object -> fill(to, object, length));
            case 3 -> copy("copy", first, from, second, to, length);
            case 4 -> copy("back", second, from, first, to, length);
            case 5 -> copy("shift", first, from, first, to, length);
            case 6 -> withObject(object -> grow(object, length, true));
            case 7 -> withObject(object -> grow(object, length, false));
            default -> init(to, length);
        }
    }

    private void set(int at, Given object, Runnable operation) {
        if (does(at < first.size(), operation)) {
            first.set(at, object.name);
        }
    }

    private void fill(int at, Given object, int length) {
        if (does(at + length <= first.size(), () -> holder.call("fill", at, object.handle, length))) {
            Collections.fill(first.subList(at, at + length), object.name);
        }
    }

    private void copy(
            String operation,
            List<@Nullable String> source,
            int from,
            List<@Nullable String> target,
            int to,
            int length) {
        boolean fits = from + length <= source.size() && to + length <= target.size();
        if (does(fits, () -> holder.call(operation, to, from, length))) {
            List<@Nullable String> copied = new ArrayList<>(source.subList(from, from + length));
            for (int i = 0; i < length; i++) {
                target.set(to + i, copied.get(i));
            }
        }
    }

    private void init(int to, int length) {
        if (does(to + length <= first.size() && length <= 2, () -> holder.call("init", to, length))) {
            Collections.fill(first.subList(to, to + length), null);
        }
    }

    private void grow(Given object, int length, boolean byGuest) {
        int size = first.size();
        boolean fits = size + length <= MOST;
        if (byGuest) {
            Object before = holder.call("grow", object.handle, length)[0];
            trial.equal(fits ? size : -1, before, "what growing a table of " + size + " by " + length + " gives");
        } else {
            growByHost(object, length, fits);
        }
        if (fits) {
            first.addAll(Collections.nCopies(length, object.name));
        } else {
            failed++;
        }
    }

    /** What does not fit may also be refused by an exception. */
    private void growByHost(Given object, int length, boolean fits) {
        long[] before = {-1};
        Throwable thrown = attempt(() -> before[0] = holder.first().grow(length, object.handle));
        trial.check(thrown == null || !fits, "growing a table fails: " + thrown);
        trial.equal(fits ? first.size() : -1L, before[0], "what growing a table by " + length + " gives");
    }

    private static @Nullable Throwable attempt(Runnable operation) {
        Throwable thrown = Crew.thrown(operation::run);
        if (thrown instanceof UnsupportedOperationException unsupported) {
            throw unsupported;
        }
        return thrown;
    }

    /** Does an operation that must succeed, or must fail and change nothing. */
    private boolean does(boolean mustSucceed, Runnable operation) {
        Throwable thrown = attempt(operation);
        trial.check(
                (thrown == null) == mustSucceed,
                mustSucceed ? "an operation on a table fails: " + thrown : "an operation beyond a table's end is done");
        failed += mustSucceed ? 0 : 1;
        return mustSucceed;
    }

    /** Does something with a new object, one that is there, or none. */
    private void withObject(Consumer<Given> use) {
        int choice = random.nextInt(3);
        int at = random.nextInt(first.size());
        if (choice == 0) {
            use.accept(new Given(null, null));
        } else if (choice == 1 && first.get(at) != null) {
            try (TestedReference handle =
                    (TestedReference) Objects.requireNonNull(holder.first().get(at), "an element that was set")) {
                trial.equal(first.get(at), HostObjects.name(handle), "an element");
                use.accept(new Given(first.get(at), handle));
            }
        } else {
            String name = "object " + made.size();
            made.add(name);
            holder.objects.lend(name, handle -> use.accept(new Given(name, handle)));
        }
    }

    /** Judges that just those objects are held that stand in a table, and are counted as often as they do. */
    void judge(String when) {
        Set<String> held = new HashSet<>(first);
        held.addAll(second);
        Set<String> released = new LinkedHashSet<>(made);
        released.removeAll(held);
        holder.objects.expectReleased(when, released);
        holder.objects.expectReferences(places(), when);
    }

    private long places() {
        return first.stream().filter(Objects::nonNull).count()
                + second.stream().filter(Objects::nonNull).count();
    }

    /** Takes everything out again, element after element. */
    void empty() {
        for (int i = 0; i < first.size(); i++) {
            holder.call("set", i, null);
            first.set(i, null);
            judge("when element " + i + " of a table was taken out");
        }
        holder.call("copy", 0, 0, second.size());
        Collections.fill(second, null);
        judge("when the tables are empty");
    }

    @Override
    public String toString() {
        return Arrays.asList(first, second).toString();
    }

    /** A value for an operation. */
    private static final class Given {
        final @Nullable String name;
        final @Nullable TestedReference handle;

        Given(@Nullable String name, @Nullable TestedReference handle) {
            this.name = name;
            this.handle = handle;
        }
    }
}
