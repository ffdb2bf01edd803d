;; Imports a function.
(module (import "other" "function" (func (result i32))))
