(module
  (type $cell (struct (field (mut anyref))))
  (global (mut anyref) (struct.new $cell (ref.i31 (i32.const 1))))
  (table 4 anyref (struct.new_default $cell))
  (elem (table 0) (i32.const 0) anyref (struct.new_default $cell))
  (elem (table 0) (i32.const 4) anyref (struct.new_default $cell)))
