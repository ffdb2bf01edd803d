(module
  (table $t (export "t") 2 funcref)
  (func (export "put") (param funcref) (table.set $t (i32.const 0) (local.get 0)))
  (func (export "run") (result i32) (call_indirect $t (result i32) (i32.const 0))))
