package org.ferrywasm.cli.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WasiFunctionTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ArrayMemory memory = new ArrayMemory(4096);
    private final WasiProgram program = program("");

    private WasiProgram program(String input) {
        return program(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out);
    }

    private WasiProgram program(InputStream in, OutputStream standardOut) {
        return new WasiProgram(
                new WasiConfig(List.of("prog", "ä b"), List.of("HOME=/", "X="), in, standardOut, err, false));
    }

    private Errno call(WasiFunction function, long... arguments) {
        return function.call(program, memory, arguments);
    }

    @Test
    void argumentsAreHandedOverAsZeroTerminatedStrings() {
        assertThat(call(WasiFunction.ARGS_SIZES_GET, 0, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(0)).isEqualTo(2);
        assertThat(memory.readInt(4))
                .isEqualTo("prog".length() + 1 + "ä b".getBytes(StandardCharsets.UTF_8).length + 1);

        assertThat(call(WasiFunction.ARGS_GET, 100, 200)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.string(memory.readInt(100))).isEqualTo("prog");
        assertThat(memory.string(memory.readInt(104))).isEqualTo("ä b");
    }

    @Test
    void environmentIsHandedOverLikewise() {
        assertThat(call(WasiFunction.ENVIRON_SIZES_GET, 0, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(0)).isEqualTo(2);

        assertThat(call(WasiFunction.ENVIRON_GET, 100, 200)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.string(memory.readInt(100))).isEqualTo("HOME=/");
        assertThat(memory.string(memory.readInt(104))).isEqualTo("X=");
    }

    @Test
    void stringsThatDoNotFitChangeNothing() {
        assertThat(call(WasiFunction.ARGS_GET, 100, 4096 - 5)).isEqualTo(Errno.FAULT);
        assertThat(memory.bytes).containsOnly(0);
    }

    @Test
    void writesAllBuffersToTheStreamOfTheDescriptor() {
        memory.write(500, "Hello, world".getBytes(StandardCharsets.UTF_8));
        memory.vector(0, 500, 7);
        memory.vector(8, 507, 5);
        assertThat(call(WasiFunction.FD_WRITE, 1, 0, 2, 100)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(100)).isEqualTo(12);
        assertThat(call(WasiFunction.FD_WRITE, 2, 8, 1, 100)).isEqualTo(Errno.SUCCESS);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Hello, world");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("world");
    }

    @Test
    void writesNothingIfAnyBufferIsOutside() {
        memory.vector(0, 500, 7);
        memory.vector(8, 4000, 97);
        assertThat(call(WasiFunction.FD_WRITE, 1, 0, 2, 100)).isEqualTo(Errno.FAULT);
        assertThat(out.size()).isZero();
    }

    @Test
    void doesNotWriteMoreThanACountCanSay() {
        ArrayMemory large = new ArrayMemory(1 << 26);
        for (int i = 0; i < 64; i++) {
            large.vector(i * 8, 0, 1 << 26);
        }
        assertThat(WasiFunction.FD_WRITE.call(program, large, 1, 0, 64, 1000)).isEqualTo(Errno.INVAL);
        assertThat(out.size()).isZero();
    }

    @Test
    void readsWhatIsThereIntoTheBuffersInTurn() {
        WasiProgram reader = program("abcdefgh");
        memory.vector(0, 500, 3);
        memory.vector(8, 600, 100);
        assertThat(WasiFunction.FD_READ.call(reader, memory, 0, 0, 2, 100)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(100)).isEqualTo(8);
        assertThat(memory.string(500)).isEqualTo("abc");
        assertThat(memory.string(600)).isEqualTo("defgh");
        assertThat(WasiFunction.FD_READ.call(reader, memory, 0, 0, 2, 100)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(100)).isZero();
    }

    @Test
    void failuresOfTheHostsStreamsAreErrorsOfTheGuest() throws IOException {
        InputStream brokenIn = InputStream.nullInputStream();
        brokenIn.close();
        OutputStream brokenOut = OutputStream.nullOutputStream();
        brokenOut.close();
        WasiProgram broken = program(brokenIn, brokenOut);
        memory.vector(0, 500, 3);
        assertThat(WasiFunction.FD_READ.call(broken, memory, 0, 0, 1, 100)).isEqualTo(Errno.IO);
        assertThat(WasiFunction.FD_WRITE.call(broken, memory, 1, 0, 1, 100)).isEqualTo(Errno.IO);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void thereAreNoOtherDescriptors(int descriptor) {
        for (WasiFunction function : WasiFunction.values()) {
            if (function.text().startsWith("fd_")) {
                assertThat(call(function, descriptor, 0, 0, 0))
                        .as(function.text())
                        .isEqualTo(Errno.BADF);
            }
        }
    }

    @Test
    void aClosedDescriptorIsNoneAnyMore() {
        assertThat(call(WasiFunction.FD_CLOSE, 1)).isEqualTo(Errno.SUCCESS);
        assertThat(call(WasiFunction.FD_CLOSE, 1)).isEqualTo(Errno.BADF);
        memory.vector(0, 500, 3);
        assertThat(call(WasiFunction.FD_WRITE, 1, 0, 1, 100)).isEqualTo(Errno.BADF);
        assertThat(call(WasiFunction.FD_WRITE, 2, 0, 1, 100)).isEqualTo(Errno.SUCCESS);
    }

    @Test
    void descriptorsAreForReadingOrForWriting() {
        memory.vector(0, 500, 3);
        assertThat(call(WasiFunction.FD_WRITE, 0, 0, 1, 100)).isEqualTo(Errno.BADF);
        assertThat(call(WasiFunction.FD_READ, 1, 0, 1, 100)).isEqualTo(Errno.BADF);
    }

    @Test
    void streamsCannotSeek() {
        assertThat(call(WasiFunction.FD_SEEK, 1, 0, 0, 100)).isEqualTo(Errno.SPIPE);
        assertThat(call(WasiFunction.FD_TELL, 0, 100)).isEqualTo(Errno.SPIPE);
    }

    @Test
    void statusTellsRights() {
        Arrays.fill(memory.bytes, (byte) 0xFF);
        assertThat(call(WasiFunction.FD_FDSTAT_GET, 1, 100)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.bytes[100]).isZero();
        assertThat(memory.readLong(108) & 1 << 6).isNotZero();
        assertThat(memory.readLong(108) & 1 << 1).isZero();
        assertThat(call(WasiFunction.FD_FDSTAT_GET, 0, 100)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readLong(108) & 1 << 1).isNotZero();
    }

    @Test
    void clocksGoOn() throws InterruptedException {
        assertThat(call(WasiFunction.CLOCK_TIME_GET, 0, 1, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readLong(0) / 1_000_000).isBetween(1_700_000_000_000L, System.currentTimeMillis() + 1);
        assertThat(call(WasiFunction.CLOCK_TIME_GET, 1, 1, 0)).isEqualTo(Errno.SUCCESS);
        long before = memory.readLong(0);
        Thread.sleep(2);
        assertThat(call(WasiFunction.CLOCK_TIME_GET, 1, 1, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readLong(0) - before).isGreaterThanOrEqualTo(2_000_000L);
        assertThat(call(WasiFunction.CLOCK_RES_GET, 1, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readLong(0)).isPositive();
        assertThat(call(WasiFunction.CLOCK_TIME_GET, 4, 1, 0)).isEqualTo(Errno.INVAL);
    }

    @Test
    void randomBytesFillTheBufferAndNothingElse() {
        assertThat(call(WasiFunction.RANDOM_GET, 100, 200)).isEqualTo(Errno.SUCCESS);
        assertThat(Arrays.copyOfRange(memory.bytes, 0, 100)).containsOnly(0);
        assertThat(Arrays.copyOfRange(memory.bytes, 300, 4096)).containsOnly(0);
        byte[] first = Arrays.copyOfRange(memory.bytes, 100, 300);
        assertThat(call(WasiFunction.RANDOM_GET, 100, 200)).isEqualTo(Errno.SUCCESS);
        assertThat(Arrays.copyOfRange(memory.bytes, 100, 300)).isNotEqualTo(first);
    }

    @Test
    void pollWaitsForTheFirstClock() {
        memory.writeLong(0, 7);
        memory.writeInt(16, 1);
        memory.writeLong(24, 3_000_000);
        memory.writeLong(48, 8);
        memory.writeInt(48 + 16, 1);
        memory.writeLong(48 + 24, 3_600_000_000_000L);
        long start = System.nanoTime();
        assertThat(call(WasiFunction.POLL_ONEOFF, 0, 500, 2, 1000)).isEqualTo(Errno.SUCCESS);
        assertThat(System.nanoTime() - start).isBetween(3_000_000L, 60_000_000_000L);
        assertThat(memory.readInt(1000)).isEqualTo(1);
        assertThat(memory.readLong(500)).isEqualTo(7);
        assertThat(memory.readInt(508)).isZero();
    }

    @Test
    void pollSaysThatStreamsAreReady() {
        memory.writeLong(0, 9);
        memory.bytes[8] = 1;
        memory.writeInt(16, 0);
        memory.bytes[48 + 8] = 2;
        memory.writeInt(48 + 16, 5);
        assertThat(call(WasiFunction.POLL_ONEOFF, 0, 500, 2, 1000)).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(1000)).isEqualTo(2);
        assertThat(memory.bytes[508]).isZero();
        assertThat(memory.bytes[510]).isEqualTo((byte) 1);
        assertThat(memory.bytes[540]).isEqualTo((byte) Errno.BADF.code());
    }

    @Test
    void exitIsThrown() {
        assertThatThrownBy(() -> call(WasiFunction.PROC_EXIT, 42))
                .isInstanceOfSatisfying(
                        ProcessExit.class, exit -> assertThat(exit.status()).isEqualTo(42));
    }

    /** Whatever pointers and lengths a guest passes, it gets an answer; with no memory to point into, never a success. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROC_EXIT")
    void wildArgumentsGetAnAnswer(WasiFunction function) {
        long[] wild = {0, 1, 2, 4095, 4096, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFF8L, 0xFFFF_FFFFL};
        int parameters = function.parameters().length();
        long combinations = Math.round(Math.pow(wild.length, parameters));
        for (long combination = 0; combination < combinations; combination++) {
            long[] arguments = new long[parameters];
            long rest = combination;
            for (int i = 0; i < parameters; i++) {
                arguments[i] = wild[(int) (rest % wild.length)];
                rest /= wild.length;
            }
            Arrays.fill(memory.bytes, (byte) combination);
            memory.bytes[40] = 1;
            assertThat(function.call(program(""), memory, arguments)).isNotNull();
            out.reset();
            err.reset();
        }
    }

    @Test
    void environmentEntriesNeedAName() {
        assertThatThrownBy(
                        () -> new WasiConfig(List.of(), List.of("=x"), InputStream.nullInputStream(), out, err, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not NAME=VALUE: =x");
        assertThatThrownBy(() ->
                        new WasiConfig(List.of("a\0b"), List.of(), InputStream.nullInputStream(), out, err, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
