;; SIMD: n rounds over a row of 1024 pixels: blend two 8-bit rows by a moving weight in 16-bit lanes, then the dot product of two rows of
;; 32-bit floats; the result mixes both.
(module
  (memory 1)
  ;; 0 and 4096: the rows to blend; 8192: the blend; 16384 and 32768: floats

  (func $setUp
    (local $at i32)
    (loop $bytes
      (i32.store8 (local.get $at) (i32.mul (local.get $at) (i32.const 7)))
      (i32.store8 offset=4096 (local.get $at) (i32.mul (local.get $at) (i32.const 13)))
      (br_if $bytes
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (i32.const 4096))))
    (local.set $at (i32.const 0))
    (loop $floats
      (f32.store offset=16384 (local.get $at)
        (f32.convert_i32_u (i32.and (local.get $at) (i32.const 1020))))
      (f32.store offset=32768 (local.get $at)
        (f32.div (f32.const 1) (f32.convert_i32_u (i32.add (local.get $at) (i32.const 1)))))
      (br_if $floats
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 4096)))))

  ;; (a * weight + b * (256 - weight)) / 256 in every byte
  (func $blend (param $weight i32)
    (local $at i32) (local $a v128) (local $b v128) (local $wa v128) (local $wb v128)
    (local.set $wa (i16x8.splat (local.get $weight)))
    (local.set $wb (i16x8.sub (i16x8.splat (i32.const 256)) (local.get $wa)))
    (loop $vectors
      (local.set $a (v128.load (local.get $at)))
      (local.set $b (v128.load offset=4096 (local.get $at)))
      (v128.store offset=8192 (local.get $at)
        (i8x16.narrow_i16x8_u
          (i16x8.shr_u
            (i16x8.add
              (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $a)) (local.get $wa))
              (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $b)) (local.get $wb)))
            (i32.const 8))
          (i16x8.shr_u
            (i16x8.add
              (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $a)) (local.get $wa))
              (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $b)) (local.get $wb)))
            (i32.const 8))))
      (br_if $vectors
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (i32.const 4096)))))

  (func $dot (result f32)
    (local $at i32) (local $sum v128)
    (loop $vectors
      (local.set $sum
        (f32x4.add
          (local.get $sum)
          (f32x4.mul
            (v128.load offset=16384 (local.get $at))
            (v128.load offset=32768 (local.get $at)))))
      (br_if $vectors
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (i32.const 4096))))
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
      (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))

  ;; xor of the blended row, both halves
  (func $fold (result i64)
    (local $at i32) (local $sum v128)
    (loop $vectors
      (local.set $sum (v128.xor (local.get $sum) (v128.load offset=8192 (local.get $at))))
      (br_if $vectors
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (i32.const 4096))))
    (i64.xor
      (i64x2.extract_lane 0 (local.get $sum))
      (i64x2.extract_lane 1 (local.get $sum))))

  (func (export "run") (param $n i32) (result i64)
    (local $round i32) (local $hash i64)
    (call $setUp)
    (loop $rounds
      (call $blend (i32.and (local.get $round) (i32.const 255)))
      (local.set $hash
        (i64.add
          (i64.add
            (i64.mul (local.get $hash) (i64.const 31))
            (call $fold))
          (i64.extend_i32_u (i32.reinterpret_f32 (call $dot)))))
      ;; the next dot product differs: one float of the first row moves on
      (f32.store offset=16384
        (i32.shl (i32.and (local.get $round) (i32.const 1023)) (i32.const 2))
        (f32.convert_i32_u (local.get $round)))
      (br_if $rounds
        (i32.lt_s
          (local.tee $round (i32.add (local.get $round) (i32.const 1)))
          (local.get $n))))
    (local.get $hash)))
