package org.ferrywasm.engines;

import java.nio.charset.StandardCharsets;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.text.Parser;

/** A small module for each feature, whose export {@code run} gives 7. */
final class FeatureSample {
    private FeatureSample() {}

    static byte[] binary(Feature feature) {
        return ModuleEncoder.encode(Parser.parseModule(text(feature).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Feature feature) {
        return switch (feature) {
            case BULK_MEMORY -> """
                (module (memory 1)
                  (func (export "run") (result i32)
                    (memory.fill (i32.const 0) (i32.const 7) (i32.const 9))
                    (memory.copy (i32.const 20) (i32.const 4) (i32.const 3))
                    (i32.load8_u (i32.const 22))))\
                """;
            case REFERENCE_TYPES -> """
                (module (table 1 externref) (table $two 2 funcref) (elem declare func $seven)
                  (func $seven (result i32) (i32.const 7))
                  (func (export "run") (result i32)
                    (table.set $two (i32.const 1) (ref.func $seven))
                    (call_indirect $two (result i32) (i32.const 1))))\
                """;
            case MULTI_VALUE -> """
                (module (func $pair (result i32 i32) (i32.const 3) (i32.const 4))
                  (func (export "run") (result i32) (i32.add (call $pair))))\
                """;
            case SIMD -> """
                (module (func (export "run") (result i32)
                  (i32x4.extract_lane 2 (i32x4.add
                    (i32x4.splat (i32.const 4)) (v128.const i32x4 0 1 3 9)))))\
                """;
            case TAIL_CALLS -> """
                (module (func $down (param i32) (result i32)
                    (if (i32.eqz (local.get 0)) (then (return (i32.const 7))))
                    (return_call $down (i32.sub (local.get 0) (i32.const 1))))
                  (func (export "run") (result i32) (return_call $down (i32.const 100000))))\
                """;
            case FUNCTION_REFERENCES -> """
                (module (type $seven (func (result i32))) (elem declare func $f)
                  (func $f (type $seven) (i32.const 7))
                  (func (export "run") (result i32) (call_ref $seven (ref.func $f))))\
                """;
            case GC -> """
                (module (type $box (struct (field i32) (field (mut i32))))
                  (func (export "run") (result i32)
                    (struct.get $box 1 (struct.new $box (i32.const 3) (i32.const 7)))))\
                """;
            case EXCEPTIONS -> """
                (module (tag $t (param i32))
                  (func (export "run") (result i32)
                    (block $caught (result i32)
                      (try_table (result i32) (catch $t $caught) (throw $t (i32.const 7))))))\
                """;
            case THREADS -> """
                (module (memory 1 1 shared)
                  (func (export "run") (result i32)
                    (drop (i32.atomic.rmw.add (i32.const 8) (i32.const 7)))
                    (drop (memory.atomic.wait32 (i32.const 8) (i32.const 0) (i64.const 0)))
                    (i32.add (memory.atomic.notify (i32.const 8) (i32.const 1)) (i32.atomic.load (i32.const 8)))))\
                """;
        };
    }
}
