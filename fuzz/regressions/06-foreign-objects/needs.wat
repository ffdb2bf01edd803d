(module
  (import "other" "one" (func $one (result i32)))
  (func (export "run") (result i32) (call $one)))
