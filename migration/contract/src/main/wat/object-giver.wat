;; Calls a host function that gives a reference.
(module
  (import "host" "give" (func $give (result externref)))
  (func (export "ask") (result externref) (call $give)))
