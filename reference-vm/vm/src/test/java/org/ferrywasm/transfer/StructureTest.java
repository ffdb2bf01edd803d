package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ferrywasm.contract.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes that are judged by what they are made of, where that is not what it looks like (contract, "Sendable", rules 2 and 3). */
class StructureTest {
    private static final Judge JUDGE = Judge.DEFAULT;

    /** Runs nothing. */
    @SuppressWarnings("UnusedVariable")
    record Silent(@Nullable Object held) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, java.lang.reflect.Method method, Object @Nullable [] arguments) {
            throw new AssertionError(method + " was called");
        }
    }

    /** A list of the user's, judged by its field. */
    static final class OneElement extends AbstractList<String> {
        private final Object held;

        OneElement(Object held) {
            this.held = held;
        }

        @Override
        public String get(int index) {
            throw new AssertionError("get was called on " + held.getClass());
        }

        @Override
        public int size() {
            throw new AssertionError("size was called");
        }
    }

    /** An executor of the user's. */
    @SuppressWarnings("UnusedVariable")
    record Direct(Object held) implements Executor {
        @Override
        public void execute(Runnable command) {
            throw new AssertionError("execute was called");
        }
    }

    record UserIterator(List<String> left) implements Iterator<String> {
        @Override
        public boolean hasNext() {
            throw new AssertionError("hasNext was called");
        }

        @Override
        public String next() {
            throw new AssertionError("next was called");
        }
    }

    /** A constant with a body has a class of its own, which declares nothing. */
    enum DeclaredConstants implements Judge.Movable {
        PLAIN,
        WITH_BODY {
            @Override
            int size() {
                return 2;
            }
        };

        private final Map<String, String> map = new HashMap<>();

        int size() {
            return map.size();
        }
    }

    private static Object proxy(InvocationHandler handler, Class<?>... interfaces) {
        return Proxy.newProxyInstance(StructureTest.class.getClassLoader(), interfaces, handler);
    }

    @Test
    @Clause("D-07")
    void d07_aProxyIsJudgedByItsHandlerAndDeclaresNothing() {
        assertThat(JUDGE.reasons(proxy(new Silent("a"), Runnable.class))).isEmpty();
        assertThat(JUDGE.reasons(proxy(new Silent("a"), Runnable.class, Judge.Movable.class)))
                .isEmpty();
        assertThat(JUDGE.reasons(proxy(new Silent(new int[1]), Judge.Movable.class)))
                .containsExactly(Reason.ARRAY);
        assertThat(JUDGE.paths(proxy(new Silent(new int[1]), Runnable.class)).getFirst())
                .contains(".handler -> org.ferrywasm.transfer.StructureTest$Silent.held -> int[]");
    }

    @Test
    @Clause("D-12")
    void d12_methodReferencesAreJudgedByTheirReceiver() {
        Map<String, String> map = new HashMap<>();
        String text = "a";
        Supplier<Integer> bound = map::size;
        Supplier<Integer> harmless = text::length;
        Function<Map<String, String>, Integer> unbound = Map::size;
        Supplier<Map<String, String>> constructor = HashMap::new;
        Supplier<Integer> serializable = (Supplier<Integer> & Serializable) map::size;
        Supplier<String> nested = new Silent(bound)::toString;

        assertThat(JUDGE.reasons(bound)).containsExactly(Reason.MUTABLE);
        assertThat(JUDGE.reasons(harmless)).isEmpty();
        assertThat(JUDGE.reasons(unbound)).isEmpty();
        assertThat(JUDGE.reasons(constructor)).isEmpty();
        assertThat(JUDGE.reasons(serializable)).containsExactly(Reason.MUTABLE);
        assertThat(JUDGE.reasons(nested)).containsExactly(Reason.MUTABLE);
    }

    @Test
    @Clause("D-07")
    void d07_collectionsOfTheUserAreJudgedByTheirFields() {
        assertThat(JUDGE.reasons(new OneElement("a")))
                .as("its superclass counts its changes")
                .containsExactly(Reason.MUTABLE);
        assertThat(JUDGE.reasons(new Judge.Box(new OneElement(Thread.currentThread()))))
                .containsExactly(Reason.THREAD_BOUND);
        assertThat(JUDGE.reasons(new Direct("a"))).isEmpty();
        assertThat(JUDGE.reasons(new Direct(new int[1]))).containsExactly(Reason.ARRAY);
        assertThat(JUDGE.reasons(new UserIterator(List.of()))).containsExactly(Reason.THREAD_BOUND);
    }

    @Test
    @Clause("D-14")
    void d14_aDeclaredEnumDeclaresNothingForConstantsWithBodies() {
        assertThat(JUDGE.reasons(DeclaredConstants.PLAIN)).isEmpty();
        assertThat(JUDGE.reasons(DeclaredConstants.WITH_BODY)).containsExactly(Reason.MUTABLE);
        assertThat(DeclaredConstants.WITH_BODY.size()).isEqualTo(2);
    }

    @Test
    @Clause("D-14")
    void d14_fieldsThatReflectionHidesAreNoReasonToTrust() {
        assertThat(JUDGE.judge(new ClassLoader() {}).findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.refusal().why()).isEqualTo("java.lang.ClassLoader hides its fields"));
    }

    /** The classes that others may extend and whose fields reflection does not show, as the class files tell. */
    @Test
    void noOtherClassThatCanBeExtendedHidesItsFields() throws IOException {
        Set<String> hiding = new TreeSet<>();
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base", "java");
        try (Stream<Path> files = Files.walk(modules)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                var parsed = ClassFile.of().parse(read(file));
                long fields = parsed.fields().stream()
                        .filter(field -> !field.flags().has(java.lang.reflect.AccessFlag.STATIC))
                        .count();
                Class<?> type = load(parsed.thisClass().asInternalName().replace('/', '.'));
                long shown = Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .count();
                if (shown < fields && !Modifier.isFinal(type.getModifiers())) {
                    hiding.add(type.getName());
                }
            });
        }

        assertThat(hiding).containsExactly(ClassLoader.class.getName(), AccessibleObject.class.getName());
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHiddenClassIsNoLambdaIfTheCompilerDidNotMakeIt() throws IllegalAccessException, IOException {
        byte[] bytes;
        try (InputStream in = StructureTest.class.getResourceAsStream("StructureTest$Hideable.class")) {
            bytes = java.util.Objects.requireNonNull(in).readAllBytes();
        }
        Class<?> hidden = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
        assertThat(Declarations.isLambda(hidden)).isFalse();
        assertThat(Arrays.stream(hidden.getDeclaredFields()).map(Field::getName))
                .containsExactly("count");
        assertThat(JUDGE.sendability().facts(hidden).standing()).isInstanceOf(Standing.Refused.class);
    }

    /** Is defined again as a hidden class. */
    @SuppressWarnings("UnusedVariable")
    static final class Hideable {
        int count;
    }
}
