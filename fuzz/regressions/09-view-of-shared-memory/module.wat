(module
  (import "host" "memory" (memory $m 1 8 shared))
  (export "m" (memory $m))
  (func (export "grow") (result i32) (memory.grow (i32.const 2)))
  (func (export "store") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0))))
