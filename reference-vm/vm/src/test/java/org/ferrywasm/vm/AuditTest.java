package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Field;
import java.util.IdentityHashMap;
import java.util.List;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.runtime.HostTable;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.AbsHeapType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That {@link Store#audit} sees every kind of damage: each test does one, and mends it again. */
class AuditTest {
    private static final long NOWHERE = Ref.of(Ref.HOST, 1000);

    private final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));
    private final Store<@Nullable Void> store = Store.of(engine);
    private final StoreState state = store.state();
    private final Instance guest = Guests.instantiate(store, """
        (module
          (type $pair (struct (field (mut externref)) (field (mut i32))))
          (global $g (export "g") (mut externref) (ref.null extern))
          (global $p (export "p") (mut (ref null $pair)) (ref.null $pair))
          (table $t (export "t") 3 externref)
          (elem $e externref (ref.null extern) (ref.null extern))
          (func (export "pair") (param externref) (global.set $p (struct.new $pair (local.get 0) (i32.const 1))))
          (func (export "use") (param externref) (result externref)
            (loop (br_if 0 (i32.eqz (i32.const 1))))
            (local.get 0)))
        """);
    private ExternRef handle;
    private long ref;

    @BeforeEach
    void putAnObjectEverywhere() {
        store.setFuel(1000);
        handle = ExternRef.of(store, new Thing());
        ref = handle.ref();
        guest.getGlobal("g").set(handle);
        guest.getTable("t").set(1, handle);
        guest.getFunc("pair").call(handle);
    }

    @AfterEach
    void theStoreIsWholeAgain() {
        Audit audit = store.audit();
        assertThat(audit.hostObjects()).isEqualTo(1);
        assertThat(audit.hostReferences()).isEqualTo(4);
        assertThat(audit.heapObjects()).isEqualTo(1);
        assertThat(audit.heapBytes()).isEqualTo(store.heapBytes()).isPositive();
        store.close();
    }

    private List<String> differences() {
        return catchThrowableOfType(AuditException.class, store::audit).differences();
    }

    @Test
    @Clause("C-14")
    void c14_aCountThatIsTooHighOrTooLow() {
        state.retain(ref, 2);
        assertThat(differences())
                .containsExactly("host object 0, a " + Thing.class.getName() + ": 6 references counted, 4 found");
        state.release(ref, 3);
        assertThat(differences())
                .containsExactly("host object 0, a " + Thing.class.getName() + ": 3 references counted, 4 found");
        assertThatThrownBy(store::audit)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("Store " + store.id(), "3 references counted");
        state.retain(ref, 1);
    }

    @Test
    void aReferenceThatWasWrittenWithoutBeingCounted() {
        guest.getTable("t").inst().elements[2] = ref;
        assertThat(differences()).singleElement().asString().contains("4 references counted, 5 found");
        guest.getTable("t").inst().elements[2] = Ref.NULL;

        guest.getGlobal("g").inst().value = Ref.NULL;
        assertThat(differences()).singleElement().asString().contains("4 references counted, 3 found");
        guest.getGlobal("g").inst().value = ref;

        long[] elem = state.modules().getFirst().elems[0];
        elem[1] = ref;
        assertThat(differences()).singleElement().asString().contains("4 references counted, 5 found");
        elem[1] = Ref.NULL;

        int root = state.roots().add(ref);
        assertThat(differences()).singleElement().asString().contains("4 references counted, 5 found");
        state.roots().remove(root, state.roots().generation(root));
    }

    @Test
    void aReferenceToWhatIsNotThere() {
        guest.getTable("t").inst().elements[2] = NOWHERE;
        assertThat(differences()).singleElement().asString().startsWith("table 0 refers to what is not there");
        guest.getTable("t").inst().elements[2] = Ref.of(Ref.AGGREGATE, 1000);
        assertThat(differences()).singleElement().asString().startsWith("table 0 refers to what is not there");
        guest.getTable("t").inst().elements[2] = Ref.of(Ref.FUNC, 1000);
        assertThat(differences()).singleElement().asString().startsWith("table 0 refers to what is not there");
        guest.getTable("t").inst().elements[2] = Ref.NULL;

        long[] pair = state.heap().objects[0];
        pair[1] = NOWHERE;
        assertThat(differences())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).startsWith("object 0 of the heap refers to what is not there"))
                .anySatisfy(text -> assertThat(text).contains("4 references counted, 3 found"));
        pair[1] = ref;
    }

    @Test
    void aFrameThatRefersToWhatIsNotThere() {
        try (Call call = guest.getFunc("use").begin(handle)) {
            assertThat(store.audit().calls()).isEqualTo(1);
            long[] stack = state.executions().getFirst().stack;
            stack[0] = NOWHERE;
            assertThat(differences()).singleElement().asString().startsWith("frame 0 of func 1 refers to");
            stack[0] = ref;
            Outcome.Returned returned = (Outcome.Returned) call.resume(100);
            ((ExternRef) returned.results().getFirst()).close();
        }
    }

    @Test
    void anObjectOfTheHeapThatIsLost() {
        long[] pair = state.heap().objects[0];
        state.heap().objects[0] = null;
        assertThat(differences())
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).startsWith("the heap has 0 objects of 0 bytes, and 1 of "))
                .anySatisfy(text -> assertThat(text).startsWith("global 1 refers to what is not there"))
                .anySatisfy(text -> assertThat(text).contains("4 references counted, 3 found"));
        state.heap().objects[0] = pair;
    }

    @Test
    void aTableThatIsNotAccountedFor() throws ReflectiveOperationException {
        Field elements = field(StoreState.class, "tableElements");
        elements.setLong(state, 4);
        assertThat(differences()).containsExactly("the tables have 3 elements, and 4 are accounted for");
        elements.setLong(state, 3);
    }

    @Test
    void aTableWithASpareElement() {
        guest.getTable("t").grow(1, Val.nullRef(AbsHeapType.EXTERN));
        long[] elements = guest.getTable("t").inst().elements;
        assertThat(elements).hasSizeGreaterThan(4);
        elements[4] = ref;
        assertThat(differences()).containsExactly("table 0 has a reference in its spare element 4");
        elements[4] = Ref.NULL;
    }

    @Test
    void theListOfUnreferencedObjects() throws ReflectiveOperationException {
        boolean[] listed = (boolean[]) field(HostTable.class, "listed").get(state.hosts());
        listed[0] = true;
        assertThat(differences()).singleElement().asString().contains("listed as unreferenced");
        listed[0] = false;

        int[] counts = (int[]) field(HostTable.class, "counts").get(state.hosts());
        counts[0] = 0;
        assertThat(differences())
                .contains("host object 0: unreferenced, but not listed as such")
                .anySatisfy(text -> assertThat(text).contains("0 references counted, 4 found"));
        counts[0] = 4;

        ExternRef.of(store, new Thing()).close();
        counts[1] = 1;
        assertThat(differences()).containsExactly("host object 1: free, but counted 1 times");
        counts[1] = 0;
    }

    @Test
    void theObjectsByIdentity() throws ReflectiveOperationException {
        IdentityHashMap<Object, Integer> addresses = addresses();
        Object thing = handle.value();
        addresses.put(thing, 7);
        assertThat(differences()).containsExactly("host object 0: known by identity under address 7");
        addresses.put(thing, 0);
        Object stranger = new Object();
        addresses.put(stranger, 0);
        assertThat(differences()).containsExactly("2 host objects are known by identity, and 1 are there");
        addresses.remove(stranger);
    }

    @SuppressWarnings("unchecked")
    private IdentityHashMap<Object, Integer> addresses() throws ReflectiveOperationException {
        return (IdentityHashMap<Object, Integer>)
                field(HostTable.class, "addresses").get(state.hosts());
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private record Thing() {}
}
