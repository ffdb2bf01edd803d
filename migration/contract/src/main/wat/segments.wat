;; An element segment that holds an object of the host.
(module
  (import "host" "object" (global $object externref))
  (elem $objects externref (global.get $object))
  (table $table (export "table") 1 externref)
  (func (export "use") (table.init $table $objects (i32.const 0) (i32.const 0) (i32.const 1))))
