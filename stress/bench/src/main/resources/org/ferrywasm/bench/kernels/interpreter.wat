;; A bytecode loop in the guest: a small stack machine, dispatched by br_table, counts the primes below n by trial division.
;; An instruction is two bytes, the operation and its operand: 0 halt, 1 push, 2 load, 3 store, 4 add, 5 sub, 6 mul, 7 less, 8 jump,
;; 9 jump if zero, 10 remainder, 11 duplicate.
(module
  (memory 1)
  (data (i32.const 0)
    "\01\02\03\02\02\02\02\00\07\00\09\22\01\02\03\03"
    "\02\03\0b\00\06\00\02\02\01\01\04\00\07\00\09\19"
    "\02\02\02\03\0a\00\09\1d\02\03\01\01\04\00\03\03"
    "\08\08\02\01\01\01\04\00\03\01\02\02\01\01\04\00"
    "\03\02\08\02\00\00")
  ;; 1024: eight variables; 2048: the operand stack

  (func (export "run") (param $n i32) (result i64)
    (local $pc i32) (local $sp i32) (local $operand i32)
    (i32.store offset=1024 (i32.const 0) (local.get $n))
    (i32.store offset=1024 (i32.const 4) (i32.const 0))
    (loop $next
      (local.set $operand (i32.load8_u offset=1 (local.get $pc)))
      (local.set $pc (i32.add (local.get $pc) (i32.const 2)))
      (block $halt
        (block $dup
          (block $rem
            (block $jumpIfZero
              (block $jump
                (block $less
                  (block $mul
                    (block $sub
                      (block $add
                        (block $store
                          (block $load
                            (block $push
                              (br_table $halt $push $load $store $add $sub $mul $less $jump $jumpIfZero $rem $dup
                                (i32.load8_u (i32.sub (local.get $pc) (i32.const 2)))))
                            ;; push
                            (i32.store offset=2048 (local.get $sp) (local.get $operand))
                            (local.set $sp (i32.add (local.get $sp) (i32.const 4)))
                            (br $next))
                          ;; load
                          (i32.store offset=2048 (local.get $sp)
                            (i32.load offset=1024 (i32.shl (local.get $operand) (i32.const 2))))
                          (local.set $sp (i32.add (local.get $sp) (i32.const 4)))
                          (br $next))
                        ;; store
                        (local.set $sp (i32.sub (local.get $sp) (i32.const 4)))
                        (i32.store offset=1024
                          (i32.shl (local.get $operand) (i32.const 2))
                          (i32.load offset=2048 (local.get $sp)))
                        (br $next))
                      ;; add
                      (local.set $sp (i32.sub (local.get $sp) (i32.const 4)))
                      (i32.store offset=2044 (local.get $sp)
                        (i32.add
                          (i32.load offset=2044 (local.get $sp))
                          (i32.load offset=2048 (local.get $sp))))
                      (br $next))
                    ;; sub
                    (local.set $sp (i32.sub (local.get $sp) (i32.const 4)))
                    (i32.store offset=2044 (local.get $sp)
                      (i32.sub
                        (i32.load offset=2044 (local.get $sp))
                        (i32.load offset=2048 (local.get $sp))))
                    (br $next))
                  ;; mul
                  (local.set $sp (i32.sub (local.get $sp) (i32.const 4)))
                  (i32.store offset=2044 (local.get $sp)
                    (i32.mul
                      (i32.load offset=2044 (local.get $sp))
                      (i32.load offset=2048 (local.get $sp))))
                  (br $next))
                ;; less
                (local.set $sp (i32.sub (local.get $sp) (i32.const 4)))
                (i32.store offset=2044 (local.get $sp)
                  (i32.lt_s
                    (i32.load offset=2044 (local.get $sp))
                    (i32.load offset=2048 (local.get $sp))))
                (br $next))
              ;; jump
              (local.set $pc (i32.shl (local.get $operand) (i32.const 1)))
              (br $next))
            ;; jump if zero
            (local.set $sp (i32.sub (local.get $sp) (i32.const 4)))
            (br_if $next (i32.load offset=2048 (local.get $sp)))
            (local.set $pc (i32.shl (local.get $operand) (i32.const 1)))
            (br $next))
          ;; remainder
          (local.set $sp (i32.sub (local.get $sp) (i32.const 4)))
          (i32.store offset=2044 (local.get $sp)
            (i32.rem_s
              (i32.load offset=2044 (local.get $sp))
              (i32.load offset=2048 (local.get $sp))))
          (br $next))
        ;; duplicate
        (i32.store offset=2048 (local.get $sp) (i32.load offset=2044 (local.get $sp)))
        (local.set $sp (i32.add (local.get $sp) (i32.const 4)))
        (br $next)))
    (i64.load32_u offset=1024 (i32.const 4))))
