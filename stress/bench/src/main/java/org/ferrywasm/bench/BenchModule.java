package org.ferrywasm.bench;

/** A module that an engine has decoded and validated. */
public interface BenchModule {
    /** A fresh instance, with the empty host function linked if the module imports it. */
    BenchInstance instantiate();
}
