;; Asks the host for something that it answers later: meanwhile only the argument, or only a local variable, holds an object.
(module
  (import "host" "look" (func $look (param externref)))
  (import "host" "answer" (func $answer (param externref) (result i32)))
  (func (export "argument") (param $object externref) (result i32)
    (local.get $object)
    (local.set $object (ref.null extern))
    (call $answer))
  (func (export "local") (param $object externref) (result i32)
    (local $answer i32)
    (local.set $answer (call $answer (ref.null extern)))
    (call $look (local.get $object))
    (local.get $answer)))
