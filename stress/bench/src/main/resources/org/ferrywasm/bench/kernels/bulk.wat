;; Bulk memory: n rounds of memory.fill and overlapping memory.copy, forwards and backwards, over a window of 1 MiB; the result folds
;; one word of every 4 KiB.
(module
  (memory 33)

  (func (export "run") (param $n i32) (result i64)
    (local $round i32) (local $at i32) (local $hash i64)
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 0x210000))
    (loop $rounds
      (local.set $round (i32.add (local.get $round) (i32.const 1)))
      ;; a stripe of 64 KiB, at a place that moves with the round
      (memory.fill
        (i32.mul (i32.and (local.get $round) (i32.const 15)) (i32.const 65521))
        (local.get $round)
        (i32.const 0x10000))
      ;; up by a few bytes, then the other way by a few more
      (memory.copy
        (i32.add (i32.const 0x10000) (local.get $round))
        (i32.const 0)
        (i32.const 0x100000))
      (memory.copy
        (i32.const 0x40)
        (i32.add (i32.const 0x10000) (i32.shl (local.get $round) (i32.const 1)))
        (i32.const 0x100000))
      (br_if $rounds (i32.lt_s (local.get $round) (local.get $n))))
    (loop $sample
      (local.set $hash
        (i64.add
          (i64.mul (local.get $hash) (i64.const 0x100000001B3))
          (i64.load (local.get $at))))
      (br_if $sample
        (i32.lt_u
          (local.tee $at (i32.add (local.get $at) (i32.const 0x1000)))
          (i32.const 0x200000))))
    (local.get $hash)))
