;; Arrays on the garbage-collected heap: the longest common subsequence of two packed byte arrays of length n by dynamic programming,
;; the rows held in an array of references; the result folds the last row.
(module
  (type $text (array (mut i8)))
  (type $row (array (mut i32)))
  (type $rows (array (mut (ref null $row))))

  (func $makeText (param $n i32) (param $seed i32) (result (ref $text))
    (local $text (ref null $text)) (local $i i32)
    (local.set $text (array.new_default $text (local.get $n)))
    (loop $letters
      (local.set $seed
        (i32.add (i32.mul (local.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
      (array.set $text (local.get $text) (local.get $i)
        (i32.add (i32.const 97) (i32.and (i32.shr_u (local.get $seed) (i32.const 24)) (i32.const 7))))
      (br_if $letters
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (ref.as_non_null (local.get $text)))

  (func $fillRow (param $above (ref $row)) (param $row (ref $row)) (param $letter i32) (param $text (ref $text))
    (local $j i32) (local $up i32) (local $before i32)
    (loop $columns
      (local.set $up
        (array.get $row (local.get $above) (i32.add (local.get $j) (i32.const 1))))
      (local.set $before
        (if (result i32)
            (i32.eq (array.get_u $text (local.get $text) (local.get $j)) (local.get $letter))
          (then
            (i32.add (array.get $row (local.get $above) (local.get $j)) (i32.const 1)))
          (else
            (select
              (local.get $up)
              (local.get $before)
              (i32.gt_u (local.get $up) (local.get $before))))))
      (local.set $j (i32.add (local.get $j) (i32.const 1)))
      (array.set $row (local.get $row) (local.get $j) (local.get $before))
      (br_if $columns
        (i32.lt_u (local.get $j) (array.len (local.get $text))))))

  (func (export "run") (param $n i32) (result i64)
    (local $a (ref null $text)) (local $b (ref null $text)) (local $rows (ref null $rows))
    (local $i i32) (local $sum i64)
    (local.set $a (call $makeText (local.get $n) (i32.const 1)))
    (local.set $b (call $makeText (local.get $n) (i32.const 7)))
    (local.set $rows (array.new_default $rows (i32.add (local.get $n) (i32.const 1))))
    (loop $allocate
      (array.set $rows (local.get $rows) (local.get $i)
        (array.new_default $row (i32.add (local.get $n) (i32.const 1))))
      (br_if $allocate
        (i32.le_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.set $i (i32.const 0))
    (loop $letters
      (call $fillRow
        (ref.as_non_null (array.get $rows (local.get $rows) (local.get $i)))
        (ref.as_non_null
          (array.get $rows (local.get $rows) (i32.add (local.get $i) (i32.const 1))))
        (array.get_u $text (local.get $a) (local.get $i))
        (ref.as_non_null (local.get $b)))
      (br_if $letters
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.set $i (i32.const 0))
    (loop $last
      (local.set $sum
        (i64.add
          (i64.mul (local.get $sum) (i64.const 31))
          (i64.extend_i32_u
            (array.get $row (array.get $rows (local.get $rows) (local.get $n)) (local.get $i)))))
      (br_if $last
        (i32.le_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum)))
