;; Deep calls: Ackermann's function A(3, n), whose recursion reaches a depth of 2^(n+3).
(module
  (func $ack (param $m i32) (param $n i32) (result i32)
    (if (i32.eqz (local.get $m))
      (then (return (i32.add (local.get $n) (i32.const 1)))))
    (if (i32.eqz (local.get $n))
      (then (return (call $ack (i32.sub (local.get $m) (i32.const 1)) (i32.const 1)))))
    (call $ack
      (i32.sub (local.get $m) (i32.const 1))
      (call $ack (local.get $m) (i32.sub (local.get $n) (i32.const 1)))))

  (func (export "run") (param $n i32) (result i64)
    (i64.extend_i32_u (call $ack (i32.const 3) (local.get $n)))))
