/**
 * The small core of WASI preview 1 ({@code wasi_snapshot_preview1}): arguments, environment, clocks, random bytes, the three
 * standard streams and the exit. {@link org.ferrywasm.cli.wasi.WasiFunction} is the table of the functions that are there;
 * all others answer that they are not. Every pointer of a guest is checked before it is followed, and whatever a guest
 * passes, it gets an {@link org.ferrywasm.cli.wasi.Errno} and never a Java exception. Imports the embedding API.
 */
@NullMarked
package org.ferrywasm.cli.wasi;

import org.jspecify.annotations.NullMarked;
