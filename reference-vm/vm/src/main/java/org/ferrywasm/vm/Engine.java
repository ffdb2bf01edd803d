package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.RecIndex;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.Substitution;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.transfer.Sendability;

/**
 * What modules, linkers and Stores that work together have in common: a configuration, and canonical types. Shared by all
 * threads, even when published through a data race; an application usually has one (group B of the clauses).
 *
 * {@snippet class="org.ferrywasm.examples.EngineExample" region="share"}
 */
public final class Engine {
    private final Config config;
    private final TypeRegistry registry = new TypeRegistry();
    private final EpochClock clock = new EpochClock();
    private final LostParcels lostParcels = new LostParcels();
    private final Sendability sendability;

    /** An Engine with the default configuration. */
    public Engine() {
        this(Config.DEFAULT);
    }

    /** An Engine with this configuration. */
    public Engine(Config config) {
        this.config = config;
        this.sendability = config.vouched().sendability();
    }

    /** What it was told when it was made. */
    public Config config() {
        return config;
    }

    /**
     * The canonical form of a type definition without supertypes: what structures and arrays are made from, and what
     * reference types to defined types are about.
     *
     * @param type the definition; type index 0 in it is the type itself
     * @throws WrongEngineException if a defined type in it is one of another Engine
     */
    public DefType defType(CompositeType type) {
        CompositeType checked = Substitution.apply(type, heap -> {
            if (!(heap instanceof TypeIndex)) {
                checkType(heap, "Engine.defType");
            }
            return heap;
        });
        return registry.canonicalise(new RecType(List.of(SubType.of(checked))), List.of())
                .getFirst();
    }

    /**
     * Checks that a type is one of this Engine's.
     *
     * @throws WrongEngineException if it is not
     */
    void checkType(HeapType type, String operation) {
        switch (type) {
            case AbsHeapType abs -> {}
            case DefType def -> {
                if (!registry.owns(def)) {
                    throw new WrongEngineException(operation + ": type " + def + " is not a type of this Engine");
                }
            }
            case TypeIndex index -> throw open(operation, index);
            case RecIndex index -> throw open(operation, index);
        }
    }

    /** Checks that each defined type in a type is one of this Engine's. */
    void checkType(ValType type, String operation) {
        if (type instanceof RefType ref) {
            checkType(ref.heap(), operation);
        }
    }

    /** Checks that each defined type in a type is one of this Engine's. */
    void checkType(FuncType type, String operation) {
        type.params().forEach(t -> checkType(t, operation));
        type.results().forEach(t -> checkType(t, operation));
    }

    private static TypeMismatchException open(String operation, HeapType type) {
        return new TypeMismatchException(operation + ": type index " + type + " means nothing outside its module");
    }

    /**
     * Begins the next epoch, and stops the running calls whose deadline it is ({@link Call#setEpochDeadline},
     * {@link Store#setEpochDeadline}). Usually a timer of the application calls it, on any thread. Calls that are suspended
     * stop when they are resumed.
     *
     * {@snippet class="org.ferrywasm.examples.EngineExample" region="epochs"}
     */
    public void incrementEpoch() {
        clock.increment();
    }

    /** The present epoch, counted from 0; from any thread. */
    public long epoch() {
        return clock.epoch();
    }

    /**
     * Closes the Stores of this Engine whose parcels were lost: garbage collected without having been attached or closed. The
     * log has a warning for each. The current thread owns each Store while it is closed, and runs its drop actions
     * (clause E-16).
     *
     * @return how many Stores were closed
     */
    public int reap() {
        return lostParcels.reap();
    }

    LostParcels lostParcels() {
        return lostParcels;
    }

    EpochClock clock() {
        return clock;
    }

    /** What judges the host objects of its Stores. */
    Sendability sendability() {
        return sendability;
    }

    TypeRegistry registry() {
        return registry;
    }
}
