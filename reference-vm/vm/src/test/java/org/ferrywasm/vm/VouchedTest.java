package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.Compiled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration adds to the rules, from the configuration to the move. */
class VouchedTest {
    private static final String PLUGIN = """
        package plugin;
        import java.lang.invoke.MethodHandles;
        public final class Plugin {
            private final Object state;
            private Plugin(Object state) { this.state = state; }
            public static Object of(Object state) { return new Plugin(state); }
            public static Object lookup(Object unused) { return MethodHandles.lookup(); }
        }
        """;

    private static Class<?> plugin = VouchedTest.class;

    /** Immutable, though it does not look it. */
    static class Lazy {
        int hash;
    }

    static final class ChildOfLazy extends Lazy {}

    record Session(String user, Object state) {}

    @BeforeAll
    static void compile(@TempDir Path folder) throws ClassNotFoundException {
        plugin = Compiled.module(
                        folder,
                        "plugin",
                        Map.of("module-info.java", "module plugin { exports plugin; }", "plugin/Plugin.java", PLUGIN))
                .loadClass("plugin.Plugin");
    }

    private static Object made(String method, Object value) {
        return Compiled.call(plugin, method, value);
    }

    private static void moves(Engine engine, Object data) {
        try (Store<Object> store = Store.sendable(engine, data);
                StoreParcel<Object> parcel = store.detach();
                Store<Object> again = parcel.attach()) {
            assertThat(again.data()).isSameAs(data);
        }
    }

    private static Violation refused(Engine engine, Object data) {
        try (Store<Object> store = new Store<>(engine, data)) {
            List<Violation> violations = store.sendability().violations();
            assertThat(violations).hasSize(1);
            assertThatThrownBy(store::detach).isInstanceOf(NotSendableException.class);
            assertThatThrownBy(() -> Store.sendable(engine, data)).isInstanceOf(NotSendableException.class);
            return violations.getFirst();
        }
    }

    @Test
    @Clause("D-14")
    void d14_aClassOfAModuleThatIsNotOpenIsRefusedUntilALookupIsLent() {
        Engine without = new Engine();
        Violation violation = refused(without, new Session("ada", made("of", "a")));
        assertThat(violation.reason()).isEqualTo(Violation.Reason.OPAQUE);
        assertThat(violation.path()).isEqualTo("data -> org.ferrywasm.vm.VouchedTest$Session.state -> plugin.Plugin");
        assertThat(violation.mend()).contains("open its package to org.ferrywasm.vm", "Config.lookIn");

        Engine with = new Engine(Config.DEFAULT.lookIn((MethodHandles.Lookup) made("lookup", "")));
        moves(with, new Session("ada", made("of", "a")));
        assertThat(refused(with, made("of", new HashMap<>())).path())
                .isEqualTo("data -> plugin.Plugin.state -> java.util.HashMap");
    }

    @Test
    void whatIsSeenThroughALookupTravelsAlong() {
        Engine engine = new Engine(Config.DEFAULT.lookIn((MethodHandles.Lookup) made("lookup", "")));
        try (Store<Object> store = new Store<>(engine, "none")) {
            ExternRef ref = ExternRef.of(store, "a");
            store.setData(made("of", ref));
            try (StoreParcel<Object> parcel = store.detach();
                    Store<Object> again = parcel.attach()) {
                assertThat(again.data()).isNotNull();
                assertThat(ref.value()).isEqualTo("a");
            }
        }
    }

    @Test
    @Clause("D-07")
    void d07_aRegisteredClassMayGoItsSubclassesMayNot() {
        Engine without = new Engine();
        Engine with = new Engine(Config.DEFAULT.registerImmutable(Lazy.class));

        assertThat(refused(without, new Session("ada", new Lazy())).reason()).isEqualTo(Violation.Reason.MUTABLE);
        moves(with, new Session("ada", new Lazy()));
        assertThat(refused(with, new Session("ada", new ChildOfLazy())).reason())
                .isEqualTo(Violation.Reason.MUTABLE);
        assertThat(new Lazy().hash).isZero();
    }
}
