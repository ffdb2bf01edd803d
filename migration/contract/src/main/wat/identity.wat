;; Structures seen from outside, and whether two are the same.
(module
  (type $thing (struct (field i32)))
  (func (export "make") (result externref) (extern.convert_any (struct.new $thing (i32.const 1))))
  (func (export "same") (param externref externref) (result i32)
    (ref.eq
      (ref.cast eqref (any.convert_extern (local.get 0)))
      (ref.cast eqref (any.convert_extern (local.get 1)))))
  (func (export "through") (param externref) (result externref)
    (extern.convert_any (any.convert_extern (local.get 0)))))
