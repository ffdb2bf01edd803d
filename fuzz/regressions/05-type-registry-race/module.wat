(module
  (rec
    (type $node (sub (struct (field (mut (ref null $node))) (field (mut i32)))))
    (type $visit (func (param (ref null $node)) (result i32))))
  (rec
    (type $other (sub (struct (field (mut (ref null $other))) (field (mut i64)))))
    (type $look (func (param (ref null $other)) (result i32))))
  (table $t (export "t") 2 funcref)
  (elem declare func $read)
  (func $read (export "read") (type $visit) (struct.get $node 1 (local.get 0)))
  (func (export "apply") (param funcref) (result i32)
    (table.set $t (i32.const 0) (local.get 0))
    (call_indirect $t (type $visit) (struct.new $node (ref.null none) (i32.const 5)) (i32.const 0)))
  (func (export "misapply") (param funcref) (result i32)
    (table.set $t (i32.const 0) (local.get 0))
    (call_indirect $t (type $look) (ref.null none) (i32.const 0))))
