package org.ferrywasm.gate;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ferrywasm.results.BrokenResultException;
import org.ferrywasm.results.LaneResult;

/** What is known of a lane that the build must have run. */
sealed interface Lane {
    /** {@return the lane's name} */
    String name();

    /**
     * The lane has recorded a result in this build.
     *
     * @param name the lane's name
     * @param result what it recorded
     */
    record Recorded(String name, LaneResult result) implements Lane {}

    /**
     * The lane has recorded nothing in this build that can be used.
     *
     * @param name the lane's name
     * @param why what is missing or broken, with the file
     */
    record Absent(String name, String why) implements Lane {}

    /**
     * Reads a lane's result.
     *
     * @param name the lane's name
     * @param folder where its result file must be
     * @param run the id of this build
     * @return what is known of it
     * @throws IOException if the file is there but cannot be read
     */
    static Lane read(String name, Path folder, String run) throws IOException {
        try {
            LaneResult result = LaneResult.read(folder, name);
            return result.run().equals(run)
                    ? new Recorded(name, result)
                    : new Absent(name, "did not run: its result in " + folder + " is of run " + result.run());
        } catch (NoSuchFileException e) {
            return new Absent(name, "did not run: no file " + e.getMessage());
        } catch (BrokenResultException e) {
            return new Absent(name, "left no whole result: " + e.getMessage());
        }
    }
}
