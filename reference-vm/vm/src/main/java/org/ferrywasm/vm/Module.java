package org.ferrywasm.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.binary.NameSection;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.text.Parser;
import org.ferrywasm.text.Printer;
import org.ferrywasm.valid.ModuleValidator;
import org.ferrywasm.valid.ValidModule;
import org.jspecify.annotations.Nullable;

/**
 * A module that has been decoded and validated (specification, "Modules"). Immutable, and shared by all threads and Stores
 * of its Engine; function bodies are lowered when they are first called. What an instance does never shows in its module.
 *
 * {@snippet class="org.ferrywasm.examples.ModuleExample" region="compile"}
 */
public final class Module {
    private static final byte[] MAGIC = {0, 'a', 's', 'm'};

    private final Engine engine;
    private final byte[] bytes;
    private final ValidModule valid;
    private final NameSection names;
    private final Map<String, org.ferrywasm.valid.ExportType> exports;
    private final ModuleCode code;

    private Module(Engine engine, byte[] bytes) {
        Config config = engine.config();
        this.engine = engine;
        this.bytes = bytes;
        org.ferrywasm.syntax.Module module = ModuleDecoder.decode(bytes, config.moduleLimits());
        this.valid =
                ModuleValidator.validate(module, config.features().toSet(), engine.registry(), config.moduleLimits());
        this.names = NameSection.of(module);
        this.exports = HashMap.newHashMap(module.exports().size());
        valid.exports().forEach(export -> exports.put(export.name(), export));
        this.code = new ModuleCode(this);
    }

    /**
     * Compiles a module in the binary format.
     *
     * @param bytes the module; copied
     * @throws org.ferrywasm.syntax.MalformedException if the bytes are no module
     * @throws org.ferrywasm.syntax.InvalidException if the module is not valid
     */
    public static Module fromBytes(Engine engine, byte[] bytes) {
        return new Module(engine, bytes.clone());
    }

    /**
     * Compiles a module in the text format.
     *
     * @throws org.ferrywasm.syntax.MalformedException if the text is no module
     * @throws org.ferrywasm.syntax.InvalidException if the module is not valid
     */
    public static Module fromText(Engine engine, String text) {
        return fromText(engine, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Module fromText(Engine engine, byte[] source) {
        return new Module(engine, ModuleEncoder.encode(Parser.parseModule(source)));
    }

    /**
     * Compiles a module in a file; whether it is in the binary or in the text format is seen from its first bytes.
     *
     * @throws IOException if the file cannot be read
     * @throws org.ferrywasm.syntax.MalformedException if the file is no module
     * @throws org.ferrywasm.syntax.InvalidException if the module is not valid
     */
    public static Module fromPath(Engine engine, Path path) throws IOException {
        byte[] contents = Files.readAllBytes(path);
        return isBinary(contents) ? new Module(engine, contents) : fromText(engine, contents);
    }

    /** Whether these bytes are meant as a module in the binary format: whether they begin as one. */
    public static boolean isBinary(byte[] bytes) {
        if (bytes.length < MAGIC.length) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks that bytes are a module that this Engine accepts, without keeping anything.
     *
     * {@snippet class="org.ferrywasm.examples.ModuleExample" region="refused"}
     *
     * @throws org.ferrywasm.syntax.MalformedException if the bytes are no module
     * @throws org.ferrywasm.syntax.InvalidException if the module is not valid
     */
    public static void validate(Engine engine, byte[] bytes) {
        fromBytes(engine, bytes);
    }

    /** The Engine that it was compiled for. */
    public Engine engine() {
        return engine;
    }

    /** The name that its name section gives it. */
    public Optional<String> name() {
        return Optional.ofNullable(names.moduleName());
    }

    /** What it needs, in order. */
    public List<ImportType> imports() {
        return valid.imports().stream()
                .map(item -> new ImportType(item.module(), item.name(), item.type()))
                .toList();
    }

    /** What it gives, in order. */
    public List<ExportType> exports() {
        return valid.exports().stream()
                .map(export -> new ExportType(export.name(), export.type()))
                .toList();
    }

    /** The type of what it gives under this name. */
    public Optional<ExternType> exportType(String exportName) {
        return Optional.ofNullable(exports.get(exportName)).map(export -> export.type());
    }

    /** Its types in canonical form, by type index. */
    public List<DefType> types() {
        return valid.types();
    }

    /** Copies of the contents of its custom sections of this name, in order. */
    public List<byte[]> customSections(String sectionName) {
        return valid.module().customs().stream()
                .filter(custom -> custom.name().equals(sectionName))
                .map(Custom::contents)
                .toList();
    }

    /** The module in the binary format: a copy of the bytes that it was compiled from, or that its text assembles to. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The module in the text format. */
    public String toText() {
        return Printer.print(valid.module());
    }

    @Override
    public String toString() {
        return name().map(known -> "Module \"" + known + "\"").orElse("Module");
    }

    ValidModule valid() {
        return valid;
    }

    ModuleCode code() {
        return code;
    }

    org.ferrywasm.valid.@Nullable ExportType export(String exportName) {
        return exports.get(exportName);
    }

    @Nullable
    String functionName(int funcIndex) {
        return names.functionName(funcIndex);
    }
}
