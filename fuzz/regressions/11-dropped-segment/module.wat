(module
  (import "host" "kept" (global $kept externref))
  (table $t (export "t") 4 externref)
  (elem $e externref (global.get $kept) (global.get $kept))
  (func (export "init") (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 2)))
  (func (export "drop") (elem.drop $e)))
