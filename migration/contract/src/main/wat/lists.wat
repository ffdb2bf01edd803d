;; Lists and cycles of structures and arrays that hold references to host objects.
(module
  (rec (type $node (struct (field (mut externref)) (field (mut (ref null $node))))))
  (rec
    (type $knot (struct (field (mut externref)) (field (mut (ref null $ring)))))
    (type $ring (array (mut (ref null $knot)))))
  (global $list (mut (ref null $node)) (ref.null $node))
  (func (export "build") (param $object externref) (param $length i32)
    (loop $again
      (global.set $list (struct.new $node (local.get $object) (global.get $list)))
      (br_if $again (local.tee $length (i32.sub (local.get $length) (i32.const 1))))))
  (func (export "list") (result anyref) (global.get $list))
  (func (export "forget") (global.set $list (ref.null $node)))
  (func (export "object") (param $list anyref) (result externref)
    (struct.get $node 0 (ref.cast (ref $node) (local.get $list))))
  ;; Two structures that refer to each other.
  (func (export "pair") (param $object externref)
    (local $one (ref null $node)) (local $other (ref null $node))
    (local.set $one (struct.new $node (local.get $object) (ref.null $node)))
    (local.set $other (struct.new $node (ref.null extern) (local.get $one)))
    (struct.set $node 0 (local.get $other) (local.get $object))
    (struct.set $node 1 (local.get $one) (local.get $other)))
  ;; A structure that refers to itself, as a structure and as something external.
  (func (export "self") (param $object externref)
    (local $one (ref null $node)) (local $other (ref null $node))
    (local.set $one (struct.new $node (local.get $object) (ref.null $node)))
    (struct.set $node 1 (local.get $one) (local.get $one))
    (local.set $other (struct.new $node (ref.null extern) (local.get $one)))
    (struct.set $node 0 (local.get $other) (extern.convert_any (local.get $other))))
  ;; A list whose last node refers to its first one; it is kept.
  (func (export "circle") (param $object externref) (param $length i32)
    (local $last (ref null $node))
    (local.set $last (struct.new $node (local.get $object) (ref.null $node)))
    (global.set $list (local.get $last))
    (loop $again
      (global.set $list (struct.new $node (local.get $object) (global.get $list)))
      (br_if $again (local.tee $length (i32.sub (local.get $length) (i32.const 1)))))
    (struct.set $node 1 (local.get $last) (global.get $list)))
  ;; An array and a structure in it that refers to the array.
  (func (export "knot") (param $object externref)
    (local $ring (ref null $ring))
    (local.set $ring (array.new_default $ring (i32.const 3)))
    (array.set $ring (local.get $ring) (i32.const 1) (struct.new $knot (local.get $object) (local.get $ring)))
    (array.set $ring (local.get $ring) (i32.const 2) (array.get $ring (local.get $ring) (i32.const 1)))))
