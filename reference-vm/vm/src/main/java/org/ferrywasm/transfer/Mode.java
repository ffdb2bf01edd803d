package org.ferrywasm.transfer;

/** How strictly a value is judged; each asks for all that those before it ask for. */
enum Mode {
    /** Somebody promised that it may go: it is only searched for handles. */
    PROMISED,
    /** It is in a box: it may be mutable, not bound to a thread. */
    OWNED,
    /** It is in something whose own arrays and collections are promised, its contents not. */
    CONTENTS,
    /** By the rules. */
    STRICT
}
