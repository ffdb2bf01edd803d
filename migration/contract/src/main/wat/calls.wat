;; Calls that take as many turns as they are told, through frames of their own, and what they change meanwhile.
(module
  (import "host" "step" (func $step (param i32) (result i32)))
  (memory (export "memory") 1 4)
  (global $turns (export "turns") (mut i32) (i32.const 0))
  (func (export "endless") (loop $again (br $again)))
  ;; Recurses without end and never deep: each level returns to one that calls again.
  (func $level (param $depth i32)
    (if (local.get $depth)
      (then
        (call $level (i32.sub (local.get $depth) (i32.const 1)))
        (call $level (i32.sub (local.get $depth) (i32.const 1))))))
  (func (export "recurse") (call $level (i32.const 100)))
  (func $count (param $to i32) (result i32)
    (local $count i32)
    (loop $again
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (global.set $turns (i32.add (global.get $turns) (i32.const 1)))
      (i32.store (i32.shl (i32.and (local.get $count) (i32.const 1023)) (i32.const 2)) (local.get $count))
      (br_if $again (i32.lt_s (local.get $count) (local.get $to))))
    (local.get $count))
  ;; Counts in a callee, and adds what its own frame knows.
  (func (export "countUp") (param $to i32) (result i32)
    (i32.add (i32.mul (local.get $to) (i32.const 1000)) (call $count (local.get $to))))
  ;; Counts, then divides by its second argument in a callee.
  (func $divide (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func (export "countAndDivide") (param $to i32) (param $by i32) (result i32)
    (call $divide (call $count (local.get $to)) (local.get $by)))
  ;; Counts, then calls the host.
  (func (export "countAndStep") (param $to i32) (result i32)
    (i32.add (i32.const 1) (call $step (call $count (local.get $to)))))
  ;; A bulk instruction over most of the memory.
  (func (export "fill") (param $value i32)
    (memory.fill (i32.const 8) (local.get $value) (i32.const 60000))
    (memory.copy (i32.const 16) (i32.const 8) (i32.const 50000))))
