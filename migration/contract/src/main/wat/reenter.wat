;; Calls the host, which calls it again: each level of nesting adds one.
(module
  (import "host" "next" (func $next (param i32) (result i32)))
  (func (export "down") (param $levels i32) (result i32)
    (if (result i32) (i32.eqz (local.get $levels))
      (then (i32.const 0))
      (else (i32.add (i32.const 1)
        (call $next (i32.sub (local.get $levels) (i32.const 1))))))))
