;; Byte search: Horspool's algorithm looks for the patterns of a small dictionary in n bytes of generated text over four letters; the
;; result sums the places where they stand, each weighted by its pattern.
(module
  (memory 8)
  ;; 0: eight patterns of sixteen bytes, the length first
  (data (i32.const 0)
    "\04abba............"  "\05acdca..........."  "\06dabbac.........."  "\04dddd............"
    "\08abcdabcd........"  "\03cab............."  "\05bbacb..........."  "\07adbcadb.........")
  ;; 256: shift table, a byte for each byte value; 1024: the text

  (func $makeText (param $n i32)
    (local $i i32) (local $x i32)
    (local.set $x (i32.const 0x13579BDF))
    (loop $letters
      (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 13))))
      (local.set $x (i32.xor (local.get $x) (i32.shr_u (local.get $x) (i32.const 17))))
      (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 5))))
      (i32.store8 offset=1024
        (local.get $i)
        (i32.add (i32.and (local.get $x) (i32.const 3)) (i32.const 97)))
      (br_if $letters
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))

  (func $makeShifts (param $pattern i32) (param $length i32)
    (local $i i32)
    (loop $all
      (i32.store8 offset=256 (local.get $i) (local.get $length))
      (br_if $all
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 256))))
    (local.set $i (i32.const 0))
    (local.set $length (i32.sub (local.get $length) (i32.const 1)))
    (loop $letters
      (i32.store8 offset=256
        (i32.load8_u (i32.add (local.get $pattern) (local.get $i)))
        (i32.sub (local.get $length) (local.get $i)))
      (br_if $letters
        (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 1)))
          (local.get $length)))))

  (func $find (param $pattern i32) (param $length i32) (param $n i32) (result i64)
    (local $at i32) (local $k i32) (local $last i32) (local $sum i64)
    (local.set $last (i32.sub (local.get $length) (i32.const 1)))
    (block $end
      (loop $windows
        (br_if $end (i32.gt_u (i32.add (local.get $at) (local.get $length)) (local.get $n)))
        (local.set $k (local.get $last))
        (block $differs
          (loop $compare
            (br_if $differs
              (i32.ne
                (i32.load8_u offset=1024 (i32.add (local.get $at) (local.get $k)))
                (i32.load8_u (i32.add (local.get $pattern) (local.get $k)))))
            (br_if $compare
              (i32.ge_s
                (local.tee $k (i32.sub (local.get $k) (i32.const 1)))
                (i32.const 0))))
          (local.set $sum
            (i64.add (local.get $sum) (i64.extend_i32_u (local.get $at)))))
        (local.set $at
          (i32.add
            (local.get $at)
            (i32.load8_u offset=256
              (i32.load8_u offset=1024 (i32.add (local.get $at) (local.get $last))))))
        (br $windows)))
    (local.get $sum))

  (func (export "run") (param $n i32) (result i64)
    (local $entry i32) (local $length i32) (local $hash i64)
    (call $makeText (local.get $n))
    (loop $patterns
      (local.set $length (i32.load8_u (local.get $entry)))
      (call $makeShifts (i32.add (local.get $entry) (i32.const 1)) (local.get $length))
      (local.set $hash
        (i64.add
          (i64.mul (local.get $hash) (i64.const 31))
          (call $find (i32.add (local.get $entry) (i32.const 1)) (local.get $length) (local.get $n))))
      (br_if $patterns
        (i32.lt_u
          (local.tee $entry (i32.add (local.get $entry) (i32.const 16)))
          (i32.const 128))))
    (local.get $hash)))
