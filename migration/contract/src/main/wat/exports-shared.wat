;; Exports a memory that threads share, for engines whose hosts cannot make one.
(module (memory (export "memory") 1 1024 shared))
