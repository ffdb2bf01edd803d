(module
  (type $cell (struct (field (mut anyref))))
  (global (export "one") (mut anyref) (struct.new $cell (ref.i31 (i32.const 1))))
  (global (export "two") (mut anyref) (struct.new $cell (struct.new_default $cell)))
  (table (export "t") 4 anyref (struct.new_default $cell))
  (table (export "u") 6 externref)
  (elem (table 0) (i32.const 1) anyref (struct.new_default $cell) (struct.new_default $cell))
  (func (export "yes") (result i32) (i32.const 1)))
