;; Handlers of exceptions in three frames: which of them catches, tells the result.
(module
  (import "host" "step" (func $step (param i32) (result i32)))
  (tag $tag (param i32))
  (func $count (param $to i32)
    (loop $again
      (br_if $again (local.tee $to (i32.sub (local.get $to) (i32.const 1))))))
  (func $thrower (param $turns i32)
    (call $count (local.get $turns))
    (throw $tag (local.get $turns)))
  (func $middle (param $turns i32) (result i32)
    (block $caught (result i32)
      (try_table (catch $tag $caught) (call $thrower (local.get $turns)))
      (i32.const -1)))
  (func (export "outer") (param $turns i32) (result i32)
    (block $caught
      (try_table (catch_all $caught)
        (return (i32.add (i32.const 100000) (call $middle (local.get $turns))))))
    (i32.const -2)))
