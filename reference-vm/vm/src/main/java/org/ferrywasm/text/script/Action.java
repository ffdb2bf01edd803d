package org.ferrywasm.text.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a script does with an instance, and that gives results. */
public sealed interface Action {

    /** The identifier of the instance, without its dollar sign; null for the instance that was made last. */
    @Nullable
    String instance();

    /** The name of the export. */
    String name();

    /** Call an exported function. */
    record Invoke(@Nullable String instance, String name, List<Const> args) implements Action {
        public Invoke {
            args = List.copyOf(args);
        }
    }

    /** Read an exported global. */
    record Get(@Nullable String instance, String name) implements Action {}
}
