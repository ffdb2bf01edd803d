package org.ferrywasm.valid;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;

/** Whatever the bytes: a module is valid, or it is refused as malformed or invalid, and nothing else happens. */
class ModuleValidatorProperties {
    private static final int HEADER_BYTES = 8;

    private static final byte[] SEED = ModuleEncoder.encode(Wat.read("""
        (type $s (sub (struct (field i32) (field (mut i8)) (field (mut anyref)))))
        (type $sub (sub $s (struct (field i32) (field (mut i8)) (field (mut anyref)) (field (mut f64)))))
        (type $a (array (mut funcref)))
        (type $f (func (param i32 i64) (result i64)))
        (import "m" "f" (func $imported (type $f)))
        (import "m" "g" (global $base i32))
        (table $t 1 funcref) (table $w i64 1 (ref null $f))
        (memory $m 1 2) (memory $v i64 1)
        (tag $e (param i32))
        (global $r (mut (ref null $s)) (struct.new_default $s))
        (elem $x funcref (ref.func $imported) (ref.null func))
        (elem (table $t) (global.get $base) func $imported)
        (data $d "abc")
        (func $run (export "run") (type $f) (local $l (ref $sub)) (local v128)
          (block $out (result i64)
            (block $caught
              (br $out (try_table (result i64) (catch_all $caught)
                (loop $again (result i64)
                  (br_if $again (i32.load8_u $m offset=3 (local.get 0)))
                  (if (result i64) (local.get 0)
                    (then (i64.store $v (i64.const 8) (local.get 1)) (br $out (i64.const 5)))
                    (else (br_table $out 0 (local.get 1) (i32.const 1))))))))
            (i64.const 0))
          drop
          (local.set 3 (v128.load8_lane $m 3 (i32.const 0) (i8x16.splat (i32.const 1))))
          (local.set $l (ref.cast (ref $sub) (global.get $r)))
          (struct.set $sub 3 (local.get $l) (f64.neg (f64.const 1)))
          (drop (array.new_elem $a $x (i32.const 0) (i32.const 1)))
          (memory.init $m $d (i32.const 0) (i32.const 0) (i32.const 1))
          (table.copy $t $w (i32.const 0) (i64.const 0) (i32.const 1))
          (try (do (throw $e (i32.const 1))) (catch $e drop (rethrow 0)))
          (return_call_indirect $t (type $f) (local.get 0) (local.get 1) (i32.const 0)))
        """));

    record Change(int at, byte value) {}

    @Property(tries = 20_000)
    void aChangedModuleIsValidOrRefused(@ForAll("changes") List<Change> changes) {
        byte[] bytes = SEED.clone();
        changes.forEach(c -> bytes[c.at()] = c.value());
        String verdict = "valid";
        try {
            Module module = ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT);
            Wat.validate(module, EnumSet.allOf(Feature.class), ModuleLimits.DEFAULT);
        } catch (MalformedException e) {
            verdict = "malformed";
        } catch (InvalidException e) {
            verdict = "invalid";
        }
        Statistics.collect(verdict);
        Statistics.coverage(checker -> {
            checker.check("valid").percentage(p -> p > 0.1);
            checker.check("invalid").percentage(p -> p > 1);
            checker.check("malformed").percentage(p -> p > 1);
        });
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Integer> at =
                Arbitraries.integers().between(HEADER_BYTES, SEED.length - 1).withoutEdgeCases();
        Arbitrary<Byte> value =
                Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.bytes().between((byte) 0, (byte) 0x2F));
        return Combinators.combine(at, value)
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }
}
