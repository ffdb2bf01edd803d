;; A passive segment of structures that refer to an object of the host, one of which a table gets.
(module
  (type $box (struct (field externref)))
  (import "host" "constant" (global $constant externref))
  (table $table 1 (ref null $box))
  (elem $passive (ref null $box)
    (struct.new $box (global.get $constant)) (struct.new $box (global.get $constant)))
  (func (export "object") (result externref)
    (table.init $table $passive (i32.const 0) (i32.const 1) (i32.const 1))
    (struct.get $box 0 (table.get $table (i32.const 0))))
  (func (export "drop") (elem.drop $passive))
  (func (export "empty") (table.set $table (i32.const 0) (ref.null $box))))
