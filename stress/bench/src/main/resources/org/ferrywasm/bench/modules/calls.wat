;; Calls across the border: an empty function for the host to call, and a loop that calls the host's empty function n times.
(module
  (import "host" "nop" (func $host))
  (func (export "nop"))
  (func (export "run") (param $n i32) (result i64)
    (local $i i32)
    (loop $calls
      (call $host)
      (br_if $calls
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (i64.extend_i32_u (local.get $i))))
