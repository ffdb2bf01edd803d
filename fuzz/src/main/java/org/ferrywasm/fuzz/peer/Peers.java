package org.ferrywasm.fuzz.peer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ferrywasm.syntax.Feature;

/** The engines that are asked, each with the features that it was found to have. */
public final class Peers implements AutoCloseable {
    /** Names them, with commas between. */
    public static final String PROPERTY = "ferry.peers";

    private static final String V8 = "v8";
    private static final String DEFAULT = "endive,chicory,v8";

    private final List<Found> found = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * An engine, and what it can.
     *
     * @param peer the engine
     * @param features what it was found to have
     */
    public record Found(Peer peer, Set<Feature> features) {
        /** Copies the set. */
        public Found {
            features = Set.copyOf(features);
        }
    }

    /**
     * Starts those that the system property {@value #PROPERTY} names, or else the ones that need nothing to be installed, and V8
     * where there is a {@code node} of recent years.
     *
     * @param folder where to put scripts and what they say
     */
    public Peers(Path folder) {
        this(folder, System.getProperty(PROPERTY, DEFAULT));
    }

    /**
     * Starts some.
     *
     * @param folder where to put scripts and what they say
     * @param names which, with commas between
     */
    public Peers(Path folder, String names) {
        try {
            Files.createDirectories(folder);
            for (String name : names.split(",", -1)) {
                Optional<Peer> peer = name.equals(V8) ? v8(folder) : Optional.of(adapted(name, folder));
                Optional<Found> usable = peer.map(each -> new Found(each, Probes.featuresOf(each)));
                if (usable.isPresent() && isRecent(usable.get())) {
                    found.add(usable.get());
                } else {
                    peer.ifPresent(Peer::close);
                    missing.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A V8 that lacks garbage collection is of 2023 or before, and what it does wrong was mended long ago. */
    private static boolean isRecent(Found each) {
        return !each.peer().name().equals(V8) || each.features().contains(Feature.GC);
    }

    private static Peer adapted(String name, Path folder) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dpolyglot.engine.WarnInterpreterOnly=false",
                "-classpath",
                System.getProperty("java.class.path"),
                PeerMain.class.getName(),
                name);
        return new ProcessPeer(name, command, folder.resolve(name + ".log"));
    }

    /** V8, as {@code node} has it: the one that the environment variable {@code FERRY_NODE} names, or the one on the path. */
    private static Optional<Peer> v8(Path folder) throws IOException {
        String given = System.getenv("FERRY_NODE");
        Optional<Path> node = given != null
                ? Optional.of(Path.of(given))
                : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, "node"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (node.isEmpty()) {
            return Optional.empty();
        }
        Path script = folder.resolve("v8.mjs");
        try (InputStream in = Peers.class.getResourceAsStream("v8.mjs")) {
            if (in == null) {
                throw new IllegalStateException("the script for V8 is missing");
            }
            Files.write(script, in.readAllBytes());
        }
        return Optional.of(
                new ProcessPeer(V8, List.of(node.get().toString(), script.toString()), folder.resolve(V8 + ".log")));
    }

    /** Those that there are. */
    public List<Found> found() {
        return List.copyOf(found);
    }

    /** The names of those that there are not, or not in a version of recent years. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    @Override
    public void close() {
        found.forEach(each -> each.peer().close());
    }
}
