package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

class GuardTest {
    @TempDir
    private Path folder;

    /** In a JVM of its own, whose class path begins as that of a fork does. */
    @ParameterizedTest
    @EnumSource
    void aStrangerIsRefusedByTheVmAndServedByItsTwin(Guard guard) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        guard.writeTo(folder) + File.pathSeparator + System.getProperty("java.class.path"),
                        GuardProbe.class.getName())
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer.strip()).isEqualTo(guard.name());
    }

    @Test
    void whatIsCalledCheckedIsTheClassAsItIs() throws IOException {
        Path file = file(Guard.CHECKED);
        try (var original = Store.class.getResourceAsStream("Confined.class")) {
            assertThat(Files.readAllBytes(file)).isEqualTo(original.readAllBytes());
        }
    }

    @Test
    void aBenchmarkOnTheWrongVmFails() throws InterruptedException {
        try (Store<?> store = Store.of(new Engine())) {
            Memory memory = Memory.create(store, MemType.of(Limits.between(1, 1)));
            assertThatCode(() -> GuardProbe.require(Guard.CHECKED, memory)).doesNotThrowAnyException();
            assertThatThrownBy(() -> GuardProbe.require(Guard.UNCHECKED, memory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the VM on the class path is CHECKED, not UNCHECKED");
        }
    }

    @Test
    void everyOperationOfTheTableIsABenchmark() throws InterruptedException {
        GuardBenchmark benchmark = new GuardBenchmark();
        benchmark.guard = Guard.CHECKED;
        benchmark.load();
        assertThat(benchmark.call()).isEmpty();
        assertThat(benchmark.typedCall()).isZero();
        assertThat(benchmark.readInt()).isEqualTo(0x08070605);
        assertThat(benchmark.getGlobal()).isEqualTo(Val.i32(7));
        benchmark.end();
        assertThat(Arrays.stream(Guarded.values()).map(Guarded::method))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(GuardBenchmark.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(Method::getName)
                        .toList());
    }

    private Path file(Guard guard) throws IOException {
        return guard.writeTo(folder).resolve("org/ferrywasm/vm/Confined.class");
    }
}
