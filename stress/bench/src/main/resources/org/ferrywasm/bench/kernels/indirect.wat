;; Indirect calls: shapes with virtual methods. An object in memory names its class; area and growth are looked up in a table, and n
;; rounds walk over 64 objects of eight classes in an order that no predictor knows by heart.
(module
  (memory 1)
  (type $method (func (param i32) (result i32)))
  (table 16 funcref)
  (elem (i32.const 0)
    $square $rectangle $triangle $circle $rhombus $hexagon $cross $point
    $widen $heighten $widen $widen $heighten $widen $swap $stay)

  ;; an object: class (0), width (4), height (8)
  (func $square (type $method)
    (i32.mul (i32.load offset=4 (local.get 0)) (i32.load offset=4 (local.get 0))))
  (func $rectangle (type $method)
    (i32.mul (i32.load offset=4 (local.get 0)) (i32.load offset=8 (local.get 0))))
  (func $triangle (type $method)
    (i32.shr_u
      (i32.mul (i32.load offset=4 (local.get 0)) (i32.load offset=8 (local.get 0)))
      (i32.const 1)))
  (func $circle (type $method)
    (i32.div_u
      (i32.mul
        (i32.mul (i32.load offset=4 (local.get 0)) (i32.load offset=4 (local.get 0)))
        (i32.const 355))
      (i32.const 452)))
  (func $rhombus (type $method)
    (i32.shr_u
      (i32.mul
        (i32.add (i32.load offset=4 (local.get 0)) (i32.const 1))
        (i32.load offset=8 (local.get 0)))
      (i32.const 1)))
  (func $hexagon (type $method)
    (i32.mul
      (i32.const 3)
      (i32.mul (i32.load offset=4 (local.get 0)) (i32.load offset=4 (local.get 0)))))
  (func $cross (type $method)
    (i32.add
      (i32.shl (i32.load offset=4 (local.get 0)) (i32.const 2))
      (i32.load offset=8 (local.get 0))))
  (func $point (type $method)
    (i32.const 0))

  (func $widen (type $method)
    (i32.store offset=4 (local.get 0)
      (i32.and (i32.add (i32.load offset=4 (local.get 0)) (i32.const 1)) (i32.const 255)))
    (i32.load offset=4 (local.get 0)))
  (func $heighten (type $method)
    (i32.store offset=8 (local.get 0)
      (i32.and (i32.add (i32.load offset=8 (local.get 0)) (i32.const 3)) (i32.const 255)))
    (i32.load offset=8 (local.get 0)))
  (func $swap (type $method)
    (local $width i32)
    (local.set $width (i32.load offset=4 (local.get 0)))
    (i32.store offset=4 (local.get 0) (i32.load offset=8 (local.get 0)))
    (i32.store offset=8 (local.get 0) (local.get $width))
    (local.get $width))
  (func $stay (type $method)
    (i32.const 1))

  (func $setUp
    (local $at i32) (local $seed i32)
    (local.set $seed (i32.const 2463534242))
    (loop $objects
      (local.set $seed
        (i32.add (i32.mul (local.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
      (i32.store (local.get $at) (i32.shr_u (local.get $seed) (i32.const 29)))
      (i32.store offset=4 (local.get $at)
        (i32.and (i32.shr_u (local.get $seed) (i32.const 8)) (i32.const 255)))
      (i32.store offset=8 (local.get $at)
        (i32.and (i32.shr_u (local.get $seed) (i32.const 16)) (i32.const 255)))
      (br_if $objects
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 12))) (i32.const 768)))))

  (func (export "run") (param $n i32) (result i64)
    (local $at i32) (local $sum i64)
    (call $setUp)
    (loop $rounds
      (local.set $at (i32.const 0))
      (loop $objects
        (local.set $sum
          (i64.add
            (i64.rotl (local.get $sum) (i64.const 1))
            (i64.extend_i32_s
              (i32.add
                (call_indirect (type $method)
                  (local.get $at)
                  (i32.load (local.get $at)))
                (call_indirect (type $method)
                  (local.get $at)
                  (i32.add (i32.load (local.get $at)) (i32.const 8)))))))
        (br_if $objects
          (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 12))) (i32.const 768))))
      (br_if $rounds (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
    (local.get $sum)))
