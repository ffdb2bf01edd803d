;; Takes its time to be instantiated: long segments, a start function with a loop.
(module
  (memory (export "memory") 1 4)
  (table $table (export "table") 4000 funcref)
  (global $sum (export "sum") (mut i32) (i32.const 0))
  (func $turn
    (local $count i32)
    (loop $again
      (global.set $sum (i32.add (global.get $sum) (local.get $count)))
      (br_if $again (i32.lt_s
        (local.tee $count (i32.add (local.get $count) (i32.const 1))) (i32.const 2000)))))
  (start $turn)
  (elem $functions func $turn $turn $turn)
  (data (i32.const 0) "at the start"))
