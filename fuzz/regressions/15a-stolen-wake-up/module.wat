(module
  (import "host" "memory" (memory $m 1 8 shared))
  (func (export "wait") (result i32)
    (memory.atomic.wait32 (i32.const 16) (i32.const 0) (i64.const -1)))
  (func (export "notify") (param i32) (result i32)
    (memory.atomic.notify (i32.const 16) (local.get 0))))
