package org.ferrywasm.contract.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks about engines in a JVM of its own, so that the kit itself never loads one. Its {@link #main} is what runs there: it prints a line with
 * a mark, because engines print too.
 */
public final class Probing {
    private static final String MARK = "ferry-contract-answer: ";
    private static final String ALL = "all";

    private Probing() {}

    /**
     * Answers.
     *
     * @param arguments the name of an engine, for its version; or {@code all}, for the names of all
     */
    public static void main(String[] arguments) {
        try {
            Adapters adapters = new Adapters();
            System.out.println(MARK
                    + (arguments[0].equals(ALL)
                            ? String.join(",", adapters.names())
                            : adapters.get(arguments[0]).version()));
        } catch (KitFailure e) {
            System.out.println(MARK + "!" + e.getMessage());
        }
    }

    /** The names of all engines on the class path. */
    static List<String> names(Settings settings) throws IOException {
        return List.of(ask(settings, ALL).split(",", -1));
    }

    /**
     * The version of an engine.
     *
     * @throws KitFailure if there is no such engine
     */
    static String version(Settings settings) throws IOException {
        return ask(settings, settings.engine());
    }

    /** The release of a Java. */
    static int feature(Path java) throws IOException {
        String printed = output(List.of(java.toString(), "-XshowSettings:properties", "-version"));
        return printed.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("java.specification.version = "))
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf('=') + 1).strip()))
                .findFirst()
                .orElseThrow(() -> new KitFailure("--java: " + java + " does not tell its version"));
    }

    private static String ask(Settings settings, String question) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(settings.java().toString());
        command.addAll(settings.jvmArguments());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-classpath", settings.classPath()));
        command.addAll(List.of(Probing.class.getName(), question));
        String printed = output(command);
        String answer = printed.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .findFirst()
                .orElseThrow(() -> new KitFailure("the JVM that was asked about engines said: " + printed.strip()));
        if (answer.startsWith("!")) {
            throw new KitFailure(answer.substring(1));
        }
        return answer;
    }

    private static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
