;; Traps in its start function.
(module
  (memory 1)
  (table 2 funcref)
  (func $start (unreachable))
  (start $start))
