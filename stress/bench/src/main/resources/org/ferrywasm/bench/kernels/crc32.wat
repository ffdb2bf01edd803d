;; Hashing by table: CRC-32 (reflected polynomial 0xEDB88320) over n bytes of a pseudo-random stream kept in memory.
(module
  (memory 8)

  ;; 256 words at 0
  (func $makeTable
    (local $i i32) (local $bit i32) (local $c i32)
    (loop $entries
      (local.set $c (local.get $i))
      (local.set $bit (i32.const 8))
      (loop $bits
        (local.set $c
          (i32.xor
            (i32.shr_u (local.get $c) (i32.const 1))
            (i32.and
              (i32.const 0xEDB88320)
              (i32.sub (i32.const 0) (i32.and (local.get $c) (i32.const 1))))))
        (br_if $bits (local.tee $bit (i32.sub (local.get $bit) (i32.const 1)))))
      (i32.store (i32.shl (local.get $i) (i32.const 2)) (local.get $c))
      (br_if $entries
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 256)))))

  ;; n bytes at 1024, by a linear congruential generator
  (func $makeData (param $n i32)
    (local $i i32) (local $seed i32)
    (local.set $seed (i32.const 12345))
    (loop $bytes
      (local.set $seed
        (i32.add (i32.mul (local.get $seed) (i32.const 1103515245)) (i32.const 12345)))
      (i32.store8 offset=1024 (local.get $i) (i32.shr_u (local.get $seed) (i32.const 16)))
      (br_if $bytes
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))

  (func (export "run") (param $n i32) (result i64)
    (local $i i32) (local $crc i32)
    (call $makeTable)
    (call $makeData (local.get $n))
    (local.set $crc (i32.const -1))
    (loop $bytes
      (local.set $crc
        (i32.xor
          (i32.shr_u (local.get $crc) (i32.const 8))
          (i32.load
            (i32.shl
              (i32.and
                (i32.xor (local.get $crc) (i32.load8_u offset=1024 (local.get $i)))
                (i32.const 255))
              (i32.const 2)))))
      (br_if $bytes
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (i64.extend_i32_u (i32.xor (local.get $crc) (i32.const -1)))))
