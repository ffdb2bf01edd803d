/**
 * Pure functions on {@code int}, {@code long}, {@code float}, {@code double} and halves of 128-bit vectors: the
 * specification's chapter "Numerics". Nothing here allocates (traps and literals aside), keeps state or knows of a
 * module; the package imports nothing beyond {@code java.lang}.
 *
 * <p>A value of type {@code f32} or {@code f64} that is only moved is its raw bits; a {@code v128} is two {@code
 * long}s, lane 0 in the lowest bits of the low one. Where to find what:
 *
 * <table>
 * <caption>Instructions and classes</caption>
 * <tr><th>Instructions</th><th>Class</th></tr>
 * <tr><td>{@code i32} and {@code i64}: div, rem, extend</td><td>{@link I32}, {@link I64}</td></tr>
 * <tr><td>{@code f32} and {@code f64}: abs, neg, copysign, min, max, sqrt, rounding, demote, promote</td>
 *     <td>{@link F32}, {@link F64}</td></tr>
 * <tr><td>scalar trunc, trunc_sat, convert, reinterpret</td><td>{@link Convert}</td></tr>
 * <tr><td>add128, sub128, mul_wide</td><td>{@link Wide}</td></tr>
 * <tr><td>andnot, bitselect, relaxed_laneselect, any_true</td><td>{@link V128}</td></tr>
 * <tr><td>{@code i8x16}, with shuffle, swizzle and relaxed_swizzle</td><td>{@link Lanes8}</td></tr>
 * <tr><td>{@code i16x8}, with extend, extmul, extadd_pairwise, q15mulr, relaxed_dot; load8x8</td>
 *     <td>{@link Lanes16}</td></tr>
 * <tr><td>{@code i32x4}, with extend, extmul, extadd_pairwise, dot, relaxed_dot_add; load16x4</td>
 *     <td>{@link Lanes32}</td></tr>
 * <tr><td>{@code i64x2}, with extend, extmul; load32x2</td><td>{@link Lanes64}</td></tr>
 * <tr><td>{@code f32x4} and {@code f64x2}, with pmin, pmax, relaxed_madd, relaxed_nmadd</td>
 *     <td>{@link FloatLanes32}, {@link FloatLanes64}</td></tr>
 * <tr><td>lane-wise trunc_sat, relaxed_trunc, convert, demote, promote</td><td>{@link ConvertLanes}</td></tr>
 * <tr><td>numbers of the text format</td><td>{@link IntLiteral}, {@link FloatLiteral}</td></tr>
 * </table>
 *
 * <p>Relaxed instructions give what the deterministic profile asks for. Operators that are one Java operator on their
 * whole operand ({@code i32.add}, {@code v128.xor}, {@code i64x2.add}) have no method.
 */
@NullMarked
package org.ferrywasm.numeric;

import org.jspecify.annotations.NullMarked;
