package org.ferrywasm.stress.lane;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ferrywasm.stress.driver.Driver;

/** The program that runs tests by the driver, one after the other, and leaves what it saw as JSON. */
public final class DriverMain {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NANOS = 1e9;

    private DriverMain() {}

    /** When a test may end before its time is over. */
    enum Until {
        /** Never. */
        TIME,
        /** A twin has shown its bad outcome. */
        BAD,
        /** A test has shown an outcome that it forbids, or an actor threw. */
        FORBIDDEN
    }

    /**
     * Runs them.
     *
     * @param arguments the file to leave; when to end sooner; how many seconds each may take; the names of the tests
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Until until = Until.valueOf(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        Map<String, Declared> known = new LinkedHashMap<>();
        Declared.all().forEach(test -> known.put(test.name(), test));
        Map<String, Seen> seen = new LinkedHashMap<>();
        for (String name : List.of(arguments).subList(3, arguments.length)) {
            Declared test = known.get(name);
            seen.put(name, test == null ? Seen.failed("there is no such test", 0) : run(test, until, seconds));
            // each at once, since the next may never end
            Files.write(file, JSON.writeValueAsBytes(seen));
        }
        System.exit(0);
    }

    private static Seen run(Declared test, Until until, double seconds) {
        long start = System.nanoTime();
        Predicate<String> isEnough = switch (until) {
            case TIME -> outcome -> false;
            case BAD -> test::isBad;
            case FORBIDDEN -> test::isForbidden;
        };
        try {
            Map<String, Long> outcomes = new Driver(test.type()).run((long) (seconds * NANOS), isEnough);
            return new Seen("driver", outcomes, (System.nanoTime() - start) / NANOS, "");
        } catch (InterruptedException | RuntimeException | LinkageError e) {
            return Seen.failed(e.toString(), (System.nanoTime() - start) / NANOS);
        }
    }
}
