;; What the host touches in a hurry: an empty function, a memory and a global.
(module
  (memory (export "memory") 1)
  (data (i32.const 16) "\05\06\07\08")
  (global (export "global") (mut i32) (i32.const 7))
  (func (export "nop")))
