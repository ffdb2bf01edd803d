package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.EnumSet;
import java.util.stream.Stream;
import org.ferrywasm.syntax.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Constructs other than instructions, each with the feature off that brings it. */
class TypeFeaturesTest {
    private static final String CONSTRUCTS = """
        simd                => (type (func (param v128)))                            => type v128
        simd                => (func (local v128))                                   => type v128
        simd                => (import "" "" (global v128))                          => type v128
        reference-types     => (type (func (result externref)))                      => type externref
        reference-types     => (func (local funcref))                                => type funcref
        reference-types     => (table 1 externref)                                   => type externref
        reference-types     => (table 1 funcref) (table 1 funcref)                   => multiple tables: a second table
        reference-types     => (func) (elem declare func 0)                          => a declarative segment
        bulk-memory         => (data "")                                             => a passive segment
        bulk-memory         => (func) (elem func 0)                                  => a passive segment
        gc                  => (type (func (param anyref)))                          => type anyref
        gc                  => (type (struct))                                       => a structure type
        gc                  => (type (array i8))                                     => an array type
        gc                  => (rec (type (func)) (type (func)))                     => a recursion group
        gc                  => (type (sub (func)))                                   => a subtype
        exceptions          => (func (local exnref))                                 => type exnref
        function-references => (table 1 funcref (ref.null func))                     => a table with an initialiser
        multi-value         => (type (func (result i32 i32)))                        => a function type with several results
        multi-value         => (type (func (param i32))) (func i32.const 1 block (type 0) drop end) => block type with parameters or several results
        multi-memory        => (memory 1) (memory 1)                                 => multiple memories: a second memory
        multi-memory        => (import "" "" (memory 1)) (memory 1)                  => multiple memories: a second memory
        memory64            => (memory i64 1)                                        => address type i64
        memory64            => (table i64 1 funcref)                                 => address type i64
        threads             => (memory 1 2 shared)                                   => a shared memory
        custom-page-sizes   => (memory 1 (pagesize 1))                               => a custom page size
        mutable-globals     => (import "" "" (global (mut i32)))                     => the import of a mutable global
        mutable-globals     => (global (export "") (mut i32) (i32.const 0))          => the export of a mutable global
        """;

    @ParameterizedTest
    @MethodSource("constructs")
    void aConstructOfAFeatureThatIsOffIsRefusedByName(String name, String fields, String construct) {
        Feature feature = Feature.ofName(name).orElseThrow();

        assertThatCode(() -> Wat.validate(fields)).doesNotThrowAnyException();
        Wat.requireInvalid(fields, construct + " needs feature " + feature + ", which is off", Wat.allBut(feature));
    }

    static Stream<Arguments> constructs() {
        return CONSTRUCTS
                .lines()
                .map(row -> row.split("=>"))
                .map(parts -> Arguments.of(parts[0].strip(), parts[1].strip(), parts[2].strip()));
    }

    @Test
    void typedReferencesNeedGcOrFunctionReferences() {
        String fields = "(type $f (func)) (func (local (ref null $f)))";

        Wat.validate(fields, Wat.allBut(Feature.GC));
        Wat.validate(fields, Wat.allBut(Feature.FUNCTION_REFERENCES));
        Wat.requireInvalid(
                fields,
                "type (ref null 0) needs feature function-references, which is off",
                Wat.allBut(Feature.GC, Feature.FUNCTION_REFERENCES));
        Wat.requireInvalid(
                "(func (local (ref func)))",
                "type (ref func) needs feature function-references, which is off",
                Wat.allBut(Feature.GC, Feature.FUNCTION_REFERENCES));
    }

    @Test
    void theFirstVersionNeedsNoFeature() {
        Wat.validate("""
            (type $t (func (param i32) (result i64)))
            (import "a" "b" (func $imported (type $t)))
            (import "a" "c" (global $base i32))
            (table 1 2 funcref)
            (memory 1 2)
            (global (mut f32) (f32.const 1))
            (func $f (type $t) (block (result i64) (call_indirect (type $t) (local.get 0) (i32.const 0))))
            (elem (global.get $base) func $f $imported)
            (data (i32.const 0) "abc")
            (export "f" (func $f))
            """, EnumSet.of(Feature.CORE));
    }
}
