;; What threads do to a memory that they share.
(module
  (import "host" "memory" (memory 1 1024 shared))
  (func (export "add64") (param $at i32) (param $value i64) (param $times i32)
    (loop $again
      (drop (i64.atomic.rmw.add (local.get $at) (local.get $value)))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  (func (export "add32") (param $at i32) (param $value i64) (param $times i32)
    (loop $again
      (drop (i32.atomic.rmw.add (local.get $at) (i32.wrap_i64 (local.get $value))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  (func (export "add16") (param $at i32) (param $value i64) (param $times i32)
    (loop $again
      (drop (i32.atomic.rmw16.add_u (local.get $at) (i32.wrap_i64 (local.get $value))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  (func (export "add8") (param $at i32) (param $value i64) (param $times i32)
    (loop $again
      (drop (i32.atomic.rmw8.add_u (local.get $at) (i32.wrap_i64 (local.get $value))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  ;; Increments by comparing and exchanging, until each has succeeded.
  (func (export "exchange16") (param $at i32) (param $value i64) (param $times i32)
    (local $seen i32)
    (loop $again
      (loop $try
        (local.set $seen (i32.atomic.load16_u (local.get $at)))
        (br_if $try (i32.ne (local.get $seen)
          (i32.atomic.rmw16.cmpxchg_u (local.get $at) (local.get $seen)
            (i32.and (i32.add (local.get $seen) (i32.wrap_i64 (local.get $value))) (i32.const 0xffff))))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  ;; Writes two patterns in turn, plainly; all bits of a pattern are the same.
  (func (export "alternate64") (param $at i32) (param $times i32)
    (loop $again
      (i64.store (local.get $at) (i64.const 0))
      (i64.store (local.get $at) (i64.const -1))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  (func (export "alternate32") (param $at i32) (param $times i32)
    (loop $again
      (i32.store (local.get $at) (i32.const 0))
      (i32.store (local.get $at) (i32.const -1))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  ;; Reads plainly, and counts what is neither of the patterns.
  (func (export "torn64") (param $at i32) (param $times i32) (result i32)
    (local $torn i32) (local $seen i64)
    (loop $again
      (local.set $seen (i64.load (local.get $at)))
      (local.set $torn (i32.add (local.get $torn)
        (i32.and (i64.ne (local.get $seen) (i64.const 0)) (i64.ne (local.get $seen) (i64.const -1)))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $torn))
  (func (export "torn32") (param $at i32) (param $times i32) (result i32)
    (local $torn i32) (local $seen i32)
    (loop $again
      (local.set $seen (i32.load (local.get $at)))
      (local.set $torn (i32.add (local.get $torn)
        (i32.and (i32.ne (local.get $seen) (i32.const 0)) (i32.ne (local.get $seen) (i32.const -1)))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $torn))
  (func (export "grow") (param $pages i32) (result i32) (memory.grow (local.get $pages)))
  (func (export "size") (result i32) (memory.size))
  (func (export "store32") (param $at i32) (param $value i32) (i32.store (local.get $at) (local.get $value)))
  (func (export "load32") (param $at i32) (result i32) (i32.load (local.get $at)))
  ;; Grows page by page; writes into each new page at every width; then tells by a flag.
  (func (export "growAndTell") (param $rounds i32) (result i32)
    (local $round i32) (local $at i32)
    (loop $again
      (local.set $round (i32.add (local.get $round) (i32.const 1)))
      (local.set $at (i32.mul (memory.grow (i32.const 1)) (i32.const 65536)))
      (i32.store8 offset=0 (local.get $at) (local.get $round))
      (i32.store16 offset=2 (local.get $at) (local.get $round))
      (i32.store offset=4 (local.get $at) (local.get $round))
      (i64.store offset=8 (local.get $at) (i64.extend_i32_u (local.get $round)))
      (i32.store offset=65532 (local.get $at) (local.get $round))
      (i32.store (i32.const 8) (local.get $at))
      (i32.atomic.store (i32.const 4) (local.get $round))
      (loop $seen
        (br_if $seen (i32.lt_u (i32.atomic.load (i32.const 12)) (local.get $round))))
      (br_if $again (i32.lt_u (local.get $round) (local.get $rounds))))
    (local.get $round))
  ;; Waits for each flag in a loop that it never leaves, and reads the new page: how many reads were wrong.
  (func (export "readGrown") (param $rounds i32) (result i32)
    (local $round i32) (local $at i32) (local $wrong i32)
    (loop $again
      (local.set $round (i32.add (local.get $round) (i32.const 1)))
      (loop $wait
        (br_if $wait (i32.lt_u (i32.atomic.load (i32.const 4)) (local.get $round))))
      (local.set $at (i32.load (i32.const 8)))
      (local.set $wrong (i32.add (local.get $wrong)
        (i32.add
          (i32.add
            (i32.ne (i32.load8_u offset=0 (local.get $at)) (i32.and (local.get $round) (i32.const 255)))
            (i32.ne (i32.load16_u offset=2 (local.get $at)) (local.get $round)))
          (i32.add
            (i32.ne (i32.load offset=4 (local.get $at)) (local.get $round))
            (i32.add
              (i64.ne (i64.load offset=8 (local.get $at)) (i64.extend_i32_u (local.get $round)))
              (i32.ne (i32.load offset=65532 (local.get $at)) (local.get $round)))))))
      (i32.atomic.store (i32.const 12) (local.get $round))
      (br_if $again (i32.lt_u (local.get $round) (local.get $rounds))))
    (local.get $wrong))
  ;; Stores and loads in a page of its own, until a flag tells that it may end: how many stores were lost.
  (func (export "workMeanwhile") (param $at i32) (param $until i32) (result i32)
    (local $number i32) (local $lost i32)
    (loop $again
      (local.set $number (i32.add (local.get $number) (i32.const 1)))
      (i32.store (local.get $at) (local.get $number))
      (local.set $lost (i32.add (local.get $lost)
        (i32.ne (i32.load (local.get $at)) (local.get $number))))
      (br_if $again (i32.lt_u (i32.atomic.load (i32.const 12)) (local.get $until))))
    (local.get $lost))
  (func (export "wait32") (param $at i32) (param $expected i32) (param $nanos i64) (result i32)
    (memory.atomic.wait32 (local.get $at) (local.get $expected) (local.get $nanos)))
  (func (export "wait64") (param $at i32) (param $expected i64) (param $nanos i64) (result i32)
    (memory.atomic.wait64 (local.get $at) (local.get $expected) (local.get $nanos)))
  (func (export "notify") (param $at i32) (param $count i32) (result i32)
    (memory.atomic.notify (local.get $at) (local.get $count)))
  ;; Plays a game of two: each waits for its turn, counts, and passes it on.
  (func (export "play") (param $me i32) (param $rounds i32)
    (local $turn i32)
    (loop $again
      (loop $wait
        (local.set $turn (i32.atomic.load (i32.const 16)))
        (if (i32.ne (local.get $turn) (local.get $me))
          (then
            (drop (memory.atomic.wait32 (i32.const 16) (local.get $turn) (i64.const 10000000000)))
            (br $wait))))
      (i32.store (i32.const 24) (i32.add (i32.load (i32.const 24)) (i32.const 1)))
      (i32.atomic.store (i32.const 16) (i32.sub (i32.const 1) (local.get $me)))
      (drop (memory.atomic.notify (i32.const 16) (i32.const 1)))
      (br_if $again (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1))))))
  ;; Waits as often, and counts how often it was woken.
  (func (export "countWoken") (param $times i32) (param $nanos i64) (result i32)
    (local $woken i32)
    (loop $again
      (local.set $woken (i32.add (local.get $woken) (i32.eqz
        (memory.atomic.wait32 (i32.const 32) (i32.const 0) (local.get $nanos)))))
      (drop (i32.atomic.rmw.add (i32.const 40) (i32.const 1)))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $woken))
  ;; Notifies until all waits are over, and counts how many it woke.
  (func (export "countNotified") (param $until i32) (result i32)
    (local $notified i32)
    (loop $again
      (local.set $notified (i32.add (local.get $notified)
        (memory.atomic.notify (i32.const 32) (i32.const 1))))
      (br_if $again (i32.lt_u (i32.atomic.load (i32.const 40)) (local.get $until))))
    (local.get $notified))
  ;; Waits for no time, notifies and adds at one address after the other.
  (func (export "touch") (param $from i32) (param $to i32)
    (loop $again
      (drop (memory.atomic.wait32 (local.get $from) (i32.const 0) (i64.const 0)))
      (drop (memory.atomic.notify (local.get $from) (i32.const 1)))
      (drop (i32.atomic.rmw.add (local.get $from) (i32.const 1)))
      (br_if $again (i32.lt_u
        (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $to)))))
  ;; Waits for a moment at one address after the other.
  (func (export "waitEverywhere") (param $from i32) (param $to i32)
    (loop $again
      (drop (memory.atomic.wait32 (local.get $from)
        (i32.atomic.load (local.get $from)) (i64.const 1000)))
      (br_if $again (i32.lt_u
        (local.tee $from (i32.add (local.get $from) (i32.const 4))) (local.get $to))))))
