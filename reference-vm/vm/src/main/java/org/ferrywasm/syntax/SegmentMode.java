package org.ferrywasm.syntax;

/** What instantiation does with a segment. */
public enum SegmentMode {
    /** Kept for the instructions that copy from it. */
    PASSIVE,
    /** Copied to its place, then dropped. */
    ACTIVE,
    /** Dropped at once: it only declares which functions may be referred to. */
    DECLARATIVE
}
