;; Calls a host function that throws, through several frames of its own.
(module
  (import "host" "throw" (func $throw))
  (func $inner (call $throw))
  (func (export "outer") (call $inner)))
