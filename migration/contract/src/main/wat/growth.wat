;; A table and a memory that guests and hosts make larger, and what shows that nothing was lost meanwhile.
(module
  (type $number (func (result i32)))
  (table $table (export "table") 4 10000000 funcref)
  (memory $memory (export "memory") 1 1024)
  (elem declare func $one $two)
  (func $one (result i32) (i32.const 1))
  (func $two (result i32) (i32.const 2))
  (func (export "table.grow") (param $elements i32) (result i32)
    (table.grow $table (ref.null func) (local.get $elements)))
  (func (export "table.size") (result i32) (table.size $table))
  (func (export "memory.grow") (param $pages i32) (result i32) (memory.grow (local.get $pages)))
  (func (export "memory.size") (result i32) (memory.size))
  ;; Puts one of the two functions into the table, again and again, and asks each time which is there: how often it was another.
  (func (export "setAndAsk") (param $index i32) (param $times i32) (result i32)
    (local $wrong i32)
    (loop $again
      (table.set $table (local.get $index) (ref.func $one))
      (local.set $wrong (i32.add (local.get $wrong)
        (i32.ne (call_indirect $table (type $number) (local.get $index)) (i32.const 1))))
      (table.set $table (local.get $index) (ref.func $two))
      (local.set $wrong (i32.add (local.get $wrong)
        (i32.ne (call_indirect $table (type $number) (local.get $index)) (i32.const 2))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $wrong))
  ;; Stores a number into every word of the first page, then reads all back: how many were lost.
  (func (export "storeAndLoad") (param $number i32) (result i32)
    (local $at i32) (local $lost i32)
    (loop $store
      (i32.store (local.get $at) (i32.add (local.get $number) (local.get $at)))
      (br_if $store (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 65536))))
    (local.set $at (i32.const 0))
    (loop $load
      (local.set $lost (i32.add (local.get $lost)
        (i32.ne (i32.load (local.get $at)) (i32.add (local.get $number) (local.get $at)))))
      (br_if $load (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 65536))))
    (local.get $lost)))
