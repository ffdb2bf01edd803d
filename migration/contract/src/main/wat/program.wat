;; A program that holds host objects in every kind of place and asks the host for their numbers all the time.
(module
  (type $node (struct (field externref) (field (ref null $node)) (field (mut i32))))
  (type $refs (array (mut externref)))
  (import "host" "make" (func $make (param i32) (result externref)))
  (import "host" "number" (func $number (param externref) (result i32)))
  (tag $tag (param externref))
  (table $table 4 externref)
  (table $arrays 1 (ref null $refs))
  (global $list (mut (ref null $node)) (ref.null $node))
  (func $throws (param externref) (throw $tag (local.get 0)))
  (func $both (param externref) (param $node (ref $node)) (result i32)
    (i32.add (call $number (local.get 0)) (call $number (struct.get $node 0 (local.get $node)))))
  (func (export "run") (param $n i32) (result i32)
    (local $list (ref null $node)) (local $sum i32) (local $refs (ref null $refs)) (local $one externref)
    (local.set $refs (array.new_default $refs (i32.const 8)))
    (loop $next
      (local.set $one (call $make (local.get $n)))
      (local.set $list
        (struct.new $node (local.get $one) (local.get $list) (call $number (local.get $one))))
      (table.set $table (i32.and (local.get $n) (i32.const 3)) (local.get $one))
      (array.set $refs (local.get $refs) (i32.and (local.get $n) (i32.const 7)) (local.get $one))
      (array.copy $refs $refs
        (local.get $refs) (i32.const 1) (local.get $refs) (i32.const 0) (i32.const 3))
      (local.set $one
        (block $caught (result externref)
          (try_table (catch $tag $caught)
            (call $throws (call $make (i32.add (local.get $n) (i32.const 1000)))))
          (unreachable)))
      (local.set $sum (i32.add (local.get $sum) (call $number (local.get $one))))
      ;; The first object is an operand and nothing else when the second one and its structure are made.
      (local.set $sum (i32.add (local.get $sum)
        (call $both
          (call $make (i32.add (local.get $n) (i32.const 2000)))
          (struct.new $node
            (call $make (i32.add (local.get $n) (i32.const 3000))) (ref.null $node) (i32.const 0)))))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    ;; Only a global has the list, and only a table the array, when the next array is made.
    (global.set $list (local.get $list))
    (local.set $list (ref.null $node))
    (table.set $arrays (i32.const 0) (local.get $refs))
    (local.set $refs
      (array.new_fixed $refs 2 (table.get $table (i32.const 0)) (table.get $table (i32.const 1))))
    (local.set $sum
      (i32.add (local.get $sum) (call $number (array.get $refs (local.get $refs) (i32.const 1)))))
    (local.set $sum
      (i32.add (local.get $sum)
        (call $number (array.get $refs (table.get $arrays (i32.const 0)) (i32.const 3)))))
    (local.set $list (global.get $list))
    (loop $walk
      (local.set $sum (i32.add (local.get $sum) (struct.get $node 2 (local.get $list))))
      (local.set $sum (i32.add (local.get $sum) (call $number (struct.get $node 0 (local.get $list)))))
      (br_if $walk
        (i32.eqz (ref.is_null (local.tee $list (struct.get $node 1 (local.get $list)))))))
    (local.get $sum)))
