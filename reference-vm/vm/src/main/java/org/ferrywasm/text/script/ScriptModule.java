package org.ferrywasm.text.script;

import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.text.Parser;
import org.ferrywasm.text.Tokens;
import org.jspecify.annotations.Nullable;

/** A module that stands in a script. It has been found, not read: {@link #read} does that, and says what is wrong with it. */
public sealed interface ScriptModule {

    /** The line it begins on, counted from 1. */
    int line();

    /** Its identifier without the dollar sign, or null. */
    @Nullable
    String id();

    /**
     * The module, read anew at each call.
     *
     * @throws org.ferrywasm.syntax.ModuleException if it is malformed
     */
    Module read();

    /**
     * A module in the text format.
     *
     * @param tokens the script's tokens
     * @param first the index of the module's first token
     * @param end the index after its last
     */
    record Text(int line, @Nullable String id, Tokens tokens, int first, int end) implements ScriptModule {
        @Override
        public Module read() {
            return Parser.parseModule(tokens, first, end);
        }
    }

    /**
     * A script that consists of the fields of one module.
     *
     * @param tokens the script's tokens
     */
    record Fields(int line, Tokens tokens) implements ScriptModule {
        @Override
        public @Nullable String id() {
            return null;
        }

        @Override
        public Module read() {
            return Parser.parseFields(tokens);
        }
    }

    /**
     * {@code (module binary …)}: a module in the binary format. Nobody changes its bytes.
     *
     * @param bytes the module
     */
    record Binary(int line, @Nullable String id, byte[] bytes) implements ScriptModule {
        @Override
        public Module read() {
            return ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT);
        }
    }

    /**
     * {@code (module quote …)}: the source of a module in the text format. Nobody changes its bytes.
     *
     * @param source the source
     */
    record Quote(int line, @Nullable String id, byte[] source) implements ScriptModule {
        @Override
        public Module read() {
            return Parser.parseModule(source);
        }
    }
}
