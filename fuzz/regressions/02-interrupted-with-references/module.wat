(module
  (func $inner (param externref) (result externref)
    (local $n i32)
    (local.set $n (i32.const 1000))
    (loop $next
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get 0))
  (func (export "keep") (param externref) (result externref)
    (call $inner (local.get 0))))
