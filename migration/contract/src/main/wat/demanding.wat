;; Asks its Store for one of everything when it is instantiated: instances, room, references to an object of the host.
(module
  (import "host" "object" (func $object (result externref)))
  (memory (export "memory") 1 4)
  (table $objects (export "objects") 3 9 externref)
  (table $functions 2 9 funcref)
  (global $own (mut externref) (ref.null extern))
  (elem (table $functions) (i32.const 0) func $start)
  (func $start
    (global.set $own (call $object))
    (table.set $objects (i32.const 0) (call $object))
    (drop (memory.grow (i32.const 1)))
    (drop (table.grow $objects (global.get $own) (i32.const 2))))
  (start $start)
  (func (export "works") (result i32) (i32.const 1)))
