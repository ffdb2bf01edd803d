package org.ferrywasm.contract.spi;

/** An instance of a module. */
public interface TestedInstance {
    /**
     * What it exports by a name: a {@link TestedFunction}, {@link TestedMemory}, {@link TestedTable} or {@link TestedGlobal}.
     *
     * @throws java.util.NoSuchElementException if there is nothing of that name
     */
    TestedItem export(String name);
}
