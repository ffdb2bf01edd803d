;; Atomic instructions in a memory that is nobody else's.
(module
  (memory 1)
  (func (export "wait32") (result i32) (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 1)))
  (func (export "wait64") (result i32) (memory.atomic.wait64 (i32.const 0) (i64.const 0) (i64.const 1)))
  (func (export "notify") (result i32) (memory.atomic.notify (i32.const 0) (i32.const 1)))
  (func (export "load16") (param i32) (result i32) (i32.atomic.load16_u (local.get 0)))
  (func (export "load32") (param i32) (result i32) (i32.atomic.load (local.get 0)))
  (func (export "store64") (param i32) (i64.atomic.store (local.get 0) (i64.const 1)))
  (func (export "add32") (param i32) (result i32) (i32.atomic.rmw.add (local.get 0) (i32.const 1)))
  (func (export "add64") (param i32) (result i64) (i64.atomic.rmw.add (local.get 0) (i64.const 1)))
  (func (export "exchange16") (param i32) (result i32)
    (i32.atomic.rmw16.cmpxchg_u (local.get 0) (i32.const 0) (i32.const 1)))
  (func (export "notifyAt") (param i32) (result i32) (memory.atomic.notify (local.get 0) (i32.const 1))))
