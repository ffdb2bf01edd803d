/**
 * The binary format (specification, chapter "Binary Format"): readers and writers of bytes and of instructions, both driven
 * by the rows of {@link org.ferrywasm.syntax.Opcode}, and the decoder and encoder of whole modules. Function bodies are
 * sliced here and walked only by who needs them. Whatever the bytes, reading ends in a result or in a
 * {@link org.ferrywasm.syntax.MalformedException}, after time and memory in proportion to their number. Imports only
 * {@code numeric} and {@code syntax}.
 */
@NullMarked
package org.ferrywasm.binary;

import org.jspecify.annotations.NullMarked;
