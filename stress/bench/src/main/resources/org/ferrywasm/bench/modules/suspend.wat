;; What is suspended: an empty function, a loop without end, and a loop that calls a host function n times.
(module
  (import "host" "answer" (func $answer))
  (func (export "nop"))
  (func (export "spin") (loop $forever (br $forever)))
  (func (export "run") (param $n i32) (result i64)
    (local $i i32)
    (loop $calls
      (call $answer)
      (br_if $calls
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (i64.extend_i32_u (local.get $i))))
