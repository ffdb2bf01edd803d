package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import org.ferrywasm.faults.FaultLoader;
import org.ferrywasm.faults.Removal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The canaries of groups D, E and F: VMs that are broken in one place, each of which the test of a clause finds out, while it
 * finds nothing in the VM as it is.
 */
class MoveTwinsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final FaultLoader UNBROKEN = new FaultLoader(FaultLoader.unbroken());

    @ParameterizedTest
    @CsvSource({
        "HostAdmission, addTo, false, MovedHost, d05_aHostFunctionThatIsNotSendablePinsItsStoreAndOneThatIsDoesNot",
        "HostAdmission, admitAll, false, Sendable, d06_aSendableStoreRefusesWhatIsNotSendableWhereItEnters",
        "HostWait, addTo, false, MovedHost, d10_aPendingAnswerIsLookedIntoAndAMinimalStageMayGo",
        "Inspection, board, false, MovedHost, d13_handlesInsideOwnedDataAndOtherHostObjectsTravel",
        "Tenancy, end, false, Transfer, e04_handlesThatTravelWorkForTheNewOwnerAndOthersForNobody",
        "Inspection, leaveOthers, false, Transfer, e04_whatOnlyLeftBehindHandlesHeldIsGone",
        "Confined, check, false, Transfer, e06_onlyTheOwnerDetaches",
        "Store, requireIdle, false, RefusedTransfer, e07_aStoreWithACallOnTheJavaStackStaysAndTheCallGoesOn",
        "LimiterGate, isRunning, false, RefusedTransfer, e07_aStoreWhoseLimiterRunsStaysAndIsNotClosed",
        "Borrows, requireNone, false, RefusedTransfer, e08_aStoreWithAnOpenViewStaysAndIsNotClosed",
        "Inspection, addHost, false, RefusedTransfer, e09_oneThatIsNotSendableRefusesAndNothingHasChanged",
        "Inspection, believeCounts, false, HiddenObject, e11_whatMayNotGoIsFoundWhereverItHides",
        "Inspection, reach, false, HiddenObject, e11_itIsFoundInFramesOfCallsThatTravelAndNotInThoseThatDoNot",
        "Transit, close, false, Parcel, e16_aParcelThatNobodyAttachesIsClosedOnce",
        "Store, forgetOwner, false, Adoption, e18_anOpenViewOfALateOwnerIsClosedAlsoAsACompanion",
        "HostDrops, dropReleased, false, MovedHost, c20_aDropActionThatThrowsInADetachBringsTheStoreBack",
        "Call, travel, false, MovedCall, f02_eachSliceMayRunOnAFreshThread",
        "StoreCalls, end, false, MovedSignal, f05_whoWaitsForACallThatIsLeftBehindOrClosedLearnsThatNothingComesOfIt",
        "HostWait, addTo, false, MovedHost, f10_aStageThatIsNotSendablePinsWhileItsCallTravels",
        "Tenancy, inherit, true, Adoption, e18_ofSeveralAdoptersOneWins"
    })
    void theTestOfAClauseSeesWhatIsBroken(String type, String method, boolean result, String clauses, String test)
            throws Exception {
        assertThat(run(UNBROKEN, clauses, test)).isNull();
        assertSeen(run(
                FaultLoader.without(type, method, result ? Removal.Manner.TRUE : Removal.Manner.EMPTY), clauses, test));
    }

    @ParameterizedTest
    @CsvSource("Transit, start, Parcel, e05_ofEightRacersOneWins")
    void theTestOfAClauseSeesTwoOwners(String type, String method, String clauses, String test) throws Exception {
        assertThat(run(UNBROKEN, clauses, test)).isNull();
        assertSeen(run(FaultLoader.without(type, method, Removal.Manner.SETS), clauses, test));
    }

    /** A VM that does not even link would be no twin. */
    private static void assertSeen(@Nullable Throwable thrown) {
        assertThat(thrown).isNotNull().isNotInstanceOf(LinkageError.class);
    }

    /** Runs a test with a VM of its own; gives what it throws. */
    private static @Nullable Throwable run(FaultLoader vm, String clauses, String test) throws Exception {
        Class<?> type = vm.loadClass("org.ferrywasm.contract." + clauses + "ClausesTest");
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method method = type.getDeclaredMethod(test);
        method.setAccessible(true);
        return Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> catchThrowable(() -> {
                    try {
                        method.invoke(constructor.newInstance());
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
