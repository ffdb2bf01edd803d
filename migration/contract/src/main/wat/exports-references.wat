;; A table and a global of references to host objects.
(module
  (table (export "table") 4 8 externref)
  (global (export "global") (mut externref) (ref.null extern))
  (func (export "take") (param externref))
  (func (export "give") (param externref) (result externref) (local.get 0)))
