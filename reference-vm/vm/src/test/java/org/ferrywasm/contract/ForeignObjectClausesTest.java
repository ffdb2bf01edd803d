package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.AnyRef;
import org.ferrywasm.vm.ArrayRef;
import org.ferrywasm.vm.ExnRef;
import org.ferrywasm.vm.Extern;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Rooted;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.ferrywasm.vm.WrongStoreException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Group D of the contract, where it is about objects of another Store: each kind of them at every door, found by reflection. */
class ForeignObjectClausesTest {
    private static final List<Class<?>> HANDLES = List.of(
            Func.class, ExternRef.class, StructRef.class, ExnRef.class, Tag.class, Instance.class, Global.class);

    private final Canary canary = new Canary();
    private final Canary other = new Canary(canary.engine, StoreLimits.DEFAULT);

    /**
     * A kind of reference.
     *
     * @param clause the clause that is about it
     * @param type the type of places that it may be put in
     * @param make makes one in a Store
     */
    private record Kind(String clause, RefType type, Function<Canary, Val.RefVal> make) {}

    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.of(
            "host object", new Kind("D-02", RefType.EXTERNREF, owner -> ExternRef.of(owner.store, "object")),
            "host object inside",
                    new Kind(
                            "D-02",
                            RefType.ANYREF,
                            owner -> ExternRef.of(owner.store, "o").toAny()),
            "function", new Kind("D-03", RefType.FUNCREF, owner -> owner.increment),
            "structure", new Kind("D-03", RefType.ANYREF, ForeignObjectClausesTest::struct),
            "array", new Kind("D-03", RefType.ANYREF, ForeignObjectClausesTest::array),
            "exception",
                    new Kind("D-03", RefType.EXNREF, owner -> ExnRef.create(owner.store, Tag.create(owner.store)))));

    private static Val.RefVal struct(Canary owner) {
        return StructRef.create(owner.store, owner.engine.defType(new StructType(List.of())));
    }

    private static Val.RefVal array(Canary owner) {
        return ArrayRef.create(
                owner.store, owner.engine.defType(new ArrayType(new FieldType(NumType.I32, true))), 1, Val.i32(1));
    }

    /** The doors for values of a type, each with an attempt to bring one through. */
    private Map<String, Crew.Action> doors(RefType type, Val.RefVal value) {
        Val.Null none = Val.nullRef((AbsHeapType) type.heap());
        FieldType field = new FieldType(type, true);
        DefType structType = canary.engine.defType(new StructType(List.of(field)));
        DefType arrayType = canary.engine.defType(new ArrayType(field));
        TableType tableType = TableType.of(Limits.atLeast(1), type);
        Table table = Table.create(canary.store, tableType, none);
        Global global = Global.create(canary.store, new GlobalType(type, true), none);
        StructRef struct = StructRef.create(canary.store, structType, none);
        ArrayRef array = ArrayRef.create(canary.store, arrayType, 1, none);
        Tag tag = Tag.create(canary.store, type);
        Func taking = giving(new FuncType(List.of(type), List.of()), List.of());
        Map<String, Crew.Action> doors = new TreeMap<>();
        doors.put("Func.call(Val[])", () -> taking.call(value));
        doors.put("Func.begin(Val[])", () -> taking.begin(value));
        doors.put("Global.set(Val)", () -> global.set(value));
        doors.put(
                "Global.create(Store, GlobalType, Val)",
                () -> Global.create(canary.store, new GlobalType(type, false), value));
        doors.put("Table.set(long, RefVal)", () -> table.set(0, value));
        doors.put("Table.fill(long, RefVal, long)", () -> table.fill(0, value, 1));
        doors.put("Table.grow(long, RefVal)", () -> table.grow(1, value));
        doors.put("Table.create(Store, TableType, RefVal)", () -> Table.create(canary.store, tableType, value));
        doors.put("StructRef.set(int, Val)", () -> struct.set(0, value));
        doors.put("StructRef.create(Store, DefType, Val[])", () -> StructRef.create(canary.store, structType, value));
        doors.put("ArrayRef.set(int, Val)", () -> array.set(0, value));
        doors.put(
                "ArrayRef.create(Store, DefType, int, Val)", () -> ArrayRef.create(canary.store, arrayType, 1, value));
        doors.put("ExnRef.create(Store, Tag, Val[])", () -> ExnRef.create(canary.store, tag, value));
        doors.put("WasmException.new(Tag, Val[])", () -> new WasmException(tag, value));
        if (value instanceof Rooted rooted) {
            doors.put("Rooted.refersToSameAs(Rooted)", () -> struct.refersToSameAs(rooted));
        }
        if (value instanceof AnyRef any) {
            doors.put("ExternRef.convertAny(Store, AnyRef)", () -> ExternRef.convertAny(canary.store, any));
        }
        FuncType result = new FuncType(List.of(), List.of(type));
        doors.put("result", () -> giving(result, List.of(value)).call());
        doors.put("result through a guest", () -> throughGuest(giving(result, List.of(value))));
        doors.put(
                "asynchronous result",
                () -> Func.of(
                                canary.store,
                                HostFunction.<String>async(
                                        result, (caller, args) -> CompletableFuture.completedFuture(List.of(value))))
                        .call());
        return doors;
    }

    private Func giving(FuncType type, List<Val> results) {
        return Func.of(canary.store, HostFunction.<String>of(type, (caller, args) -> results));
    }

    private void throughGuest(Func function) {
        Linker<String> linker = new Linker<>(canary.engine);
        linker.define("host", "f", function);
        String type = function.type().results().getFirst().toString();
        linker.instantiate(canary.store, Module.fromText(canary.engine, """
            (module (import "host" "f" (func $f (result %1$s)))
              (func (export "f") (result i32)
                (block $caught (drop (try_table (result %1$s) (catch_all $caught) (call $f))))
                (i32.const 1)))
            """.formatted(type)))
                .getFunc("f")
                .call();
    }

    /** Doors that are not for values, or have tests of their own below. */
    private static final Map<String, String> OTHERS = Map.of(
            "Linker.define(String, String, Extern)", "d04: refused when something is instantiated",
            "Linker.instance(String, Instance)", "d04: refused when something is instantiated");

    @Clause({"D-02", "D-03"})
    @Test
    void d03_everyDoorIsKnown() {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : ApiClasses.all()) {
            ApiClasses.callable(type)
                    .filter(code -> !type.isInterface())
                    .filter(code -> !code.getName().equals("equals"))
                    .filter(ForeignObjectClausesTest::takesHandle)
                    .map(ApiClasses::name)
                    .forEach(found::add);
        }
        Set<String> known = new TreeSet<>(OTHERS.keySet());
        KINDS.values()
                .forEach(kind ->
                        known.addAll(doors(kind.type, kind.make.apply(canary)).keySet()));
        known.removeIf(door -> door.contains("result"));

        assertThat(found).isEqualTo(known);
    }

    private static boolean takesHandle(Executable code) {
        return Arrays.stream(code.getParameterTypes())
                .map(type -> type.isArray() ? type.componentType() : type)
                .filter(type -> type != Object.class)
                .anyMatch(type -> HANDLES.stream().anyMatch(type::isAssignableFrom));
    }

    @Clause({"D-02", "D-03", "D-11"})
    @TestFactory
    Stream<DynamicTest> d03_anObjectOfAnotherStoreIsRefusedAtEveryDoor() {
        return KINDS.entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(
                        kind.getValue().clause + ", " + kind.getKey(), () -> assertRefused(kind.getValue())));
    }

    private void assertRefused(Kind kind) {
        Val.RefVal foreign = kind.make.apply(other);
        doors(kind.type, foreign)
                .forEach((door, attempt) -> assertThat(Crew.thrown(attempt))
                        .as(door)
                        .isInstanceOf(WrongStoreException.class)
                        .hasMessageContainingAll("Store " + canary.store.id(), "Store " + other.store.id()));
        canary.sings();
        doors(kind.type, kind.make.apply(canary))
                .forEach((door, attempt) ->
                        assertThat(Crew.thrown(attempt)).as(door).isNull());
        canary.sings();
        other.sings();
        canary.store.audit();
        other.store.audit();
    }

    @Clause("D-04")
    @Test
    void d04_anotherStoresImportIsRefusedASharedMemoryExcepted() {
        SharedMemory shared = SharedMemory.create(SpinningGuest.sharedPages(1, 1));
        Map<String, Extern> items = Map.of(
                "(func)", other.increment,
                "(memory 0)", other.memory,
                "(table 0 funcref)", other.functions,
                "(global (mut i32))", other.counter,
                "(tag)", Tag.create(other.store));
        items.forEach((type, item) -> {
            Module module = Module.fromText(canary.engine, "(module (import \"m\" \"item\" " + type + "))");
            Linker<String> linker = new Linker<>(canary.engine);
            linker.define("m", "item", item);

            assertThatThrownBy(() -> linker.instantiate(canary.store, module)).isInstanceOf(WrongStoreException.class);
            assertThatThrownBy(() -> linker.begin(canary.store, module)).isInstanceOf(WrongStoreException.class);
            assertThatThrownBy(() -> linker.get(canary.store, "m", "item")).isInstanceOf(WrongStoreException.class);
            assertThat(Crew.thrown(() -> linker.instantiate(other.store, module)))
                    .isNull();
        });
        Linker<String> linker = new Linker<>(canary.engine);
        linker.instance("m", other.guest);
        assertThatThrownBy(() -> linker.instantiate(
                        canary.store, Module.fromText(canary.engine, "(module (import \"m\" \"increment\" (func)))")))
                .isInstanceOf(WrongStoreException.class);

        Module sharing = Module.fromText(canary.engine, "(module (import \"m\" \"shared\" (memory 1 1 shared)))");
        linker.define("m", "shared", shared);
        assertThat(linker.instantiate(canary.store, sharing)).isNotNull();
        assertThat(linker.instantiate(other.store, sharing)).isNotNull();
        canary.sings();
        other.sings();
    }

    @Clause("D-03")
    @Test
    void d03_anotherStoresTagIsRefused() {
        Tag foreign = Tag.create(other.store);

        assertThatThrownBy(() -> ExnRef.create(canary.store, foreign)).isInstanceOf(WrongStoreException.class);
        assertThat(new WasmException(foreign).tag()).isEqualTo(foreign);
        assertThat(ExnRef.create(canary.store, Tag.create(canary.store))).isNotNull();
        canary.sings();
    }

    @Clause({"D-03", "D-11"})
    @Test
    void d11_aHostFunctionThatThrowsAnotherStoresExceptionFailsTyped() {
        WasmException foreign = new WasmException(Tag.create(other.store));
        Func throwing = Func.of(canary.store, HostFunction.<String, Void>of(Void.class, caller -> {
            throw foreign;
        }));

        assertThatThrownBy(throwing::call).isInstanceOf(WrongStoreException.class);
        canary.sings();
    }

    @Clause("D-11")
    @Test
    void d11_aWrongResultLeaksNothing() {
        List<BiFunction<String, ExternRef, HostFunction<String>>> forms = List.of(
                (name, ref) -> HostFunction.of(
                        new FuncType(List.of(RefType.EXTERNREF), List.of(RefType.EXTERNREF)),
                        (caller, args) -> List.of(ref)),
                (name, ref) -> HostFunction.<String, ExternRef, ExternRef>of(
                        ExternRef.class, ExternRef.class, (caller, own) -> ref));
        ExternRef foreign = ExternRef.of(other.store, "foreign");
        ExternRef own = ExternRef.of(canary.store, "own");
        List<Integer> sizes = new ArrayList<>();
        for (BiFunction<String, ExternRef, HostFunction<String>> form : forms) {
            Func giving = Func.of(canary.store, form.apply("f", foreign));
            for (int i = 0; i < 300; i++) {
                try (ExternRef argument = ExternRef.of(canary.store, "argument")) {
                    assertThatThrownBy(() -> giving.call(argument)).isInstanceOf(WrongStoreException.class);
                }
                if (i % 100 == 99) {
                    canary.store.gc();
                    sizes.add(canary.store.hostObjects());
                }
            }
            Func right = Func.of(canary.store, form.apply("g", own));
            assertThat(((ExternRef) right.call(own).getFirst()).value()).isEqualTo("own");
        }

        assertThat(sizes.stream().distinct())
                .as("host objects after every hundred failures")
                .hasSize(1);
        canary.store.audit();
        canary.sings();
        assertThat(foreign.value()).isEqualTo("foreign");
        other.store.audit();
    }
}
