;; Double-precision floats and strided memory: the product of two n by n matrices; the result is the bits of the product's trace
;; plus its last element.
(module
  (memory 16)

  ;; address of element (row, column) of matrix number $which
  (func $at (param $which i32) (param $row i32) (param $column i32) (param $n i32) (result i32)
    (i32.shl
      (i32.add
        (i32.mul
          (i32.add (i32.mul (local.get $which) (local.get $n)) (local.get $row))
          (local.get $n))
        (local.get $column))
      (i32.const 3)))

  (func $fill (param $n i32)
    (local $row i32) (local $column i32)
    (loop $rows
      (local.set $column (i32.const 0))
      (loop $columns
        (f64.store
          (call $at (i32.const 0) (local.get $row) (local.get $column) (local.get $n))
          (f64.div
            (f64.convert_i32_s (i32.sub (local.get $row) (local.get $column)))
            (f64.convert_i32_s (local.get $n))))
        (f64.store
          (call $at (i32.const 1) (local.get $row) (local.get $column) (local.get $n))
          (f64.mul
            (f64.convert_i32_s (i32.add (i32.mul (local.get $row) (i32.const 3)) (local.get $column)))
            (f64.const 0.125)))
        (br_if $columns
          (i32.lt_u
            (local.tee $column (i32.add (local.get $column) (i32.const 1)))
            (local.get $n))))
      (br_if $rows
        (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $n)))))

  (func (export "run") (param $n i32) (result i64)
    (local $row i32) (local $column i32) (local $k i32)
    (local $left i32) (local $right i32) (local $stride i32)
    (local $sum f64) (local $trace f64)
    (call $fill (local.get $n))
    (local.set $stride (i32.shl (local.get $n) (i32.const 3)))
    (loop $rows
      (local.set $column (i32.const 0))
      (loop $columns
        (local.set $sum (f64.const 0))
        (local.set $k (i32.const 0))
        (local.set $left (call $at (i32.const 0) (local.get $row) (i32.const 0) (local.get $n)))
        (local.set $right (call $at (i32.const 1) (i32.const 0) (local.get $column) (local.get $n)))
        (loop $dot
          (local.set $sum
            (f64.add
              (local.get $sum)
              (f64.mul (f64.load (local.get $left)) (f64.load (local.get $right)))))
          (local.set $left (i32.add (local.get $left) (i32.const 8)))
          (local.set $right (i32.add (local.get $right) (local.get $stride)))
          (br_if $dot
            (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $n))))
        (f64.store
          (call $at (i32.const 2) (local.get $row) (local.get $column) (local.get $n))
          (local.get $sum))
        (if (i32.eq (local.get $row) (local.get $column))
          (then (local.set $trace (f64.add (local.get $trace) (local.get $sum)))))
        (br_if $columns
          (i32.lt_u
            (local.tee $column (i32.add (local.get $column) (i32.const 1)))
            (local.get $n))))
      (br_if $rows
        (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $n))))
    (i64.reinterpret_f64
      (f64.add
        (local.get $trace)
        (f64.load
          (call $at
            (i32.const 2)
            (i32.sub (local.get $n) (i32.const 1))
            (i32.sub (local.get $n) (i32.const 1))
            (local.get $n)))))))
