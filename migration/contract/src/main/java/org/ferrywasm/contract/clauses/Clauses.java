package org.ferrywasm.contract.clauses;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import org.ferrywasm.contract.Clause;

/** All clauses of the contract, in the order of their ids. */
public final class Clauses {
    private static final List<Class<?>> GROUPS = List.of(
            ConfinementClauses.class,
            OwnerClauses.class,
            SharingClauses.class,
            EngineClauses.class,
            CountClauses.class,
            HandleClauses.class,
            CountVolumeClauses.class,
            SuspendedCountClauses.class,
            DropClauses.class,
            HostObjectClauses.class,
            SendableClauses.class,
            TransferClauses.class,
            ParcelClauses.class,
            FailureClauses.class,
            CallClauses.class,
            MovedCallClauses.class,
            SharedMemoryClauses.class,
            LitmusClauses.class,
            EndClauses.class,
            MessageClauses.class);

    private static final List<ContractClause> ALL = GROUPS.stream()
            .flatMap(group -> Arrays.stream(group.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Clause.class))
            .map(Clauses::clause)
            .sorted(Comparator.comparing(ContractClause::id))
            .toList();

    private Clauses() {}

    /** All of them. */
    public static List<ContractClause> all() {
        return ALL;
    }

    /**
     * The clause of an id.
     *
     * @throws NoSuchElementException if there is none
     */
    public static ContractClause of(String id) {
        return ALL.stream()
                .filter(clause -> clause.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no clause " + id));
    }

    private static ContractClause clause(Method method) {
        method.setAccessible(true);
        return new ContractClause(method.getAnnotation(Clause.class), method);
    }
}
