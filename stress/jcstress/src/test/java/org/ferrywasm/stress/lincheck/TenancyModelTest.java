package org.ferrywasm.stress.lincheck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.ferrywasm.stress.Attempt;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Groups A and E, model-checked: in every interleaving of a few operations of three threads on a Store and its parcel, what they
 * give is what they would give one after the other.
 */
@Timeout(300)
class TenancyModelTest {
    private static final int THREADS = 3;

    /** How often one place may be passed before that is taken for a loop without end. */
    private static final int LONGEST_LOOP = 1_000;

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .iterations(8)
                .invocationsPerIteration(500)
                .threads(THREADS)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .loopBound(LONGEST_LOOP)
                .recursionBound(LONGEST_LOOP)
                // The ids that operations are given do not follow when others are taken away.
                .minimizeFailedScenario(false)
                // What a refusal says is of no interest, and formatting it takes locks of the JDK.
                .addGuarantee(forClasses("org.ferrywasm.vm.Tenancy")
                        .methods("refusal")
                        .ignore())
                .addGuarantee(
                        forClasses("org.ferrywasm.vm.StackRoom").allMethods().ignore())
                .sequentialSpecification(Model.class);
    }

    @Test
    void e05_storeAndParcelAreLinearizable() {
        assertThatCode(() -> options().check(Real.class)).doesNotThrowAnyException();
    }

    @Test
    void aParcelThatLooksAndThenTakesIsCaught() {
        assertThatThrownBy(() -> options().check(LooksThenTakes.class))
                .hasMessageContaining("Invalid execution results");
    }

    /** The Store on its way, as it is. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Real {
        private static final Engine ENGINE = new Engine();

        private volatile StoreParcel<?> parcel;
        private volatile Store<?> store;

        public Real() {
            Store<?> made = Store.of(ENGINE);
            parcel = made.detach();
        }

        @Operation
        public String attach(@Param(name = "thread") int thread) {
            return said(Attempt.at(() -> store = parcel.attach()));
        }

        @Operation
        public String use(@Param(name = "thread") int thread) {
            Store<?> seen = store;
            return said(Attempt.at(() -> seen.hostObjects()));
        }

        @Operation
        public String send(@Param(name = "thread") int thread) {
            Store<?> seen = store;
            return said(Attempt.at(() -> parcel = seen.detach()));
        }

        @Operation
        public String discard(@Param(name = "thread") int thread) {
            parcel.close();
            return Attempt.DONE;
        }

        private static String said(String what) {
            return what.equals(Attempt.DONE) ? what : "refused";
        }
    }

    /** What one would expect. */
    public static class Model {
        private static final int NOBODY = -1;
        private int owner = NOBODY;
        private boolean isWaiting = true;

        public String attach(int thread) {
            if (!isWaiting) {
                return "refused";
            }
            isWaiting = false;
            owner = thread;
            return Attempt.DONE;
        }

        public String use(int thread) {
            return owner == thread ? Attempt.DONE : "refused";
        }

        public String send(int thread) {
            if (owner != thread) {
                return "refused";
            }
            owner = NOBODY;
            isWaiting = true;
            return Attempt.DONE;
        }

        public String discard(int thread) {
            isWaiting = false;
            return Attempt.DONE;
        }
    }

    /** The canary. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class LooksThenTakes {
        private volatile int owner = -1;
        private volatile boolean isWaiting = true;

        @Operation
        public String attach(@Param(name = "thread") int thread) {
            if (!isWaiting) {
                return "refused";
            }
            isWaiting = false;
            owner = thread;
            return Attempt.DONE;
        }

        @Operation
        public String use(@Param(name = "thread") int thread) {
            return owner == thread ? Attempt.DONE : "refused";
        }

        @Operation
        public String send(@Param(name = "thread") int thread) {
            if (owner != thread) {
                return "refused";
            }
            owner = -1;
            isWaiting = true;
            return Attempt.DONE;
        }

        @Operation
        public String discard(@Param(name = "thread") int thread) {
            isWaiting = false;
            return Attempt.DONE;
        }
    }
}
