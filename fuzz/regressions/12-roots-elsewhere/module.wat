(module
  (type $cell (struct (field (mut i32)) (field (mut anyref))))
  (func $inner (param $n i32) (param $r anyref) (result i32)
    (loop $next
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (struct.get $cell 0 (ref.cast (ref $cell) (local.get $r))))
  (func (export "keep") (param $value i32) (result i32)
    (call $inner (i32.const 100)
      (struct.new $cell (local.get $value) (struct.new $cell (i32.const -1) (ref.null none))))))
