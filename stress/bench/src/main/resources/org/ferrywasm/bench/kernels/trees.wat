;; Structs on the garbage-collected heap: builds and walks binary trees of depth n, sixteen short-lived ones beside one that stays.
(module
  (type $tree
    (struct
      (field $left (mut (ref null $tree)))
      (field $right (mut (ref null $tree)))
      (field $key i32)))

  (func $build (param $depth i32) (param $key i32) (result (ref $tree))
    (if (result (ref $tree)) (i32.eqz (local.get $depth))
      (then (struct.new $tree (ref.null $tree) (ref.null $tree) (local.get $key)))
      (else
        (struct.new $tree
          (call $build
            (i32.sub (local.get $depth) (i32.const 1))
            (i32.shl (local.get $key) (i32.const 1)))
          (call $build
            (i32.sub (local.get $depth) (i32.const 1))
            (i32.add (i32.shl (local.get $key) (i32.const 1)) (i32.const 1)))
          (local.get $key)))))

  (func $sum (param $tree (ref null $tree)) (result i64)
    (if (ref.is_null (local.get $tree))
      (then (return (i64.const 0))))
    (i64.add
      (i64.extend_i32_u (struct.get $tree $key (local.get $tree)))
      (i64.add
        (call $sum (struct.get $tree $left (local.get $tree)))
        (i64.mul (i64.const 3) (call $sum (struct.get $tree $right (local.get $tree)))))))

  ;; mirrors the tree in place
  (func $mirror (param $tree (ref null $tree))
    (local $left (ref null $tree))
    (if (ref.is_null (local.get $tree))
      (then (return)))
    (local.set $left (struct.get $tree $left (local.get $tree)))
    (struct.set $tree $left (local.get $tree) (struct.get $tree $right (local.get $tree)))
    (struct.set $tree $right (local.get $tree) (local.get $left))
    (call $mirror (struct.get $tree $left (local.get $tree)))
    (call $mirror (struct.get $tree $right (local.get $tree))))

  (func (export "run") (param $n i32) (result i64)
    (local $round i32) (local $hash i64) (local $kept (ref null $tree))
    (local.set $kept (call $build (local.get $n) (i32.const 1)))
    (loop $rounds
      (local.set $hash
        (i64.add
          (i64.mul (local.get $hash) (i64.const 31))
          (call $sum (call $build (local.get $n) (local.get $round)))))
      (br_if $rounds
        (i32.lt_u
          (local.tee $round (i32.add (local.get $round) (i32.const 1)))
          (i32.const 16))))
    (call $mirror (local.get $kept))
    (i64.xor (local.get $hash) (call $sum (local.get $kept)))))
