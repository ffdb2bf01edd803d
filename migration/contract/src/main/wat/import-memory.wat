;; Imports a memory.
(module (import "other" "memory" (memory 1 4)))
