;; Single-precision floats in memory: n Jacobi sweeps of the heat equation over a 64 by 64 grid held at one hot edge; the result is the
;; bits of the sum of the ninth row.
(module
  (memory 1)
  ;; two grids of 16 KiB, read from one and written to the other

  (func $setUp
    (local $at i32)
    (loop $cells
      (f32.store (local.get $at)
        (select (f32.const 100) (f32.const 0) (i32.lt_u (local.get $at) (i32.const 256))))
      (f32.store offset=16384 (local.get $at) (f32.load (local.get $at)))
      (br_if $cells
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 16384)))))

  (func $sweep (param $from i32) (param $to i32)
    (local $row i32) (local $at i32) (local $end i32) (local $target i32)
    (local.set $row (i32.const 256))
    (loop $rows
      (local.set $at (i32.add (i32.add (local.get $from) (local.get $row)) (i32.const 4)))
      (local.set $target (i32.add (i32.add (local.get $to) (local.get $row)) (i32.const 4)))
      (local.set $end (i32.add (local.get $at) (i32.const 248)))
      (loop $cells
        (f32.store (local.get $target)
          (f32.add
            (f32.mul (f32.load (local.get $at)) (f32.const 0.2))
            (f32.mul
              (f32.add
                (f32.add
                  (f32.load (i32.sub (local.get $at) (i32.const 4)))
                  (f32.load offset=4 (local.get $at)))
                (f32.add
                  (f32.load (i32.sub (local.get $at) (i32.const 256)))
                  (f32.load offset=256 (local.get $at))))
              (f32.const 0.2))))
        (local.set $target (i32.add (local.get $target) (i32.const 4)))
        (br_if $cells
          (i32.lt_u
            (local.tee $at (i32.add (local.get $at) (i32.const 4)))
            (local.get $end))))
      (br_if $rows
        (i32.lt_u
          (local.tee $row (i32.add (local.get $row) (i32.const 256)))
          (i32.const 16128)))))

  (func (export "run") (param $n i32) (result i64)
    (local $from i32) (local $at i32) (local $sum f32)
    (call $setUp)
    (loop $sweeps
      (call $sweep (local.get $from) (i32.sub (i32.const 16384) (local.get $from)))
      (local.set $from (i32.sub (i32.const 16384) (local.get $from)))
      (br_if $sweeps
        (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
    (loop $row
      (local.set $sum
        (f32.add
          (local.get $sum)
          (f32.load offset=2048 (i32.add (local.get $from) (local.get $at)))))
      (br_if $row
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 256))))
    (i64.extend_i32_u (i32.reinterpret_f32 (local.get $sum)))))
