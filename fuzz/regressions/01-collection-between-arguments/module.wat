(module
  (import "host" "collect" (func $collect))
  (func (export "both") (param externref externref) (result externref externref)
    (call $collect)
    (local.get 0)
    (call $collect)
    (local.get 1)))
