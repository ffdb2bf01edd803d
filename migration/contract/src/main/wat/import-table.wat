;; Imports a table.
(module (import "other" "table" (table 2 4 funcref)))
