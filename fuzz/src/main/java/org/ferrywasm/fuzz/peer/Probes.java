package org.ferrywasm.fuzz.peer;

import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.text.Parser;

/** A small module for each part of the language that engines may lack, whose function {@code run} adds one to what it is given. */
final class Probes {
    private static final int ARGUMENT = 41;

    /** What an engine must have to be asked at all. */
    private static final Set<Feature> BASE = EnumSet.of(
            Feature.CORE,
            Feature.MUTABLE_GLOBALS,
            Feature.SIGN_EXTENSION,
            Feature.SATURATING_FLOAT_TO_INT,
            Feature.MULTI_VALUE,
            Feature.REFERENCE_TYPES,
            Feature.BULK_MEMORY);

    private static final String PLUS_ONE = "(i32.add (local.get 0) (i32.const 1))";

    private static final Map<Feature, String> TEXTS = new EnumMap<>(Map.of(
            Feature.SIMD,
            "%s (i32x4.extract_lane 2 (i32x4.add (i32x4.splat (local.get 0)) (v128.const i32x4 0 0 1 0))))",
            Feature.RELAXED_SIMD,
            "%s (i8x16.extract_lane_u 1 (i8x16.relaxed_swizzle (i8x16.splat " + PLUS_ONE
                    + ") (v128.const i64x2 0 0))))",
            Feature.TAIL_CALL,
            "(func $next (param i32) (result i32) " + PLUS_ONE + ") %s (return_call $next (local.get 0)))",
            Feature.MULTI_MEMORY,
            "(memory 1) (memory $n 1) %s (i32.store $n (i32.const 8) " + PLUS_ONE
                    + ") (i32.add (i32.load (i32.const 8)) (i32.load $n (i32.const 8))))",
            Feature.MEMORY64,
            "(memory i64 1) (table i64 2 externref) %s (i32.store (i64.const 8) " + PLUS_ONE
                    + ") (drop (table.get (i64.const 1))) (i32.load (i64.const 8)))",
            Feature.FUNCTION_REFERENCES,
            "(type $f (func (param i32) (result i32))) (elem declare func $next) (func $next (param i32) (result i32) "
                    + PLUS_ONE + ") %s (call_ref $f (local.get 0) (ref.func $next)))",
            Feature.GC,
            "(rec (type $s (sub (struct (field (mut i32)))))) (type $a (array (mut i8))) %s"
                    + " (drop (array.new_default $a (i32.const 3))) (struct.get $s 0 (struct.new $s " + PLUS_ONE
                    + ")))",
            Feature.EXCEPTIONS,
            "(tag $e (param i32)) %s (block $h (result i32 exnref) (try_table (catch_ref $e $h) (throw $e " + PLUS_ONE
                    + ")) (unreachable)) (drop))",
            Feature.LEGACY_EXCEPTIONS,
            "(tag $e (param i32)) %s (try (result i32) (do (throw $e " + PLUS_ONE + ")) (catch $e)))",
            Feature.THREADS,
            "(memory 1 1 shared) %s (i32.atomic.store (i32.const 8) (local.get 0))"
                    + " (drop (i32.atomic.rmw.add (i32.const 8) (i32.const 1))) (i32.atomic.load (i32.const 8)))"));

    static {
        TEXTS.put(
                Feature.WIDE_ARITHMETIC,
                "%s (i64.add128 (i64.extend_i32_u (local.get 0)) (i64.const 0) (i64.const 1) (i64.const 0)) (drop)"
                        + " (i32.wrap_i64))");
    }

    private Probes() {}

    /** The features that an engine has, as far as it can be seen. */
    static Set<Feature> featuresOf(Peer peer) {
        Set<Feature> features = EnumSet.copyOf(BASE);
        TEXTS.forEach((feature, text) -> {
            Answer answer = peer.ask(question(text));
            if (answer.outcomes().equals(List.of("returned " + (ARGUMENT + 1)))) {
                features.add(feature);
            }
        });
        return features;
    }

    /** What is asked to see whether an engine has a feature. */
    static Question question(String text) {
        String function = "(func (export \"run\") (param i32) (result i32)";
        String module = "(module (import \"host\" \"ask\" (func (param i32) (result i32)))"
                + " (import \"host\" \"note\" (func)) " + text.formatted(function) + ")";
        byte[] bytes = ModuleEncoder.encode(Parser.parseModule(module));
        return new Question(
                Base64.getEncoder().encodeToString(bytes), List.of(new Question.Call("run", ARGUMENT)), List.of());
    }

    /** The probes, by feature. */
    static Map<Feature, String> texts() {
        return Map.copyOf(TEXTS);
    }
}
