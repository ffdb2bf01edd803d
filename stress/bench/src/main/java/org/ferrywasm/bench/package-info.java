/**
 * Speed, measured side by side: the same programs, calls and modules in Ferry and in the other engines for the JVM, in one run.
 *
 * <p>A {@link org.ferrywasm.bench.Kernel} is a program in the text format with a known result; a {@link
 * org.ferrywasm.bench.BenchEngine} is an engine that can run it. The benchmarks proper are JMH classes, and {@link
 * org.ferrywasm.bench.Main} runs them all, each engine right after the other, and turns the samples into the tables of {@code
 * docs/performance.md}. The package imports Ferry's public API, and the other engines each in one adapter of its own.
 */
@NullMarked
package org.ferrywasm.bench;

import org.jspecify.annotations.NullMarked;
