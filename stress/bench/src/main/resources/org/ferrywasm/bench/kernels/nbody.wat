;; Floats in memory: five bodies under gravity for n steps of a symplectic integrator; the result is the bits of the total energy.
;; A body is seven doubles: position (0, 8, 16), velocity (24, 32, 40) and mass (48), 56 bytes.
(module
  (memory 1)

  (func $body (param $at i32) (param $x f64) (param $y f64) (param $z f64)
    (param $vx f64) (param $vy f64) (param $vz f64) (param $mass f64)
    (f64.store (local.get $at) (local.get $x))
    (f64.store offset=8 (local.get $at) (local.get $y))
    (f64.store offset=16 (local.get $at) (local.get $z))
    (f64.store offset=24 (local.get $at) (local.get $vx))
    (f64.store offset=32 (local.get $at) (local.get $vy))
    (f64.store offset=40 (local.get $at) (local.get $vz))
    (f64.store offset=48 (local.get $at) (local.get $mass)))

  (func $setUp
    (call $body (i32.const 0)
      (f64.const 0) (f64.const 0) (f64.const 0)
      (f64.const 0) (f64.const 0) (f64.const 0) (f64.const 40))
    (call $body (i32.const 56)
      (f64.const 5) (f64.const -1) (f64.const -0.125)
      (f64.const 0.5) (f64.const 2.75) (f64.const -0.0625) (f64.const 0.0375))
    (call $body (i32.const 112)
      (f64.const 8.25) (f64.const 4.125) (f64.const -0.375)
      (f64.const -1) (f64.const 1.8125) (f64.const 0.0078125) (f64.const 0.01125))
    (call $body (i32.const 168)
      (f64.const 12.875) (f64.const -15.125) (f64.const -0.25)
      (f64.const 1.0625) (f64.const 0.875) (f64.const -0.015625) (f64.const 0.00171875))
    (call $body (i32.const 224)
      (f64.const 15.375) (f64.const -25.875) (f64.const 0.1875)
      (f64.const 0.96875) (f64.const 0.59375) (f64.const -0.03125) (f64.const 0.002)))

  (func $attract (param $a i32) (param $b i32) (param $dt f64)
    (local $dx f64) (local $dy f64) (local $dz f64)
    (local $square f64) (local $magnitude f64) (local $pull f64)
    (local.set $dx (f64.sub (f64.load (local.get $a)) (f64.load (local.get $b))))
    (local.set $dy (f64.sub (f64.load offset=8 (local.get $a)) (f64.load offset=8 (local.get $b))))
    (local.set $dz (f64.sub (f64.load offset=16 (local.get $a)) (f64.load offset=16 (local.get $b))))
    (local.set $square
      (f64.add
        (f64.add
          (f64.mul (local.get $dx) (local.get $dx))
          (f64.mul (local.get $dy) (local.get $dy)))
        (f64.mul (local.get $dz) (local.get $dz))))
    (local.set $magnitude
      (f64.div
        (local.get $dt)
        (f64.mul (local.get $square) (f64.sqrt (local.get $square)))))
    (local.set $pull (f64.mul (f64.load offset=48 (local.get $b)) (local.get $magnitude)))
    (f64.store offset=24 (local.get $a)
      (f64.sub (f64.load offset=24 (local.get $a)) (f64.mul (local.get $dx) (local.get $pull))))
    (f64.store offset=32 (local.get $a)
      (f64.sub (f64.load offset=32 (local.get $a)) (f64.mul (local.get $dy) (local.get $pull))))
    (f64.store offset=40 (local.get $a)
      (f64.sub (f64.load offset=40 (local.get $a)) (f64.mul (local.get $dz) (local.get $pull))))
    (local.set $pull (f64.mul (f64.load offset=48 (local.get $a)) (local.get $magnitude)))
    (f64.store offset=24 (local.get $b)
      (f64.add (f64.load offset=24 (local.get $b)) (f64.mul (local.get $dx) (local.get $pull))))
    (f64.store offset=32 (local.get $b)
      (f64.add (f64.load offset=32 (local.get $b)) (f64.mul (local.get $dy) (local.get $pull))))
    (f64.store offset=40 (local.get $b)
      (f64.add (f64.load offset=40 (local.get $b)) (f64.mul (local.get $dz) (local.get $pull)))))

  (func $drift (param $at i32) (param $dt f64)
    (f64.store (local.get $at)
      (f64.add
        (f64.load (local.get $at))
        (f64.mul (local.get $dt) (f64.load offset=24 (local.get $at)))))
    (f64.store offset=8 (local.get $at)
      (f64.add
        (f64.load offset=8 (local.get $at))
        (f64.mul (local.get $dt) (f64.load offset=32 (local.get $at)))))
    (f64.store offset=16 (local.get $at)
      (f64.add
        (f64.load offset=16 (local.get $at))
        (f64.mul (local.get $dt) (f64.load offset=40 (local.get $at))))))

  (func $step (param $dt f64)
    (local $a i32) (local $b i32)
    (loop $first
      (local.set $b (i32.add (local.get $a) (i32.const 56)))
      (block $paired
        (loop $second
          (br_if $paired (i32.ge_u (local.get $b) (i32.const 280)))
          (call $attract (local.get $a) (local.get $b) (local.get $dt))
          (local.set $b (i32.add (local.get $b) (i32.const 56)))
          (br $second)))
      (br_if $first
        (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 56))) (i32.const 280))))
    (local.set $a (i32.const 0))
    (loop $all
      (call $drift (local.get $a) (local.get $dt))
      (br_if $all
        (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 56))) (i32.const 280)))))

  (func $distance (param $a i32) (param $b i32) (result f64)
    (local $dx f64) (local $dy f64) (local $dz f64)
    (local.set $dx (f64.sub (f64.load (local.get $a)) (f64.load (local.get $b))))
    (local.set $dy (f64.sub (f64.load offset=8 (local.get $a)) (f64.load offset=8 (local.get $b))))
    (local.set $dz (f64.sub (f64.load offset=16 (local.get $a)) (f64.load offset=16 (local.get $b))))
    (f64.sqrt
      (f64.add
        (f64.add
          (f64.mul (local.get $dx) (local.get $dx))
          (f64.mul (local.get $dy) (local.get $dy)))
        (f64.mul (local.get $dz) (local.get $dz)))))

  (func $kinetic (param $at i32) (result f64)
    (f64.mul
      (f64.mul (f64.const 0.5) (f64.load offset=48 (local.get $at)))
      (f64.add
        (f64.add
          (f64.mul (f64.load offset=24 (local.get $at)) (f64.load offset=24 (local.get $at)))
          (f64.mul (f64.load offset=32 (local.get $at)) (f64.load offset=32 (local.get $at))))
        (f64.mul (f64.load offset=40 (local.get $at)) (f64.load offset=40 (local.get $at))))))

  (func $energy (result f64)
    (local $a i32) (local $b i32) (local $sum f64)
    (loop $first
      (local.set $sum (f64.add (local.get $sum) (call $kinetic (local.get $a))))
      (local.set $b (i32.add (local.get $a) (i32.const 56)))
      (block $paired
        (loop $second
          (br_if $paired (i32.ge_u (local.get $b) (i32.const 280)))
          (local.set $sum
            (f64.sub
              (local.get $sum)
              (f64.div
                (f64.mul (f64.load offset=48 (local.get $a)) (f64.load offset=48 (local.get $b)))
                (call $distance (local.get $a) (local.get $b)))))
          (local.set $b (i32.add (local.get $b) (i32.const 56)))
          (br $second)))
      (br_if $first
        (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 56))) (i32.const 280))))
    (local.get $sum))

  (func (export "run") (param $n i32) (result i64)
    (call $setUp)
    (block $done
      (loop $steps
        (br_if $done (i32.eqz (local.get $n)))
        (call $step (f64.const 0.0078125))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $steps)))
    (i64.reinterpret_f64 (call $energy))))
