;; Imports something that nobody gives.
(module (import "host" "missing" (func)))
