package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TableType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Clause A-06, and H-01: every public method of every connected type, found by reflection. */
class ConfinementTest {
    private static final Set<String> SAFE = Set.of(
            "Store.id", "Store.engine", "Store.isOwnedByCurrentThread", "Linker.engine", "WasmException.exception");

    private final Engine engine = new Engine();
    private final Store<String> store = new Store<>(engine, "data");
    private final List<Object> connected = connected();

    /** An object of each connected type. */
    private List<Object> connected() {
        List<Object> objects = new ArrayList<>();
        Instance guest = Guests.instantiate(store, """
            (module (func (export "f")) (type $a (array i8))
              (func (export "array") (result (ref $a)) (array.new_default $a (i32.const 1))))
            """);
        Tag tag = Tag.create(store, NumType.I32);
        ExternRef extern = ExternRef.of(store, "object");
        Func host = Func.of(store, HostFunction.<String, Void>of(Void.class, caller -> {
            objects.add(caller);
            return null;
        }));
        host.call();
        objects.addAll(List.of(
                store,
                guest,
                host,
                guest.getFunc("f").typed(),
                Memory.create(store, MemType.of(Limits.atLeast(1))),
                Table.create(store, TableType.of(Limits.atLeast(1), RefType.FUNCREF), Val.nullRef(AbsHeapType.FUNC)),
                Global.create(store, new GlobalType(NumType.I32, true), Val.i32(1)),
                tag,
                extern,
                extern.toAny(),
                StructRef.create(store, engine.defType(new StructType(List.of()))),
                guest.getFunc("array").call().getFirst(),
                ExnRef.create(store, tag, Val.i32(1)),
                new WasmException(tag, Val.i32(1)),
                new Linker<String>(engine)));
        return objects;
    }

    private static Stream<Method> operations(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass().getPackage() == Store.class.getPackage())
                .filter(method -> method.getDeclaringClass() != Val.class)
                .filter(method -> !Set.of("toString", "hashCode", "equals").contains(method.getName()))
                .filter(method -> !SAFE.contains(type.getSimpleName() + "." + method.getName()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()) || takesStore(method));
    }

    private static boolean takesStore(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Store.class;
    }

    @TestFactory
    Stream<DynamicTest> everyOperationIsRefusedToAnotherThread() {
        return connected.stream()
                .flatMap(object -> operations(object.getClass())
                        .map(method -> DynamicTest.dynamicTest(
                                object.getClass().getSimpleName() + "." + method.getName() + method.getParameterCount(),
                                () -> assertThat(OtherThread.call("intruder", () -> thrown(object, method)))
                                        .isInstanceOf(WrongThreadException.class)
                                        .hasMessageContaining("intruder")
                                        .hasMessageContaining(
                                                Thread.currentThread().getName()))));
    }

    @TestFactory
    Stream<DynamicTest> everyOperationIsRefusedOnceTheStoreIsClosed() {
        store.close();
        return connected.stream()
                .filter(object -> !(object instanceof Linker))
                .flatMap(object -> operations(object.getClass())
                        .filter(method -> !method.getName().equals("close") || object != store)
                        .map(method -> DynamicTest.dynamicTest(
                                object.getClass().getSimpleName() + "." + method.getName() + method.getParameterCount(),
                                () -> assertThat(thrown(object, method)).isInstanceOf(StoreClosedException.class))));
    }

    @Test
    void allConnectedTypesAreTried() {
        assertThat(connected.stream().map(Object::getClass))
                .contains(
                        Store.class,
                        Instance.class,
                        Func.class,
                        TypedFunc.class,
                        Memory.class,
                        Table.class,
                        Global.class,
                        Tag.class,
                        ExternRef.class,
                        HostRef.class,
                        StructRef.class,
                        ArrayRef.class,
                        ExnRef.class,
                        Caller.class);
        assertThat(connected.stream().flatMap(object -> operations(object.getClass())))
                .hasSizeGreaterThan(100);
    }

    /** What a method throws that is given nothing useful: the check comes before any look at arguments. */
    private Throwable thrown(Object object, Method method) throws IllegalAccessException {
        Object[] args = new Object[method.getParameterCount()];
        for (int i = 0; i < args.length; i++) {
            args[i] = argument(method.getParameterTypes()[i]);
        }
        try {
            method.invoke(object, args);
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
        return fail(method + " was not refused");
    }

    private Object argument(Class<?> type) {
        if (type == Store.class) {
            return store;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == byte.class) {
            return (byte) 0;
        }
        if (type == short.class) {
            return (short) 0;
        }
        if (type == float.class) {
            return 0f;
        }
        if (type == double.class) {
            return 0d;
        }
        return type == boolean.class ? false : null;
    }
}
