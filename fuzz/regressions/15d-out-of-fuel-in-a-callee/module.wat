(module
  (func $inner (param $n i32) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  (func $middle (param i32) (result i32) (i32.add (call $inner (local.get 0)) (call $inner (local.get 0))))
  (func (export "run") (param i32) (result i32) (i32.mul (call $middle (local.get 0)) (i32.const 2))))
