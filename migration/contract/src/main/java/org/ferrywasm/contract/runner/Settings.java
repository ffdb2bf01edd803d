package org.ferrywasm.contract.runner;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ferrywasm.contract.clauses.ContractClause;

/**
 * How clauses are run.
 *
 * @param engine the engine's name, with its variant if it has one
 * @param folder where results and logs go
 * @param classPath where the kit, the adapter and the engine are
 * @param java the Java that runs the clauses
 * @param javaFeature its release
 * @param jvmArguments what it is given besides
 * @param raceTime how long clauses race
 * @param jobs how many clauses run at a time, of those without a time in them
 * @param mostSeconds how long a clause may take at most, if that is less than it may by itself
 * @param isResumed whether results that are there already stand
 * @param build what else must be the same for them to stand, such as the id of a build; may be empty
 */
public record Settings(
        String engine,
        Path folder,
        String classPath,
        Path java,
        int javaFeature,
        List<String> jvmArguments,
        Duration raceTime,
        int jobs,
        int mostSeconds,
        boolean isResumed,
        String build) {
    /** How long clauses race unless told otherwise. */
    public static final Duration RACE_TIME = Duration.ofSeconds(1);

    /** Makes paths absolute, since the JVMs of clauses run in the folder. */
    public Settings {
        folder = folder.toAbsolutePath().normalize();
        classPath = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        jvmArguments = List.copyOf(jvmArguments);
    }

    /** Settings for the Java and the class path that the current JVM has. */
    public static Settings here(String engine, Path folder) {
        return new Settings(
                engine,
                folder,
                System.getProperty("java.class.path"),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Runtime.version().feature(),
                List.of(),
                RACE_TIME,
                Runtime.getRuntime().availableProcessors(),
                Integer.MAX_VALUE,
                false,
                "");
    }

    /** How long a clause may take. */
    int limitSeconds(ContractClause clause) {
        return Math.min(clause.limitSeconds(), mostSeconds);
    }

    /** The same, with results that an earlier run of the same build has left there. */
    public Settings resumed(String newBuild) {
        return new Settings(
                engine,
                folder,
                classPath,
                java,
                javaFeature,
                jvmArguments,
                raceTime,
                jobs,
                mostSeconds,
                true,
                newBuild);
    }

    /** The same, with no regard to results that are there. */
    public Settings afresh() {
        return new Settings(
                engine, folder, classPath, java, javaFeature, jvmArguments, raceTime, jobs, mostSeconds, false, build);
    }

    /** The same for another engine, with so many clauses at a time. */
    public Settings of(String newEngine, Path newFolder, int newJobs) {
        return new Settings(
                newEngine,
                newFolder,
                classPath,
                java,
                javaFeature,
                jvmArguments,
                raceTime,
                newJobs,
                mostSeconds,
                isResumed,
                build);
    }
}
