;; One export of each kind, for a host that uses them after the end.
(module
  (func (export "function") (result i32) (i32.const 1))
  (memory (export "memory") 1 4)
  (table (export "table") 2 4 funcref)
  (global (export "global") (mut i32) (i32.const 1)))
