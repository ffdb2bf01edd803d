;; 64-bit arithmetic with division: counts the odd numbers below n that pass the strong (Miller-Rabin) test to the bases 2, 3 and 5.
(module
  (func $power (param $base i64) (param $exponent i64) (param $modulus i64) (result i64)
    (local $product i64)
    (local.set $product (i64.const 1))
    (block $done
      (loop $bits
        (br_if $done (i64.eqz (local.get $exponent)))
        (if (i64.ne (i64.and (local.get $exponent) (i64.const 1)) (i64.const 0))
          (then
            (local.set $product
              (i64.rem_u
                (i64.mul (local.get $product) (local.get $base))
                (local.get $modulus)))))
        (local.set $base
          (i64.rem_u (i64.mul (local.get $base) (local.get $base)) (local.get $modulus)))
        (local.set $exponent (i64.shr_u (local.get $exponent) (i64.const 1)))
        (br $bits)))
    (local.get $product))

  (func $strong (param $candidate i64) (param $base i64) (result i32)
    (local $less i64) (local $twos i64) (local $x i64)
    (local.set $less (i64.sub (local.get $candidate) (i64.const 1)))
    (local.set $twos (i64.ctz (local.get $less)))
    (local.set $x
      (call $power
        (local.get $base)
        (i64.shr_u (local.get $less) (local.get $twos))
        (local.get $candidate)))
    (if (i32.or
          (i64.le_u (local.get $x) (i64.const 1))
          (i64.eq (local.get $x) (local.get $less)))
      (then (return (i32.const 1))))
    (loop $squares
      (local.set $twos (i64.sub (local.get $twos) (i64.const 1)))
      (if (i64.eqz (local.get $twos))
        (then (return (i32.const 0))))
      (local.set $x
        (i64.rem_u (i64.mul (local.get $x) (local.get $x)) (local.get $candidate)))
      (br_if $squares (i64.ne (local.get $x) (local.get $less))))
    (i32.const 1))

  (func (export "run") (param $n i32) (result i64)
    (local $candidate i64) (local $end i64) (local $count i64)
    (local.set $candidate (i64.const 7))
    (local.set $end (i64.extend_i32_u (local.get $n)))
    (loop $candidates
      (if (call $strong (local.get $candidate) (i64.const 2))
        (then
          (if (call $strong (local.get $candidate) (i64.const 3))
            (then
              (if (call $strong (local.get $candidate) (i64.const 5))
                (then (local.set $count (i64.add (local.get $count) (i64.const 1)))))))))
      (br_if $candidates
        (i64.lt_u
          (local.tee $candidate (i64.add (local.get $candidate) (i64.const 2)))
          (local.get $end))))
    (local.get $count)))
