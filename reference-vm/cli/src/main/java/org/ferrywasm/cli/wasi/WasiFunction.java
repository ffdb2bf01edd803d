package org.ferrywasm.cli.wasi;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The functions of WASI preview 1 that this core has, with their names and parameters: {@code i} stands for an {@code i32}
 * and {@code I} for an {@code i64}. All but {@code proc_exit} return an {@code i32}.
 */
enum WasiFunction {
    ARGS_GET("args_get", "ii", (p, m, a) -> p.strings().argumentsGet(m, (int) a[0], (int) a[1])),
    ARGS_SIZES_GET("args_sizes_get", "ii", (p, m, a) -> p.strings().argumentsSizes(m, (int) a[0], (int) a[1])),
    ENVIRON_GET("environ_get", "ii", (p, m, a) -> p.strings().environmentGet(m, (int) a[0], (int) a[1])),
    ENVIRON_SIZES_GET("environ_sizes_get", "ii", (p, m, a) -> p.strings().environmentSizes(m, (int) a[0], (int) a[1])),
    CLOCK_RES_GET("clock_res_get", "ii", (p, m, a) -> p.clocks().resolution(m, (int) a[0], (int) a[1])),
    CLOCK_TIME_GET("clock_time_get", "iIi", (p, m, a) -> p.clocks().time(m, (int) a[0], (int) a[2])),
    POLL_ONEOFF("poll_oneoff", "iiii", (p, m, a) -> p.poll().oneOff(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3])),
    RANDOM_GET("random_get", "ii", (p, m, a) -> p.random(m, (int) a[0], (int) a[1])),
    SCHED_YIELD("sched_yield", "", (p, m, a) -> p.giveWay()),
    PROC_EXIT("proc_exit", "i", (p, m, a) -> {
        throw new ProcessExit((int) a[0]);
    }),
    FD_CLOSE("fd_close", "i", (p, m, a) -> p.streams().close((int) a[0])),
    FD_DATASYNC("fd_datasync", "i", (p, m, a) -> p.streams().sync((int) a[0])),
    FD_SYNC("fd_sync", "i", (p, m, a) -> p.streams().sync((int) a[0])),
    FD_FDSTAT_GET("fd_fdstat_get", "ii", (p, m, a) -> p.streams().status(m, (int) a[0], (int) a[1])),
    FD_FDSTAT_SET_FLAGS("fd_fdstat_set_flags", "ii", (p, m, a) -> p.streams().setFlags((int) a[0], (int) a[1])),
    FD_FILESTAT_GET("fd_filestat_get", "ii", (p, m, a) -> p.streams().fileStatus(m, (int) a[0], (int) a[1])),
    FD_PRESTAT_GET("fd_prestat_get", "ii", (p, m, a) -> Errno.BADF),
    FD_PRESTAT_DIR_NAME("fd_prestat_dir_name", "iii", (p, m, a) -> Errno.BADF),
    FD_READ("fd_read", "iiii", (p, m, a) -> p.streams().read(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3])),
    FD_SEEK("fd_seek", "iIii", (p, m, a) -> p.streams().seek((int) a[0])),
    FD_TELL("fd_tell", "ii", (p, m, a) -> p.streams().seek((int) a[0])),
    FD_WRITE("fd_write", "iiii", (p, m, a) -> p.streams().write(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3]));

    private static final Map<String, WasiFunction> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(WasiFunction::text, Function.identity()));

    private final String text;
    private final String parameters;
    private final Body body;

    WasiFunction(String text, String parameters, Body body) {
        this.text = text;
        this.parameters = parameters;
        this.body = body;
    }

    /** {@return the functions by the names under which guests import them} */
    static Map<String, WasiFunction> byName() {
        return BY_NAME;
    }

    /** {@return the name under which guests import it} */
    String text() {
        return text;
    }

    /** {@return its parameters, a letter each} */
    String parameters() {
        return parameters;
    }

    /** {@return whether it returns an error number} */
    boolean answers() {
        return this != PROC_EXIT;
    }

    /**
     * Carries it out.
     *
     * @param program the guest program
     * @param memory its memory
     * @param arguments as many as it has parameters; an {@code i32} in the low half
     * @return what the guest is answered
     * @throws ProcessExit if the guest ends its program
     */
    Errno call(WasiProgram program, GuestMemory memory, long... arguments) {
        try {
            return body.call(program, memory, arguments);
        } catch (WasiException e) {
            return e.errno();
        }
    }

    /** What a function does. */
    private interface Body {
        Errno call(WasiProgram program, GuestMemory memory, long[] arguments);
    }
}
