package org.ferrywasm.code;

import java.util.LinkedHashMap;
import java.util.Map;

/** Small guests, each with an exported function {@code f}, that between them take lowering through its cases. */
final class Kernels {
    private Kernels() {}

    /** All of them, by name. */
    static Map<String, String> all() {
        Map<String, String> kernels = new LinkedHashMap<>();
        locals(kernels);
        branches(kernels);
        carried(kernels);
        loops(kernels);
        vectors(kernels);
        references(kernels);
        calls(kernels);
        exceptions(kernels);
        legacyExceptions(kernels);
        return kernels;
    }

    private static void locals(Map<String, String> kernels) {
        kernels.put("a local that changes while its old value is pending", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $a local.get $a local.get $b local.set $a local.get $a i32.sub i32.mul)
            """);
        kernels.put("a local that takes a sum while its old value is pending twice", """
            (func (export "f") (param $a i32) (param $b i32) (result i32 i32 i32)
              local.get $a local.get $a
              local.get $a local.get $b i32.add local.set $a
              local.get $a)
            """);
        kernels.put("two locals exchanged over the operand stack", """
            (func (export "f") (param $a i64) (param $b i64) (result i64 i64)
              local.get $a local.get $b local.set $a local.set $b local.get $a local.get $b)
            """);
        kernels.put("chains of tees", """
            (func (export "f") (param $a i32) (param $b i32) (result i32) (local $c i32) (local $d i32)
              local.get $a local.get $b i32.xor local.tee $c local.tee $d local.tee $a
              local.get $c i32.const 1 i32.add local.tee $c i32.add
              local.get $d i32.add local.get $c local.tee $d local.get $a i32.sub i32.mul
              local.get $d i32.add)
            """);
        kernels.put("a tee of a local over itself", """
            (func (export "f") (param $a i32) (result i32 i32 i32)
              local.get $a local.get $a local.tee $a i32.const 3 i32.mul local.tee $a local.get $a)
            """);
        kernels.put("a constant in a local that is overwritten while pending", """
            (func (export "f") (param $a i32) (result i32 i32) (local $c i32)
              i32.const 7 local.tee $c i32.const 9 local.set $c local.get $c local.get $a i32.add)
            """);
        kernels.put("drops between what computes and what is set", """
            (func (export "f") (param $a i32) (param $b i32) (result i32) (local $c i32)
              local.get $a local.get $b i32.add local.get $a local.get $b i32.sub drop local.set $c
              local.get $c local.get $b local.get $a drop i32.mul)
            """);
        kernels.put("integers looked at with another width", """
            (func (export "f") (param $a i64) (param $b i64) (result i32 i64 i64)
              local.get $a i32.wrap_i64 i64.const 0x1_0000_0005 i32.wrap_i64 i32.add
              local.get $a i32.wrap_i64 local.get $b i32.wrap_i64 i32.and i64.extend_i32_u
              i64.const 0xFFFF_FFFF i32.wrap_i64 local.get $b i32.wrap_i64 i32.or i64.extend_i32_s)
            """);
        kernels.put("floats and the integers of their bits", """
            (func (export "f") (param $a i32) (param $b i64) (result i32 i64 f32 f64)
              f32.const 1.5 local.get $a f32.reinterpret_i32 f32.add i32.reinterpret_f32
              f64.const -2.5 local.get $b f64.reinterpret_i64 f64.mul i64.reinterpret_f64
              f32.const -0.0 i32.reinterpret_f32 f32.reinterpret_i32
              f64.const 1e300 i64.reinterpret_f64 i64.const 1 i64.add f64.reinterpret_i64)
            """);
        kernels.put("constants of every size on both sides", """
            (func (export "f") (param $a i64) (param $b i32) (result i64 i32)
              i64.const 5 local.get $a i64.sub i64.const -2147483648 i64.sub i64.const 2147483648 i64.add
              i64.const 0x1234_5678_9ABC i64.xor i64.const 65 i64.shl local.get $a i64.add
              i64.const -3 i64.mul i64.const 1 i64.rotl i64.const 1 i64.rotr
              i32.const -2147483648 local.get $b i32.sub i32.const -2147483648 i32.sub
              i32.const 33 i32.shr_u i32.const 3 local.get $b i32.shl i32.add i32.const -1 i32.shr_s)
            """);
    }

    private static void branches(Map<String, String> kernels) {
        kernels.put("eqz of comparisons", """
            (func (export "f") (param $a i32) (param $b i32) (result i32 i32 i32 i32 i32)
              local.get $a local.get $b i32.lt_u i32.eqz i32.eqz
              local.get $a local.get $b i32.eq i32.eqz
              local.get $a local.get $b i32.ne i32.eqz i32.eqz i32.eqz
              (block (result i32) i32.const 1 local.get $a local.get $b i32.le_s i32.eqz br_if 0 drop i32.const 2)
              (if (result i32) (i32.eqz (i32.eqz (local.get $a))) (then i32.const 3) (else i32.const 4)))
            """);
        kernels.put("a comparison that is kept in a local and branched on", """
            (func (export "f") (param $a i32) (param $b i32) (result i32) (local $c i32)
              (block $x
                local.get $a local.get $b i32.gt_s local.tee $c br_if $x
                local.get $c i32.const 10 i32.add return)
              local.get $c)
            """);
        kernels.put("a comparison of locals that change before it is used", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $a local.get $b i32.lt_s
              local.get $b local.set $a i32.const 0 local.set $b
              if (result i32) local.get $a else local.get $b i32.const 5 i32.add end)
            """);
        kernels.put("nested ifs with values below them", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $a
              local.get $b
              local.get $a i32.const 0 i32.lt_s
              if (param i32) (result i32)
                local.get $a
                local.get $b i32.const 1 i32.eq
                if (param i32 i32) (result i32) i32.sub else drop i32.const 3 i32.mul end
              else
                local.get $b
                if (result i32) local.get $b i32.const 7 i32.and else i32.const 11 end
                i32.add
              end
              i32.add)
            """);
        kernels.put("an if without else and a parameter", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $a local.get $b if (param i32) (result i32) i32.const 5 i32.add local.set $a local.get $a end
              local.get $a i32.add)
            """);
        kernels.put("select of pending values", """
            (func (export "f") (param $a i32) (param $b i32) (result i32 i32 i64)
              local.get $a local.get $b local.get $a local.get $b i32.lt_s select
              i32.const 1 i32.const 2 local.get $a select
              local.get $a i64.extend_i32_s i64.const -1 local.get $b i32.eqz select (result i64))
            """);
        kernels.put("float comparisons that no order decides", """
            (func (export "f") (param $i i32) (param $j i32) (result i32) (local $x f64) (local $y f64) (local $n i32)
              (local.set $x (select (f64.const nan) (f64.convert_i32_s (local.get $i)) (i32.eq (local.get $i) (i32.const 5))))
              (local.set $y (select (f64.const nan) (f64.convert_i32_s (local.get $j)) (i32.eq (local.get $j) (i32.const 5))))
              (if (f64.lt (local.get $x) (local.get $y)) (then (local.set $n (i32.const 1))))
              (if (f64.ge (local.get $x) (local.get $y)) (then (local.set $n (i32.or (local.get $n) (i32.const 2)))))
              (block (br_if 0 (i32.eqz (f64.gt (local.get $x) (local.get $y)))) (local.set $n (i32.or (local.get $n) (i32.const 4))))
              (block (br_if 0 (f32.le (f32.demote_f64 (local.get $x)) (f32.demote_f64 (local.get $y))))
                (local.set $n (i32.or (local.get $n) (i32.const 8))))
              (block (br_if 0 (f64.ne (local.get $x) (local.get $y))) (local.set $n (i32.or (local.get $n) (i32.const 16))))
              (if (f32.eq (f32.demote_f64 (local.get $x)) (f32.const 1)) (then (local.set $n (i32.or (local.get $n) (i32.const 32)))))
              local.get $n)
            """);
        kernels.put("unreachable code of every kind", """
            (func (export "f") (param $a i32) (result i32)
              (block $x (result i32)
                local.get $a
                br $x
                i32.add
                (block (result i32) (loop (result i32) i32.const 0 (if (result i32) (then i32.const 2) (else i32.const 1)) br 0))
                unreachable
                (block (try_table (catch_all 0)))
                select
                br_table 0 0))
            """);
        kernels.put("a return in the middle, operands above and below", """
            (func (export "f") (param $a i32) (param $b i32) (result i32 i32)
              i32.const 100
              (block
                local.get $b
                local.get $a i32.const 0 i32.gt_s
                if i32.const 7 local.get $b local.get $a return end
                drop)
              local.get $b
              (if (local.get $b) (then unreachable)))
            """);
        kernels.put("a division that traps among pending values", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $a local.get $a local.get $b i32.div_s i32.add local.get $a local.get $b i32.rem_u i32.sub)
            """);
    }

    private static void carried(Map<String, String> kernels) {
        kernels.put("br_if that carries one value out of place", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              (block $x (result i32)
                i32.const 50
                local.get $b
                local.get $a i32.const 2 i32.gt_s br_if $x
                i32.add)
              i32.const 1 i32.add)
            """);
        kernels.put("br_if that carries two values out of place", """
            (func (export "f") (param $a i32) (param $b i64) (result i32 i64)
              (block $x (result i32 i64)
                local.get $a
                i32.const 3 local.get $b
                local.get $a br_if $x
                local.set $b i32.add local.get $b))
            """);
        kernels.put("br_if that carries three values out of place and in place", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              (block $x (result i32 i32 i32)
                local.get $b
                local.get $a i32.const 2 local.get $b
                local.get $a i32.const 1 i32.and br_if $x
                i32.add
                local.get $b i32.const 0 i32.lt_s br_if $x)
              i32.sub i32.mul)
            """);
        kernels.put("br that carries locals which exchange their places", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              (block $x (result i32 i32)
                local.get $a local.get $b i32.add
                local.get $b local.get $a br $x)
              i32.sub)
            """);
        kernels.put("br_table with values in and out of place", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              (block $z (result i32)
                (block $y (result i32)
                  local.get $b
                  (block $x (result i32)
                    local.get $b i32.const 3 i32.mul
                    local.get $a br_table $x $y $z $y $x)
                  i32.add i32.const 1000 i32.add)
                i32.const 2000 i32.add)
              local.get $b i32.xor)
            """);
        kernels.put("br_table with three values, and one to the function", """
            (func (export "f") (param $a i32) (param $b i32) (result i32 i32 i32)
              (block $y (result i32 i32 i32)
                i32.const 9
                (block $x (result i32 i32 i32)
                  i32.const 8 local.get $b local.get $a local.get $b
                  local.get $a br_table $x $y 2 $x $y)
                i32.add i32.const 4 i32.add)
              i32.const 17 i32.add)
            """);
        kernels.put("br_if to the function with many results", """
            (func (export "f") (param $a i32) (param $b i64) (result i64 i32 f64 i32)
              i32.const 77
              local.get $b local.get $a f64.const 2.5 local.get $a
              local.get $a i32.const 1 i32.le_u br_if 0
              i32.const 1 i32.add br 0)
            """);
        kernels.put("blocks of many values", """
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $a local.get $b
              (block (param i32 i32) (result i32 i32 i32)
                i32.const 4 i32.add
                (block (param i32 i32) (result i32 i32) i32.mul local.get $a)
                local.get $b)
              i32.sub i32.add)
            """);
    }

    private static void loops(Map<String, String> kernels) {
        kernels.put("a loop with parameters", """
            (func (export "f") (param $n i32) (param $s i32) (result i32 i32)
              (local.set $n (i32.and (local.get $n) (i32.const 31)))
              i32.const 0 local.get $s
              (loop $l (param i32 i32) (result i32 i32)
                local.get $n i32.add local.set $s
                i32.const 1 i32.add
                local.get $s
                (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
                i32.const 0 i32.gt_s br_if $l))
            """);
        kernels.put("a loop whose parameters exchange their places", """
            (func (export "f") (param $n i32) (param $s i32) (result i32) (local $t i32)
              (local.set $n (i32.add (i32.and (local.get $n) (i32.const 15)) (i32.const 1)))
              i32.const 1 local.get $s
              (loop $l (param i32 i32) (result i32)
                local.tee $t i32.add
                local.get $t
                local.get $n i32.const -1 i32.add local.tee $n
                if (param i32 i32) (result i32 i32) local.set $s local.set $t local.get $s local.get $t br $l end
                i32.sub))
            """);
        kernels.put("constants that a loop keeps in slots", """
            (func (export "f") (param $n i32) (result i64 f64 f32) (local $h i64) (local $d f64) (local $e f32)
              (local.set $n (i32.and (local.get $n) (i32.const 31)))
              (local.set $h (i64.const 0xcbf2_9ce4_8422_2325))
              (loop $l
                (local.set $h (i64.mul (i64.xor (local.get $h) (i64.extend_i32_u (local.get $n))) (i64.const 0x100_0000_01b3)))
                (local.set $d (f64.add (local.get $d) (f64.const 0.1)))
                (local.set $e (f32.sub (local.get $e) (f32.const -0.25)))
                (br_if $l (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
              local.get $h local.get $d local.get $e
              f32.const -0.25 f32.div)
            """);
        kernels.put("loops in loops that a br_table goes on with", """
            (func (export "f") (param $a i32) (param $b i32) (result i32) (local $i i32) (local $s i32)
              (loop $outer
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (loop $inner
                  (local.set $s (i32.add (i32.mul (local.get $s) (i32.const 31)) (local.get $i)))
                  (block $out
                    (br_if $out (i32.gt_u (local.get $i) (i32.const 20)))
                    (local.set $i (i32.add (local.get $i) (i32.const 1)))
                    (br_table $inner $outer $inner $out
                      (i32.and (i32.add (local.get $i) (local.get $a)) (i32.const 3))))))
              local.get $s local.get $b i32.add)
            """);
        kernels.put("memory and the least of everything", """
            (memory 1) (data (i32.const 0) "\\01\\80\\ff\\7f\\00\\00\\80\\ff\\12\\34\\56\\78\\9a\\bc\\de\\f0")
            (func (export "f") (param $a i32) (param $b i64) (result i64) (local $i i32) (local $s i64)
              (loop $l
                (local.set $s (i64.add (i64.mul (local.get $s) (i64.const 3)) (i64.load8_s offset=3 (local.get $i))))
                (i64.store offset=100 (local.get $i) (i64.xor (local.get $s) (local.get $b)))
                (i32.store16 offset=4000 (local.get $i) (i32.load16_u offset=99 (local.get $i)))
                (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 9))))
              (i64.add (local.get $s) (i64.load offset=3998 (i32.and (local.get $a) (i32.const 7))))
              (i64.load32_u (local.get $a)) i64.add)
            """);
    }

    private static void vectors(Map<String, String> kernels) {
        kernels.put("vector locals and select", """
            (func (export "f") (param $a i32) (param $b i32) (result v128 v128) (local $v v128) (local $w v128)
              (local.set $v (i32x4.splat (local.get $a)))
              (local.set $w (i32x4.replace_lane 2 (local.get $v) (local.get $b)))
              local.get $v local.get $w local.get $a i32.const 1 i32.and select
              local.get $v
              (local.set $v (i32x4.add (local.get $w) (v128.const i32x4 1 2 3 4)))
              local.get $v i64x2.sub)
            """);
        kernels.put("vector operators whose result takes an operand's place", """
            (func (export "f") (param $a i32) (param $b i64) (result v128 v128 v128 v128 v128)
              (local $u v128) (local $v v128) (local $w v128) (local $x v128) (local $y v128)
              (local.set $u (i32x4.splat (local.get $a)))
              (local.set $v (i64x2.splat (local.get $b)))
              (local.set $w (i8x16.shuffle 3 1 17 29 8 0 31 15 16 2 4 19 21 7 9 11 (local.get $u) (local.get $v)))
              (local.set $x (local.get $w)) (local.set $y (local.get $v))
              (local.set $v (i8x16.shuffle 31 30 0 1 2 29 28 5 6 7 27 26 25 8 9 24 (local.get $w) (local.get $v)))
              (local.set $w (i16x8.narrow_i32x4_s (local.get $v) (local.get $w)))
              (local.set $u (v128.bitselect (local.get $v) (local.get $w) (local.get $u)))
              (local.set $x (i8x16.swizzle (local.get $v) (local.get $x)))
              (local.set $y (i32x4.dot_i16x8_s (local.get $x) (local.get $y)))
              local.get $u local.get $v local.get $w local.get $x local.get $y)
            """);
        kernels.put("vectors carried by branches", """
            (func (export "f") (param $a i32) (param $b i32) (result i32 v128) (local $v v128)
              (local.set $v (v128.const i64x2 5 6))
              (block $x (result v128 v128)
                i32.const 1
                local.get $v (i32x4.splat (local.get $b))
                local.get $a br_if $x
                local.set $v i64x2.extract_lane 0 drop drop
                local.get $v local.get $v)
              local.set $v i32x4.extract_lane 0 local.get $v)
            """);
        kernels.put("vectors in memory, globals and structures", """
            (memory 1)
            (global $g (mut v128) (v128.const i64x2 1 2))
            (type $s (struct (field i32) (field (mut v128)) (field (mut i8))))
            (func (export "f") (param $a i32) (param $b i32) (result v128 v128 i32 i32) (local $r (ref null $s))
              (v128.store offset=16 (i32.and (local.get $a) (i32.const 1023)) (global.get $g))
              (global.set $g (v128.xor (global.get $g) (i32x4.splat (local.get $b))))
              (local.set $r (struct.new $s (local.get $a) (v128.load offset=12 (i32.and (local.get $a) (i32.const 1023))) (local.get $b)))
              (struct.set $s 1 (local.get $r) (i8x16.add (struct.get $s 1 (local.get $r)) (global.get $g)))
              (struct.get $s 1 (local.get $r)) (global.get $g)
              (struct.get_s $s 2 (local.get $r)) (struct.get_u $s 2 (local.get $r)))
            """);
    }

    private static void references(Map<String, String> kernels) {
        kernels.put("br_on_null and br_on_non_null with values", """
            (type $s (struct (field i32)))
            (func (export "f") (param $a i32) (param $b i32) (result i32) (local $r (ref null $s))
              (if (i32.and (local.get $a) (i32.const 1)) (then (local.set $r (struct.new $s (local.get $b)))))
              (block $null (result i32)
                local.get $a local.get $b
                local.get $r br_on_null $null
                struct.get $s 0 i32.mul i32.add)
              (block $some (result i32 (ref $s))
                i32.const 40
                local.get $b local.get $r br_on_non_null $some
                i32.add return)
              struct.get $s 0 i32.add i32.add)
            """);
        kernels.put("br_on_cast both ways", """
            (type $a (sub (struct (field i32)))) (type $b (sub $a (struct (field i32) (field i32))))
            (func $make (param $k i32) (result anyref)
              (if (i32.eq (local.get $k) (i32.const 1)) (then (return (struct.new $a (i32.const 10)))))
              (if (i32.eq (local.get $k) (i32.const 2)) (then (return (struct.new $b (i32.const 20) (i32.const 30)))))
              (if (i32.eqz (local.get $k)) (then (return (ref.null any))))
              (ref.i31 (local.get $k)))
            (func (export "f") (param $k i32) (param $x i32) (result i32)
              (block $isB (result i32 (ref $b))
                (block $notA (result i32 anyref)
                  local.get $x
                  (call $make (local.get $k))
                  br_on_cast_fail $notA anyref (ref $a)
                  br_on_cast $isB (ref $a) (ref $b)
                  struct.get $a 0 i32.add return)
                ref.is_null i32.const 1000 i32.add i32.add return)
              struct.get $b 1 i32.sub)
            """);
        kernels.put("references below allocations", """
            (type $p (struct (field $x (mut i32)) (field $next (mut (ref null $p)))))
            (type $v (array (mut (ref null $p)))) (type $bytes (array (mut i8)))
            (func $make (param i32) (result (ref $p)) (struct.new $p (local.get 0) (struct.new $p (i32.const 5) (ref.null $p))))
            (func (export "f") (param $a i32) (param $b i32) (result i32 i32 i32) (local $r (ref null $p)) (local $v (ref null $v))
              (local.set $r (call $make (local.get $a)))
              local.get $r
              (call $make (local.get $b))
              (local.set $r (call $make (i32.const 3)))
              (local.set $v (array.new_fixed $v 3 (local.get $r) (call $make (i32.const 8)) (ref.null $p)))
              (array.set $v (local.get $v) (i32.const 2) (call $make (i32.const 77)))
              (struct.set $p $next (local.get $r) (array.get $v (local.get $v) (i32.const 2)))
              struct.get $p $next struct.get $p $x
              (array.len (array.copy $v $v (local.get $v) (i32.const 0) (local.get $v) (i32.const 1) (i32.const 2)) (local.get $v))
              i32.add
              (struct.get $p $x (array.get $v (local.get $v) (i32.const 0)))
              (array.get_s $bytes (array.new $bytes (local.get $a) (i32.const 4)) (i32.and (local.get $b) (i32.const 3)))
              i32.add
              (struct.get $p $x (struct.get $p $next (local.get $r))))
            """.replace(
                        "struct.get $p $next struct.get $p $x\n", "struct.get $p $x local.set $a struct.get $p $x\n"));
        kernels.put("equality of references and integers among them", """
            (func (export "f") (param $a i32) (param $b i32) (result i32 i32 i32)
              (ref.eq (ref.i31 (local.get $a)) (ref.i31 (local.get $b)))
              (if (result i32) (ref.eq (ref.i31 (local.get $a)) (ref.null eq)) (then i32.const 1) (else i32.const 2))
              (i31.get_s (ref.i31 (local.get $a))) (i31.get_u (ref.i31 (local.get $b))) i32.add)
            """);
    }

    private static void calls(Map<String, String> kernels) {
        kernels.put("deep operand stacks across calls", """
            (func $g (param i32 i32) (result i32 i32) local.get 1 local.get 0 i32.const 1 i32.add)
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              i32.const 1 local.get $a i32.const 2 local.get $b i32.const 3 local.get $a
              (call $g (local.get $a) (local.get $b))
              (call $g)
              (local.set $a (i32.const 99))
              i32.add i32.add i32.sub i32.mul i32.add i32.xor i32.add local.get $a i32.add)
            """);
        kernels.put("a tail call below a call, with more parameters than its caller", """
            (func $sum (param i32 i32 i64 i32) (result i32)
              local.get 0 local.get 1 i32.mul local.get 2 i32.wrap_i64 i32.add local.get 3 i32.sub)
            (func $g (param $a i32) (result i32)
              nop i32.const 5 drop
              local.get $a i32.const 3 local.get $a i64.extend_i32_s i64.const 1 i64.shl i32.const 4 return_call $sum)
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $b (call $g (local.get $a)) i32.sub (call $g (local.get $b)) i32.add)
            """);
        kernels.put("even and odd by tail calls of every kind", """
            (type $t (func (param i32 i32) (result i32)))
            (table funcref (elem $even $odd)) (elem declare func $even)
            (func $even (type $t)
              (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
              (return_call_indirect (type $t) (i32.sub (local.get 0) (i32.const 1)) (local.get 1) (i32.const 1)))
            (func $odd (type $t)
              (if (i32.eqz (local.get 0)) (then (return (i32.const -1))))
              (return_call_ref $t (i32.sub (local.get 0) (i32.const 1)) (i32.add (local.get 1) (i32.const 2)) (ref.func $even)))
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $b
              (call $even (i32.and (local.get $a) (i32.const 255)) (local.get $b))
              (call_ref $t (i32.const 4) (local.get $a) (ref.func $even))
              i32.mul i32.add)
            """);
        kernels.put("call_indirect with good and bad indices", """
            (type $t (func (param i32) (result i32)))
            (table 5 funcref) (elem (i32.const 0) $x $y $z)
            (func $x (type $t) (i32.add (local.get 0) (i32.const 1)))
            (func $y (type $t) (i32.mul (local.get 0) (i32.const 3)))
            (func $z (result i32) i32.const 4)
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $a local.get $a (call_indirect (type $t) (local.get $b) (local.get $a)) i32.sub i32.add)
            """);
        kernels.put("recursion with results in many slots", """
            (func $fib (param $n i32) (result i64 i32)
              (if (i32.lt_s (local.get $n) (i32.const 2)) (then (i64.extend_i32_s (local.get $n)) (i32.const 1) (return)))
              (call $fib (i32.sub (local.get $n) (i32.const 1)))
              local.set $n
              (call $fib (i32.const 1))
              local.get $n i32.add local.set $n
              i64.add local.get $n)
            (func (export "f") (param $a i32) (result i64 i32) (call $fib (i32.and (local.get $a) (i32.const 15))))
            """);
    }

    private static void exceptions(Map<String, String> kernels) {
        kernels.put("try_table with operands below and payloads", """
            (tag $e (param i32 i64)) (tag $o)
            (func $throw (param i32)
              (if (i32.lt_s (local.get 0) (i32.const 0)) (then (throw $o)))
              (if (i32.gt_s (local.get 0) (i32.const 3)) (then (throw $e (local.get 0) (i64.const 9)))))
            (func (export "f") (param $a i32) (param $b i32) (result i32 i64) (local $s i32)
              local.get $b
              (block $h (result i32 i64)
                (block $all
                  i32.const 30
                  (try_table (result i32) (catch $e $h) (catch_all $all)
                    (local.set $s (i32.const 6))
                    local.get $a (call $throw (local.get $a)) (call $throw (local.get $b)))
                  i32.add i64.const 1 br $h)
                local.get $s i64.const 2)
              local.set $s drop local.get $s i32.wrap_i64 i32.add i64.const 5)
            """.replace(
                        "local.set $s drop local.get $s i32.wrap_i64 i32.add i64.const 5", """
                        i32.wrap_i64 local.set $s i32.add local.get $s i64.extend_i32_s\
                        """));
        kernels.put("try_table that hands out the exception, thrown again", """
            (tag $e (param i32))
            (func $g (param i32) (result i32)
              (block $h (result i32 exnref)
                (try_table (result i32) (catch_ref $e $h)
                  (if (i32.and (local.get 0) (i32.const 1)) (then (throw $e (local.get 0))))
                  (i32.const 7))
                return)
              (if (param i32 exnref) (i32.gt_s (local.get 0) (i32.const 4)) (then throw_ref) (else drop local.set 0))
              (i32.add (local.get 0) (i32.const 100)))
            (func (export "f") (param $a i32) (param $b i32) (result i32)
              local.get $b
              (block $h (result exnref)
                (try_table (catch_all_ref $h) (local.set $b (call $g (local.get $a))) (i32.add (local.get $b)) (return))
                unreachable)
              ref.is_null i32.add local.get $b i32.mul)
            """.replace(
                        "(i32.add (local.get $b)) (return)", "(return (local.get $b))"));
    }

    private static void legacyExceptions(Map<String, String> kernels) {
        kernels.put("legacy try, catch, catch_all, rethrow and delegate", """
            (tag $e (param i32)) (tag $o)
            (func $throw (param i32)
              (if (i32.eq (local.get 0) (i32.const 1)) (then (throw $o)))
              (if (i32.gt_s (local.get 0) (i32.const 1)) (then (throw $e (local.get 0)))))
            (func (export "f") (param $a i32) (param $b i32) (result i32) (local $s i32)
              local.get $a i32.const 3
              try (result i32)
                i32.const 9
                try (param i32) (result i32)
                  try
                    local.get $a call $throw
                    i32.const 20 local.set $s
                  delegate 1
                  local.get $b call $throw
                catch $e
                  local.get $s i32.add
                  i32.const 5 i32.eq
                  if (result i32) rethrow 1 else local.get $s i32.const 2 i32.add end
                end
              catch $e
                i32.const 1000 i32.add
              catch_all
                local.get $s i32.const 500 i32.add
              end
              i32.mul i32.add)
            """);
    }
}
