;; 64-bit arithmetic without memory: the lengths of the Collatz sequences that start at 1 to n, mixed by a xorshift generator.
(module
  (func $length (param $x i64) (result i64)
    (local $steps i64)
    (block $one
      (loop $next
        (br_if $one (i64.le_u (local.get $x) (i64.const 1)))
        (if (i64.eqz (i64.and (local.get $x) (i64.const 1)))
          (then
            (local.set $x (i64.shr_u (local.get $x) (i64.const 1))))
          (else
            (local.set $x
              (i64.add (i64.mul (local.get $x) (i64.const 3)) (i64.const 1)))))
        (local.set $steps (i64.add (local.get $steps) (i64.const 1)))
        (br $next)))
    (local.get $steps))

  (func (export "run") (param $n i32) (result i64)
    (local $i i64) (local $end i64) (local $hash i64)
    (local.set $end (i64.extend_i32_u (local.get $n)))
    (local.set $hash (i64.const 0x9E3779B97F4A7C15))
    (loop $starts
      (local.set $i (i64.add (local.get $i) (i64.const 1)))
      (local.set $hash (i64.xor (local.get $hash) (call $length (local.get $i))))
      (local.set $hash
        (i64.xor (local.get $hash) (i64.shl (local.get $hash) (i64.const 13))))
      (local.set $hash
        (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 7))))
      (local.set $hash
        (i64.xor (local.get $hash) (i64.shl (local.get $hash) (i64.const 17))))
      (br_if $starts (i64.lt_u (local.get $i) (local.get $end))))
    (local.get $hash)))
