;; Linked lists in memory: n nodes (next, key) strewn over memory, sorted by a bottom-up merge of runs that relinks them, then reversed.
(module
  (memory 16)
  (global $head (mut i32) (i32.const 0))

  ;; node k lies at 16 + 8 * ((k * 40503) mod 65536), so that neighbours in the list are not neighbours in memory
  (func $build (param $n i32)
    (local $i i32) (local $node i32) (local $seed i32)
    (global.set $head (i32.const 0))
    (local.set $seed (i32.const 88172645))
    (loop $nodes
      (local.set $node
        (i32.add
          (i32.const 16)
          (i32.shl
            (i32.and (i32.mul (local.get $i) (i32.const 40503)) (i32.const 0xFFFF))
            (i32.const 3))))
      (local.set $seed
        (i32.add (i32.mul (local.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
      (i32.store (local.get $node) (global.get $head))
      (i32.store offset=4 (local.get $node) (i32.shr_u (local.get $seed) (i32.const 8)))
      (global.set $head (local.get $node))
      (br_if $nodes
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))

  ;; cuts the list after $count nodes and returns what follows
  (func $cut (param $node i32) (param $count i32) (result i32)
    (local $rest i32)
    (if (i32.eqz (local.get $node))
      (then (return (i32.const 0))))
    (block $there
      (loop $walk
        (br_if $there (i32.le_s (local.get $count) (i32.const 1)))
        (br_if $there (i32.eqz (i32.load (local.get $node))))
        (local.set $node (i32.load (local.get $node)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $walk)))
    (local.set $rest (i32.load (local.get $node)))
    (i32.store (local.get $node) (i32.const 0))
    (local.get $rest))

  ;; appends the merge of two sorted lists to the node $tail and returns the new last node
  (func $merge (param $tail i32) (param $a i32) (param $b i32) (result i32)
    (block $ended
      (loop $pick
        (br_if $ended (i32.eqz (local.get $a)))
        (br_if $ended (i32.eqz (local.get $b)))
        (if (i32.le_u (i32.load offset=4 (local.get $a)) (i32.load offset=4 (local.get $b)))
          (then
            (i32.store (local.get $tail) (local.get $a))
            (local.set $tail (local.get $a))
            (local.set $a (i32.load (local.get $a))))
          (else
            (i32.store (local.get $tail) (local.get $b))
            (local.set $tail (local.get $b))
            (local.set $b (i32.load (local.get $b)))))
        (br $pick)))
    (i32.store (local.get $tail) (select (local.get $a) (local.get $b) (local.get $a)))
    (block $last
      (loop $seek
        (br_if $last (i32.eqz (i32.load (local.get $tail))))
        (local.set $tail (i32.load (local.get $tail)))
        (br $seek)))
    (local.get $tail))

  ;; address 8 holds a node without a key that stands before the first
  (func $sort (param $n i32)
    (local $width i32) (local $tail i32) (local $rest i32) (local $a i32) (local $b i32)
    (local.set $width (i32.const 1))
    (block $sorted
      (loop $passes
        (br_if $sorted (i32.ge_u (local.get $width) (local.get $n)))
        (local.set $rest (global.get $head))
        (local.set $tail (i32.const 8))
        (i32.store (local.get $tail) (i32.const 0))
        (loop $runs
          (local.set $a (local.get $rest))
          (local.set $b (call $cut (local.get $a) (local.get $width)))
          (local.set $rest (call $cut (local.get $b) (local.get $width)))
          (local.set $tail (call $merge (local.get $tail) (local.get $a) (local.get $b)))
          (br_if $runs (local.get $rest)))
        (global.set $head (i32.load (i32.const 8)))
        (local.set $width (i32.shl (local.get $width) (i32.const 1)))
        (br $passes))))

  (func $reverse
    (local $node i32) (local $previous i32) (local $next i32)
    (local.set $node (global.get $head))
    (block $end
      (loop $walk
        (br_if $end (i32.eqz (local.get $node)))
        (local.set $next (i32.load (local.get $node)))
        (i32.store (local.get $node) (local.get $previous))
        (local.set $previous (local.get $node))
        (local.set $node (local.get $next))
        (br $walk)))
    (global.set $head (local.get $previous)))

  (func (export "run") (param $n i32) (result i64)
    (local $node i32) (local $hash i64)
    (call $build (local.get $n))
    (call $sort (local.get $n))
    (call $reverse)
    (local.set $node (global.get $head))
    (block $end
      (loop $walk
        (br_if $end (i32.eqz (local.get $node)))
        (local.set $hash
          (i64.add
            (i64.mul (local.get $hash) (i64.const 31))
            (i64.load32_u offset=4 (local.get $node))))
        (local.set $node (i32.load (local.get $node)))
        (br $walk)))
    (local.get $hash)))
