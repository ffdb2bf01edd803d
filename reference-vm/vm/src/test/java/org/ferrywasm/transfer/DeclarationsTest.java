package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.Compiled;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The annotations of others, which are known by name. */
class DeclarationsTest {
    private static URLClassLoader classes = new URLClassLoader(new URL[0]);

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        String head = "import java.lang.annotation.*;\n@Retention(RetentionPolicy.RUNTIME) ";
        String use = "package user;\npublic %s { Object value; public %s(Object value) { this.value = value; } }";
        classes = Compiled.classPath(
                folder,
                Map.of(
                        "ep/Immutable.java",
                        "package com.google.errorprone.annotations;\n" + head
                                + "@Inherited public @interface Immutable { String[] containerOf() default {}; }",
                        "jcip/ThreadSafe.java",
                        "package net.jcip.annotations;\n" + head + "public @interface ThreadSafe {}",
                        "jsr/Immutable.java",
                        "package javax.annotation.concurrent;\nimport java.lang.annotation.*;\n"
                                + "@Retention(RetentionPolicy.CLASS) public @interface Immutable {}",
                        "user/Marked.java",
                        use.formatted("@com.google.errorprone.annotations.Immutable class Marked", "Marked"),
                        "user/Child.java",
                        "package user;\n"
                                + "public class Child extends Marked { public Child(Object value) { super(value); } }",
                        "user/Box.java",
                        use.formatted(
                                "@com.google.errorprone.annotations.Immutable(containerOf = \"T\") class Box<T>",
                                "Box"),
                        "user/Typed.java",
                        ("package user;\n"
                                + "@com.google.errorprone.annotations.Immutable(containerOf = \"T\")\n"
                                + "public class Typed<T> { final T value; public Typed(T value) { this.value = value; }"
                                + " }"),
                        "user/Both.java",
                        use.formatted(
                                "@net.jcip.annotations.ThreadSafe"
                                        + " @com.google.errorprone.annotations.Immutable(containerOf = \"T\")"
                                        + " class Both<T>",
                                "Both"),
                        "user/Safe.java",
                        use.formatted("@net.jcip.annotations.ThreadSafe class Safe", "Safe"),
                        "user/Unseen.java",
                        use.formatted("@javax.annotation.concurrent.Immutable class Unseen", "Unseen")));
    }

    @AfterAll
    static void close() throws IOException {
        classes.close();
    }

    private static Object made(String name, Object value) {
        try {
            return classes.loadClass("user." + name)
                    .getConstructor(Object.class)
                    .newInstance(value);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    @Clause("D-07")
    void d07_annotationsThatAreThereAtRunTimeHoldForTheExactClass() {
        assertThat(Judge.DEFAULT.reasons(made("Marked", new HashMap<>()))).isEmpty();
        assertThat(Judge.DEFAULT.reasons(made("Safe", new HashMap<>()))).isEmpty();
        assertThat(Judge.DEFAULT.reasons(made("Child", "harmless"))).containsExactly(Reason.MUTABLE);
        assertThat(Judge.DEFAULT.reasons(made("Unseen", "harmless"))).containsExactly(Reason.MUTABLE);
    }

    @Test
    void whatIsAnnotatedIsSearchedForHandles() {
        Judge.Connected own = new Judge.Connected(true);

        assertThat(Judge.DEFAULT.judge(made("Safe", List.of(own))).handles()).containsExactly(own);
    }

    @Test
    @Clause("D-07")
    void d07_aContainersContentsAreJudgedItsOwnStructureIsNot() {
        assertThat(Judge.DEFAULT.reasons(made("Box", "harmless"))).isEmpty();
        assertThat(Judge.DEFAULT.reasons(made("Box", new Object[] {"harmless", List.of("a")})))
                .isEmpty();
        assertThat(Judge.DEFAULT.reasons(made("Box", new Object[] {new HashMap<>(Map.of("a", 1))})))
                .as("it cannot be told from the container's own")
                .containsExactly(Reason.MUTABLE);
        assertThat(Judge.DEFAULT.reasons(made("Typed", new HashMap<>())))
                .as("a field whose type is a variable has nothing else")
                .containsExactly(Reason.MUTABLE);
        assertThat(Judge.DEFAULT.reasons(new Judge.Box(made("Box", new ArrayList<>(List.of(new int[1]))))))
                .as("in a box they may be mutable as all else")
                .isEmpty();
        assertThat(Judge.DEFAULT.reasons(made("Both", List.of(new int[1]))))
                .as("the stricter of two annotations counts")
                .containsExactly(Reason.ARRAY);
        assertThat(Judge.DEFAULT.paths(made("Box", new Object[] {new BitSet()})))
                .containsExactly("data -> user.Box.value -> java.lang.Object[][0] -> java.util.BitSet");
        assertThat(Judge.DEFAULT.reasons(made("Box", List.of(new int[1])))).containsExactly(Reason.ARRAY);
        assertThat(Judge.DEFAULT.reasons(made("Box", Thread.currentThread()))).containsExactly(Reason.THREAD_BOUND);
    }
}
