;; All kinds of state that a Store can have without a heap, for Stores that move.
(module
  (type $unary (func (param i32) (result i32)))
  (memory (export "memory") 2 10)
  (table $objects (export "objects") 4 100 externref)
  (table $functions (export "functions") 3 10 funcref)
  (global $number (export "number") (mut i64) (i64.const 5))
  (global $real (export "real") (mut f64) (f64.const 0.5))
  (global $object (export "object") (mut externref) (ref.null extern))
  (elem $passive funcref (ref.func $next) (ref.null func))
  (elem (table $functions) (i32.const 0) func $next $double)
  (data $bytes "luggage")
  (data (i32.const 100) "written at the start")
  (func $next (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $double (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
  (func $fib (export "fib") (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
      (then (local.get 0))
      (else (i32.add
        (call $fib (i32.sub (local.get 0) (i32.const 1)))
        (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
  ;; Writes all over the memory, and changes the globals and a table.
  (func (export "fill") (param $seed i32)
    (local $at i32)
    (loop $store
      (i32.store (local.get $at) (i32.mul (i32.add (local.get $at) (local.get $seed)) (i32.const 2654435761)))
      (br_if $store (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 131072))))
    (memory.init $bytes (i32.const 8) (i32.const 0) (i32.const 7))
    (global.set $number (i64.extend_i32_s (local.get $seed)))
    (global.set $real (f64.convert_i32_s (local.get $seed)))
    (table.init $functions $passive (i32.const 2) (i32.const 0) (i32.const 1)))
  (func (export "dispatch") (param $index i32) (param $value i32) (result i32)
    (call_indirect $functions (type $unary) (local.get $value) (local.get $index)))
  ;; Counts to a number, one turn of a loop each.
  (func (export "countUp") (param $to i32) (result i32)
    (local $count i32)
    (loop $again
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $again (i32.lt_s (local.get $count) (local.get $to))))
    (local.get $count))
  ;; Holds an object in a local for as many turns, then gives it back.
  (func (export "hold") (param $object externref) (param $turns i32) (result externref)
    (loop $again
      (br_if $again (local.tee $turns (i32.sub (local.get $turns) (i32.const 1)))))
    (local.get $object))
  (func $turn (param $turns i32) (result i32)
    (loop $again
      (br_if $again (local.tee $turns (i32.sub (local.get $turns) (i32.const 1)))))
    (i32.const 3))
  ;; Holds an object as an operand while another function runs, then puts it into a table.
  (func (export "operand") (param $object externref) (param $turns i32)
    (table.set $objects
      (call $turn (local.get $turns))
      (local.get $object)))
  (func (export "endless") (loop $again (br $again)))
  (func $deep (export "deep") (param i32) (result i32)
    (i32.add (i32.const 1) (call $deep (i32.add (local.get 0) (i32.const 1)))))
  (func (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1))))
