package org.ferrywasm.contract;

import java.util.Random;

/**
 * A guest made at random: a function {@code run} of one parameter that computes, loops, calls, calls the host, throws and
 * catches, works on ranges of memory, table and arrays, allocates, and may trap. It always ends.
 */
final class RandomGuest {
    private static final int MAX_DEPTH = 3;
    private static final int KINDS = 17;

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private RandomGuest(long seed) {
        random = new Random(seed);
    }

    /** The text of the guest of this seed. */
    static String text(long seed) {
        RandomGuest guest = new RandomGuest(seed);
        guest.module();
        return guest.out.toString();
    }

    private void module() {
        out.append("""
            (module
              (import "host" "f" (func $host (param i32) (result i32)))
              (type $node (struct (field i32) (field (ref null $node))))
              (type $ints (array (mut i32)))
              (tag $t (param i32))
              (memory (export "memory") 1)
              (table $table (export "table") 600 (ref null i31))
              (global $g (export "g") (mut i32) (i32.const 0))
              (global $list (mut (ref null $node)) (ref.null $node))
              (global $ints (mut (ref $ints)) (array.new $ints (i32.const 5) (i32.const 700)))
              (data $data "DATA")
              (func $sum (export "sum") (result i32) (local $n (ref null $node)) (local $sum i32) (local $i i32)
                (local.set $n (global.get $list))
                (block $done
                  (loop $again
                    (br_if $done (ref.is_null (local.get $n)))
                    (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 3))
                      (struct.get $node 0 (local.get $n))))
                    (local.set $n (struct.get $node 1 (local.get $n)))
                    (br $again)))
                (loop $elements
                  (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 5))
                    (array.get $ints (global.get $ints) (local.get $i))))
                  (br_if $elements
                    (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 700))))
                (local.get $sum))
              (func $deep (param $n i32) (param $a i32) (result i32)
                (if (result i32) (i32.eqz (local.get $n))
                  (then (call $leaf (local.get $a)))
                  (else (i32.add (local.get $n)
                    (call $deep (i32.sub (local.get $n) (i32.const 1)) (local.get $a))))))
            """.replace("DATA", "abcdefghij".repeat(60)));
        function("$leaf", "", MAX_DEPTH - 1, 4);
        function("$run", " (export \"run\")", 0, 14);
        out.append(")\n");
    }

    private void function(String name, String export, int depth, int statements) {
        out.append("(func ").append(name).append(export).append(" (param $a i32) (result i32)");
        for (int i = 0; i <= MAX_DEPTH; i++) {
            out.append(" (local $i").append(i).append(" i32)");
        }
        out.append('\n');
        boolean isLeaf = name.equals("$leaf");
        for (int i = 0; i < statements; i++) {
            statement(depth, isLeaf);
        }
        out.append("(local.get $a))\n");
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private void add(String text, Object... values) {
        out.append(text.formatted(values)).append('\n');
    }

    private void statement(int depth, boolean isLeaf) {
        switch (below(KINDS)) {
            case 0, 13, 14 -> loop(depth, isLeaf);
            case 1 -> {
                add("(if (i32.and (local.get $a) (i32.const %d)) (then", 1 + below(7));
                body(depth, isLeaf);
                add(") (else");
                body(depth, isLeaf);
                add("))");
            }
            case 2 -> {
                add("(block $caught (result i32) (try_table (catch $t $caught)");
                body(depth, isLeaf);
                add(") (i32.const %d)) (local.set $a (i32.xor (local.get $a)))", below(100));
            }
            case 3 ->
                add(
                        "(if (i32.eqz (i32.and (local.get $a) (i32.const %d))) (then (throw $t (local.get $a))))",
                        7 + 8 * below(4));
            case 4 -> add("(local.set $a (call $host (local.get $a)))");
            case 5 ->
                add(
                        "(memory.fill (i32.and (local.get $a) (i32.const 0x3FFF)) (local.get $a) (i32.const %d))",
                        below(1000));
            case 6 ->
                add(
                        "(memory.copy (i32.const %d) (i32.const %d) (i32.const %d))",
                        below(2000), below(2000), below(1000));
            case 7 ->
                add(
                        "(table.fill $table (i32.const %d) (ref.i31 (local.get $a)) (i32.const %d))",
                        below(100), below(500));
            case 8 ->
                add(
                        "(array.fill $ints (global.get $ints) (i32.const %d) (local.get $a) (i32.const %d))",
                        below(100), below(600));
            case 9 ->
                add(
                        "(array.copy $ints $ints (global.get $ints) (i32.const %d) (global.get $ints) (i32.const %d)"
                                + " (i32.const %d))",
                        below(100), below(100), below(600));
            case 10 -> add("(global.set $list (struct.new $node (local.get $a) (global.get $list)))");
            case 11 ->
                add(
                        "(local.set $a (i32.div_u (i32.const 1000003) (i32.and (local.get $a) (i32.const %d))))",
                        63 + 64 * below(3));
            case 15 ->
                add(
                        "(i32.store (i32.and (i32.mul (local.get $a) (i32.const 65537)) (i32.const %d)) (local.get"
                                + " $a))",
                        below(64) == 63 ? 0x1FFFF : 0xFFFF);
            case 12 -> {
                if (isLeaf) {
                    add("(memory.init $data (i32.const %d) (i32.const 0) (i32.const %d))", below(5000), below(600));
                } else {
                    add("(local.set $a (call $deep (i32.const %d) (local.get $a)))", below(12));
                }
            }
            default -> {
                add("(local.set $a (i32.add (i32.mul (local.get $a) (i32.const 31)) (i32.const %d)))", below(1000));
                add("(i32.store (i32.and (local.get $a) (i32.const 0xFFF0)) (local.get $a))");
                add("(global.set $g (i32.add (global.get $g) (i32.load8_u (i32.const %d))))", below(5000));
            }
        }
    }

    private void body(int depth, boolean isLeaf) {
        if (depth < MAX_DEPTH) {
            for (int i = 1 + below(3); i > 0; i--) {
                statement(depth + 1, isLeaf);
            }
        }
    }

    private void loop(int depth, boolean isLeaf) {
        add("(local.set $i%d (i32.const %d)) (loop", depth, 1 + below(8));
        body(depth, isLeaf);
        add("(local.set $a (i32.add (local.get $a) (local.get $i%d)))", depth);
        add("(br_if 0 (local.tee $i%1$d (i32.sub (local.get $i%1$d) (i32.const 1)))))", depth);
    }
}
