;; A bit of everything that the first version of the language has: what the kit computes after each refusal.
(module
  (type $unary (func (param i32) (result i32)))
  (import "host" "echo" (func $echo (param i32) (result i32)))
  (memory (export "memory") 1 16)
  (table $functions (export "functions") 3 64 funcref)
  (global $counter (export "counter") (mut i32) (i32.const 0))
  (elem (i32.const 0) $next $double $fib)
  (func $next (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $double (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
  (func $fib (export "fib") (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
      (then (local.get 0))
      (else (i32.add
        (call $fib (i32.sub (local.get 0) (i32.const 1)))
        (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
  (func (export "increment")
    (global.set $counter (i32.add (global.get $counter) (i32.const 1))))
  (func (export "count") (result i32) (global.get $counter))
  ;; Calls an element of the table, again and again with its own result.
  (func (export "dispatch") (param $index i32) (param $times i32) (result i32)
    (local $value i32)
    (loop $again
      (local.set $value
        (call_indirect $functions (type $unary) (local.get $value) (local.get $index)))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $value))
  (func (export "fillAndSum") (param $words i32) (result i32)
    (local $at i32) (local $sum i32)
    (loop $store
      (i32.store (i32.shl (local.get $at) (i32.const 2)) (i32.add (local.get $at) (i32.const 1)))
      (br_if $store (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $words))))
    (local.set $at (i32.const 0))
    (loop $load
      (local.set $sum (i32.add (local.get $sum) (i32.load (i32.shl (local.get $at) (i32.const 2)))))
      (br_if $load (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $words))))
    (local.get $sum))
  (func (export "through") (param i32) (result i32) (call $echo (local.get 0)))
  ;; Counts down: a computation that takes as long as its argument says.
  (func (export "spin") (param $times i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (i32.and (local.get $times) (i32.const 1))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $sum))
  (func (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func $deep (export "deep") (param i32) (result i32)
    (i32.add (i32.const 1) (call $deep (i32.add (local.get 0) (i32.const 1))))))
