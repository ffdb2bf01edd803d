package org.ferrywasm.vm;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.transfer.Finding;
import org.ferrywasm.transfer.Judgement;
import org.ferrywasm.transfer.Reason;
import org.ferrywasm.transfer.Recognised;
import org.ferrywasm.transfer.Recogniser;
import org.ferrywasm.transfer.Refusal;
import org.ferrywasm.transfer.Rules;
import org.ferrywasm.transfer.Sendability;
import org.ferrywasm.transfer.Trust;
import org.ferrywasm.transfer.Walk;
import org.jspecify.annotations.Nullable;

/**
 * What the embedding API's own objects mean to the walk that judges host objects: which are handles of the Store in question,
 * which may be shared, what is a box.
 */
final class HostRules implements Recogniser {
    /** Rules without the additions of a configuration. */
    static final Sendability SENDABILITY = sendability(Set.of(), List.of());

    /** Judges what is connected to no Store yet, and may enter one. */
    static final HostRules ANY_STORE = new HostRules(null, 0);

    /** Judges what many Stores are to use. */
    static final HostRules ALL_STORES = new HostRules(null, -1);

    private static final Set<Class<?>> SHARED_BY_ALL = Set.of(
            Engine.class,
            Module.class,
            FrozenLinker.class,
            SharedMemory.class,
            StoreParcel.class,
            InterruptHandle.class,
            Config.class,
            Features.class,
            Shared.class);

    private static final Set<Class<?>> OTHERS = Set.of(Owned.class, Trusted.class, HostFunction.class, Linker.class);

    /** The tenancy whose handles travel along; null where there is none. */
    private final @Nullable Tenancy tenancy;

    /** The Store's number; 0 for one that is not known, -1 for several. */
    private final long storeId;

    private HostRules(@Nullable Tenancy tenancy, long storeId) {
        this.tenancy = tenancy;
        this.storeId = storeId;
    }

    /** Judges what a Store that is about to be made is to hold. */
    static HostRules ofNewStore(long storeId) {
        return new HostRules(null, storeId);
    }

    /** Judges what a Store holds or is to hold. */
    static HostRules of(Store<?> store) {
        return new HostRules(store.tenancy(), store.id());
    }

    static Sendability sendability(Set<Class<?>> immutable, List<MethodHandles.Lookup> lookups) {
        return new Sendability(new Rules(Sendable.class, immutable, lookups, HostRules::recognises));
    }

    private static boolean recognises(Class<?> type) {
        return Confined.class.isAssignableFrom(type)
                || SHARED_BY_ALL.contains(type)
                || OTHERS.contains(type)
                || isSyntax(type);
    }

    /** Types and limits are immutable, though not all of them look it. */
    private static boolean isSyntax(Class<?> type) {
        return type.getPackageName().equals(ValType.class.getPackageName())
                && type.getClassLoader() == ValType.class.getClassLoader();
    }

    @Override
    public Recognised recognise(Object value) {
        return switch (value) {
            case Caller<?> caller ->
                refused(
                        Reason.THREAD_BOUND,
                        "it is a Caller, which is valid while its host function runs",
                        "use the Caller that each call gets");
            case Confined confined ->
                tenancy != null && confined.uncheckedTenancy() == tenancy
                        ? new Recognised.Handle()
                        : refused(
                                Reason.FOREIGN_HANDLE,
                                tenancy == null
                                        ? "it is connected to a Store"
                                        : "it is connected to another Store, or was left behind by this one",
                                "look it up in the Store that is to use it");
            case Owned<?> owned -> owned(owned);
            case Trusted<?> trusted -> new Recognised.Word(trusted.reason());
            case HostFunction<?> function -> new Recognised.Inside("code", function.userCode());
            case Linker<?> linker ->
                refused(Reason.THREAD_BOUND, "it is a Linker, which belongs to the thread that made it", "freeze it");
            default -> new Recognised.SharedByAll();
        };
    }

    private Recognised owned(Owned<?> owned) {
        if (storeId < 0) {
            return refused(
                    Reason.OWNED_ELSEWHERE,
                    "it is an Owned, which suits one Store",
                    "make it a part of each Store's data");
        }
        Refusal refusal = owned.refusal(storeId);
        return refusal == null ? new Recognised.Box(owned.contents()) : new Recognised.Refused(refusal);
    }

    private static Recognised refused(Reason reason, String why, String mend) {
        return new Recognised.Refused(new Refusal(reason, why, mend));
    }

    /** Begins a walk. */
    Walk walk(Sendability sendability) {
        return sendability.walk(this);
    }

    /** Judges what is added as roots. */
    Judgement judge(Sendability sendability, Consumer<Walk> roots) {
        Walk walk = sendability.walk(this);
        roots.accept(walk);
        return walk.finish();
    }

    /**
     * Judges what is added as roots, and refuses it unless all may go.
     *
     * @throws NotSendableException if something may not go
     */
    Judgement require(Sendability sendability, String operation, Consumer<Walk> roots) {
        return requireSendable(judge(sendability, roots), operation);
    }

    /**
     * Checks that all may go.
     *
     * @throws NotSendableException if something may not go
     */
    static Judgement requireSendable(Judgement judgement, String operation) {
        if (!judgement.isSendable()) {
            throw new NotSendableException(operation, violations(judgement), judgement.unlisted());
        }
        return judgement;
    }

    /**
     * As {@link #require}, and binds the boxes that were found to a Store: all or none.
     *
     * @throws NotSendableException if something may not go, or a box went to another Store meanwhile
     */
    void admit(Sendability sendability, String operation, Consumer<Walk> roots) {
        bind(require(sendability, operation, roots).boxes(), operation);
    }

    /**
     * Binds boxes to a Store: all or none.
     *
     * @return those that belonged to no Store before
     * @throws NotSendableException if a box went to another Store meanwhile
     */
    List<Owned<?>> bind(List<Object> boxes, String operation) {
        List<Owned<?>> bound = new ArrayList<>(boxes.size());
        try {
            for (Object found : boxes) {
                Owned<?> box = (Owned<?>) found;
                if (!box.isOf(storeId)) {
                    bound.add(box);
                    if (!box.bind(storeId)) {
                        throw refusedBox(operation, box);
                    }
                }
            }
            return bound;
        } catch (Throwable e) {
            unbind(bound);
            throw e;
        }
    }

    private NotSendableException refusedBox(String operation, Owned<?> box) {
        return new NotSendableException(
                operation, List.of(Violation.of("a box", Owned.class.getName(), box.elsewhere())), 0);
    }

    /** Takes back what {@link #bind} has done, or part of it. It allocates nothing. */
    void unbind(List<Owned<?>> bound) {
        for (int i = 0; i < bound.size(); i++) {
            bound.get(i).unbind(storeId);
        }
    }

    static SendabilityReport report(Judgement judgement) {
        return new SendabilityReport(violations(judgement), promises(judgement));
    }

    static List<SendabilityReport.Promise> promises(Judgement judgement) {
        List<SendabilityReport.Promise> promises =
                new ArrayList<>(judgement.words().size());
        for (Trust trust : judgement.words()) {
            promises.add(new SendabilityReport.Promise(trust.path(), trust.word()));
        }
        return promises;
    }

    static List<Violation> violations(Judgement judgement) {
        List<Violation> violations = new ArrayList<>(judgement.findings().size());
        for (Finding finding : judgement.findings()) {
            violations.add(Violation.of(finding));
        }
        return violations;
    }
}
