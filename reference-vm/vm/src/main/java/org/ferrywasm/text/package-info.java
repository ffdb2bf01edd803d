/**
 * The text format (specification, chapter "Text Format"): {@link org.ferrywasm.text.Lexer} cuts a source into
 * {@link org.ferrywasm.text.Tokens}, {@link org.ferrywasm.text.Parser} assembles a module straight from them, its function
 * bodies as binary instructions, and {@link org.ferrywasm.text.Printer} writes a module as text that parses to the same module
 * again. Nothing here recurses with the nesting of its input. Imports {@code numeric}, {@code syntax} and {@code binary}.
 */
@NullMarked
package org.ferrywasm.text;

import org.jspecify.annotations.NullMarked;
