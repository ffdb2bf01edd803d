(module
  (table $t (export "t") 2 externref)
  (table $f (export "f") 2 funcref)
  (func (export "id") (param externref) (result externref) (local.get 0))
  (func $one (export "one") (result i32) (i32.const 1))
  (func (export "apply") (param funcref) (result i32)
    (table.set $f (i32.const 0) (local.get 0))
    (call_indirect $f (result i32) (i32.const 0))))
