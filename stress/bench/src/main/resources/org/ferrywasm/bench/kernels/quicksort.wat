;; Sorting: Hoare's quicksort over n words of memory, recursing into the smaller part; the result folds the sorted array.
(module
  (memory 8)

  (func $fill (param $n i32)
    (local $at i32) (local $end i32) (local $x i32)
    (local.set $end (i32.shl (local.get $n) (i32.const 2)))
    (local.set $x (i32.const 0x2545F491))
    (loop $words
      (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 13))))
      (local.set $x (i32.xor (local.get $x) (i32.shr_u (local.get $x) (i32.const 17))))
      (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 5))))
      (i32.store (local.get $at) (local.get $x))
      (br_if $words
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end)))))

  ;; sorts the words from address $low to address $high, both included
  (func $sort (param $low i32) (param $high i32)
    (local $i i32) (local $j i32) (local $pivot i32) (local $x i32) (local $y i32)
    (block $sorted
      (loop $parts
        (br_if $sorted (i32.ge_s (local.get $low) (local.get $high)))
        (local.set $pivot
          (i32.load
            (i32.and
              (i32.shr_u (i32.add (local.get $low) (local.get $high)) (i32.const 1))
              (i32.const -4))))
        (local.set $i (local.get $low))
        (local.set $j (local.get $high))
        (block $split
          (loop $partition
            (loop $rise
              (local.set $x (i32.load (local.get $i)))
              (if (i32.lt_s (local.get $x) (local.get $pivot))
                (then
                  (local.set $i (i32.add (local.get $i) (i32.const 4)))
                  (br $rise))))
            (loop $fall
              (local.set $y (i32.load (local.get $j)))
              (if (i32.gt_s (local.get $y) (local.get $pivot))
                (then
                  (local.set $j (i32.sub (local.get $j) (i32.const 4)))
                  (br $fall))))
            (br_if $split (i32.gt_s (local.get $i) (local.get $j)))
            (i32.store (local.get $i) (local.get $y))
            (i32.store (local.get $j) (local.get $x))
            (local.set $i (i32.add (local.get $i) (i32.const 4)))
            (local.set $j (i32.sub (local.get $j) (i32.const 4)))
            (br_if $partition (i32.le_s (local.get $i) (local.get $j)))))
        (if (i32.lt_s
              (i32.sub (local.get $j) (local.get $low))
              (i32.sub (local.get $high) (local.get $i)))
          (then
            (call $sort (local.get $low) (local.get $j))
            (local.set $low (local.get $i)))
          (else
            (call $sort (local.get $i) (local.get $high))
            (local.set $high (local.get $j))))
        (br $parts))))

  (func (export "run") (param $n i32) (result i64)
    (local $at i32) (local $end i32) (local $hash i64)
    (call $fill (local.get $n))
    (local.set $end (i32.shl (local.get $n) (i32.const 2)))
    (call $sort (i32.const 0) (i32.sub (local.get $end) (i32.const 4)))
    (loop $words
      (local.set $hash
        (i64.add
          (i64.mul (local.get $hash) (i64.const 31))
          (i64.load32_s (local.get $at))))
      (br_if $words
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
    (local.get $hash)))
