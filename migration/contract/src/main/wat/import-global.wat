;; Imports a global.
(module (import "other" "global" (global (mut i32))))
