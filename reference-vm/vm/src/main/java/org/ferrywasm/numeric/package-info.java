/**
 * Pure functions on {@code int}, {@code long}, {@code float}, {@code double} and halves of 128-bit vectors: the
 * specification's chapter "Numerics". Nothing here allocates (traps and literals aside), keeps state or knows of a
 * module; the package imports nothing beyond {@code java.lang}.
 */
@NullMarked
package org.ferrywasm.numeric;

import org.jspecify.annotations.NullMarked;
