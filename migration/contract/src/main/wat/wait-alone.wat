;; Waits in a memory that threads share, for a notification that may never come.
(module
  (import "host" "memory" (memory 1 1024 shared))
  (func (export "wait") (param $nanos i64) (result i32)
    (memory.atomic.wait32 (i32.const 0) (i32.const 0) (local.get $nanos)))
  (func (export "notify") (result i32) (memory.atomic.notify (i32.const 0) (i32.const -1))))
