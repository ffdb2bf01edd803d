package org.ferrywasm.stress.lane;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the canaries of a run showed, for the record.
 *
 * @param twins what each twin showed
 * @param wrecks what the tests showed on a VM without something, by that
 */
record Canaries(Map<String, Seen> twins, Map<String, Map<String, Seen>> wrecks) {
    /** The name of its file, in the lane's folder for work. */
    static final String FILE = "canaries.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Canaries none() {
        return new Canaries(new TreeMap<>(), new TreeMap<>());
    }

    static Canaries read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), Canaries.class);
    }

    void write(Path file) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(this));
    }
}
