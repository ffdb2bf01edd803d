(module
  (func (export "run") (param $n i32) (result i32)
    (loop $next
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (i32.div_u (i32.const 1) (local.get $n)))
  (func (export "well") (param $n i32) (result i32)
    (loop $next
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (i32.div_u (i32.const 1) (i32.const 1))))
