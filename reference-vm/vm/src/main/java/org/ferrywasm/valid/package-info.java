/**
 * The specification's chapter "Validation": whether a module obeys the rules, decided in one pass over its parts and one
 * pass over each function body, with the algorithm of the appendix "Validation Algorithm". {@link
 * org.ferrywasm.valid.ModuleValidator} turns a {@code syntax.Module} into a {@link org.ferrywasm.valid.ValidModule}, whose
 * types are closed; {@code FuncValidator} dispatches the instructions of a body to one class of rules for each shape. Within
 * the package a value type is an {@code int} ({@code TypeCode}), so that the common case of a type check is one comparison.
 * Imports only {@code syntax} and {@code binary}.
 */
@NullMarked
package org.ferrywasm.valid;

import org.jspecify.annotations.NullMarked;
