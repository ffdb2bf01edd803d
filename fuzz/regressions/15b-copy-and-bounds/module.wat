(module
  (memory (export "m") 2 2)
  (func (export "number")
    (local $at i32)
    (loop $next
      (i32.store (local.get $at) (local.get $at))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 131072)))))
  (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "far") (param i32) (result i32) (i32.load offset=0xfffffffc (local.get 0))))
