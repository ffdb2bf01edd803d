;; The canary's second half, where there are references to host objects.
(module
  (import "host" "keep" (func $keep (param externref) (result externref)))
  (table $objects (export "objects") 2 64 externref)
  (func (export "round") (param externref) (result externref) (call $keep (local.get 0))))
