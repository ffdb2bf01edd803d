(module
  (func $zero (export "zero") (result i32) (i32.const 42))
  (table $t (export "t") 2 funcref)
  (elem (table $t) (i32.const 0) func $zero)
  (func (export "is") (param i32) (result i32) (ref.is_null (table.get $t (local.get 0))))
  (func (export "run") (param i32) (result i32) (call_indirect $t (result i32) (local.get 0)))
  (func (export "first") (result funcref) (ref.func $zero))
  (func (export "none") (result funcref) (ref.null func)))
