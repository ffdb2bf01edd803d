package org.ferrywasm.testing;

import java.util.List;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An extension of JUnit Jupiter that audits and closes the Stores of each test. It gives parameters of type {@link Stores} and
 * {@link Engine}:
 *
 * {@snippet class="org.ferrywasm.testing.StoresExample" region="stores"}
 *
 * <p>After the test and its {@code @AfterEach} methods, each Store of its {@link Stores} is
 *
 * <ul>
 *   <li>audited and closed, if the test's thread owns it;
 *   <li>attached before that, if it is in a registered parcel;
 *   <li>adopted before that, if its owner has ended.
 * </ul>
 *
 * <p>The test fails if an audit does, if a live thread keeps a Store, if a parcel was forgotten, or if a Store is busy. Where the
 * test has failed already, that failure stands and these are suppressed by it.
 *
 * <p>{@code Stores} live as long as what they are given to: those of a test method, of its {@code @BeforeEach} and
 * {@code @AfterEach} methods and of the constructor of an instance per method are the same and end with the test, also with
 * an invocation of a parameterised test; a test factory's end after its last dynamic test. Those of a {@code @BeforeAll} method, or of
 * the constructor of an instance per class, end after the class's {@code @AfterAll} methods. Tests may run in parallel: each has
 * its own. The Engine is one for all, unless the extension is made with another one:
 *
 * {@snippet class="org.ferrywasm.testing.HandlesExample" region="strict"}
 */
public final class FerryExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(FerryExtension.class);

    private final @Nullable Engine engine;
    private final boolean areHandlesClosed;

    /** One that uses an Engine with the default configuration, common to all tests of the run. */
    public FerryExtension() {
        this(null, false);
    }

    private FerryExtension(@Nullable Engine engine, boolean areHandlesClosed) {
        this.engine = engine;
        this.areHandlesClosed = areHandlesClosed;
    }

    /** One that uses this Engine. */
    public static FerryExtension of(Engine engine) {
        return new FerryExtension(engine, false);
    }

    /**
     * The same that also fails a test which ends with open handles to heap or host objects. To close these is never necessary;
     * tests of code that means to do so find here what it forgot. Without an Engine of its own it uses one that says where each
     * handle was made.
     */
    public FerryExtension requireClosedHandles() {
        return new FerryExtension(engine == null ? new Engine(Config.DEFAULT.traceHandles(true)) : engine, true);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Stores.class || type == Engine.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Stores stores = stores(context);
        return parameter.getParameter().getType() == Engine.class ? stores.engine() : stores;
    }

    private Stores stores(ExtensionContext context) {
        Engine used = engine;
        if (used == null) {
            used = context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(Engine.class, key -> new Engine(), Engine.class);
        }
        Engine chosen = used;
        return context.getStore(NAMESPACE)
                .computeIfAbsent(context.getUniqueId(), key -> new Stores(chosen, areHandlesClosed), Stores.class);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        finish(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        finish(context);
    }

    private static void finish(ExtensionContext context) throws Exception {
        Stores stores = context.getStore(NAMESPACE).get(context.getUniqueId(), Stores.class);
        if (stores == null) {
            return;
        }
        List<Throwable> failures = stores.finish();
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.getFirst();
        failures.stream().skip(1).filter(e -> e != first).forEach(first::addSuppressed);
        switch (first) {
            case Exception e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError("a drop action has thrown", first);
        }
    }
}
