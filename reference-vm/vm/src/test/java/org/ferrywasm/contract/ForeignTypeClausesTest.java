package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RecIndex;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.ArrayRef;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExnRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.TypeMismatchException;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WrongEngineException;
import org.ferrywasm.vm.WrongStoreException;
import org.junit.jupiter.api.Test;

/** Clause B-08: a type of another Engine at every door, the doors found by reflection. */
class ForeignTypeClausesTest {
    private static final List<Class<?>> TYPES =
            List.of(CompositeType.class, HeapType.class, StorageType.class, ExternType.class);

    private final Canary canary = new Canary();
    private final Engine other = new Engine();
    private final Engine own = canary.engine;

    /** The doors, each with an attempt to bring a type through it; the type is one of the Engine that is named. */
    private Map<String, Crew.Action> doors(Engine engine) {
        DefType struct = engine.defType(new StructType(List.of()));
        DefType array = engine.defType(new ArrayType(new FieldType(NumType.I32, true)));
        RefType ref = struct.refNull();
        FuncType func = new FuncType(List.of(ref), List.of());
        Val.Null none = Val.nullRef(AbsHeapType.ANY);
        Map<String, Crew.Action> doors = new TreeMap<>();
        doors.put("Engine.defType(CompositeType)", () -> own.defType(func));
        doors.put("StructRef.create(Store, DefType, Val[])", () -> StructRef.create(canary.store, struct));
        doors.put(
                "ArrayRef.create(Store, DefType, int, Val)", () -> ArrayRef.create(canary.store, array, 1, Val.i32(0)));
        doors.put(
                "Table.create(Store, TableType, RefVal)",
                () -> Table.create(canary.store, TableType.of(Limits.atLeast(1), ref), none));
        doors.put(
                "Global.create(Store, GlobalType, Val)",
                () -> Global.create(canary.store, new GlobalType(ref, true), none));
        doors.put("Tag.create(Store, ValType[])", () -> Tag.create(canary.store, ref));
        doors.put("HostFunction.of(FuncType, ValCode)", () -> Func.of(canary.store, noCode(func)));
        doors.put(
                "HostFunction.async(FuncType, AsyncValCode)",
                () -> Func.of(
                        canary.store,
                        HostFunction.async(func, (caller, args) -> CompletableFuture.completedFuture(List.of()))));
        doors.put(
                "Linker.func(String, String, FuncType, ValCode)",
                () -> new Linker<String>(own)
                        .func("m", "f", func, (caller, args) -> List.of())
                        .get(canary.store, "m", "f"));
        return doors;
    }

    private static HostFunction<String> noCode(FuncType type) {
        return HostFunction.of(type, (caller, args) -> List.of());
    }

    /** What takes a type and lets none in that could be foreign. */
    private static Map<String, String> harmless() {
        return Map.of(
                "HostFunction.raw(FuncType, RawCode)", "takes no references",
                "Linker.rawFunc(String, String, FuncType, RawCode)", "takes no references",
                "Memory.create(Store, MemType)", "no reference in a memory's type",
                "SharedMemory.create(MemType)", "no reference in a memory's type",
                "Func.typed(FuncType)", "compares, and takes no references",
                "Val.nullRef(AbsHeapType)", "abstract types belong to no Engine",
                "ExportType.new(String, ExternType)", "a description, which is given out and never taken",
                "ImportType.new(String, String, ExternType)", "a description, which is given out and never taken",
                "Null.new(AbsHeapType)", "abstract types belong to no Engine");
    }

    @Clause("B-08")
    @Test
    void b08_everyDoorIsKnown() {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : ApiClasses.all()) {
            ApiClasses.callable(type)
                    .filter(ForeignTypeClausesTest::takesType)
                    .map(ApiClasses::name)
                    .forEach(found::add);
        }
        Set<String> known = new TreeSet<>(doors(own).keySet());
        known.addAll(harmless().keySet());

        assertThat(found).isEqualTo(known);
    }

    private static boolean takesType(Executable code) {
        return Arrays.stream(code.getParameterTypes())
                .map(type -> type.isArray() ? type.componentType() : type)
                .anyMatch(type -> TYPES.stream().anyMatch(known -> known.isAssignableFrom(type)));
    }

    @Clause("B-08")
    @Test
    void b08_aTypeOfAnotherEngineIsRefusedAtEveryDoor() {
        doors(other)
                .forEach((door, attempt) ->
                        assertThat(Crew.thrown(attempt)).as(door).isInstanceOf(WrongEngineException.class));
        canary.sings();
        doors(own)
                .forEach((door, attempt) ->
                        assertThat(Crew.thrown(attempt)).as(door).isNull());
        canary.sings();
    }

    @Clause("B-08")
    @Test
    void b08_whatIsMadeOfATypeOfAnotherEngineIsRefused() {
        Canary foreign = new Canary(other, StoreLimits.DEFAULT);
        Tag tag = Tag.create(foreign.store, NumType.I32);
        Linker<String> linker = new Linker<>(own);
        linker.define("m", "tag", tag);
        Module importing = Module.fromText(own, "(module (import \"m\" \"tag\" (tag (param i32))))");

        Stream.<Crew.Action>of(
                        () -> linker.instantiate(canary.store, importing),
                        () -> ExnRef.create(canary.store, tag, Val.i32(1)),
                        () -> canary.functions.set(0, foreign.increment))
                .forEach(attempt -> assertThat(Crew.thrown(attempt)).isInstanceOf(WrongStoreException.class));

        canary.sings();
        foreign.sings();
    }

    @Clause("B-08")
    @Test
    void b08_aTypeIndexMeansNothingOutsideItsModule() {
        RefType open = new RefType(true, new RecIndex(3));

        assertThat(Crew.thrown(() -> own.defType(new FuncType(List.of(open), List.of()))))
                .isInstanceOf(TypeMismatchException.class);
        assertThat(Crew.thrown(() -> Tag.create(canary.store, open))).isInstanceOf(TypeMismatchException.class);
        assertThat(Crew.thrown(() -> Memory.create(canary.store, MemType.of(Limits.atLeast(1)))))
                .isNull();
        canary.sings();
    }
}
