package org.ferrywasm.fuzz.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * Functions by which a module tells its own state, in numbers, so that engines can be compared without looking into them. Each is
 * exported, takes nothing and gives an {@code i64}.
 */
final class State {
    private final Types types;
    private final Scope scope;
    private final StringBuilder text = new StringBuilder();
    private final List<String> names = new ArrayList<>();

    State(Types types, Scope scope) {
        this.types = types;
        this.scope = scope;
    }

    String text() {
        text.append("""
            (func $mix (param $sum i64) (param $next i64) (result i64)
              (i64.add (i64.mul (i64.rotl (local.get $sum) (i64.const 5)) (i64.const 31)) (local.get $next)))
            """);
        describe();
        scope.memories().forEach(this::memory);
        scope.tablesToChange().forEach(this::table);
        types.numbers().forEach(this::numbers);
        types.references().forEach(this::references);
        return text.toString();
    }

    /** Functions that say what a reference is: null, a small integer, an array of a length and so on. */
    private void describe() {
        if (types.widest().equals("anyref")) {
            text.append("""
                (func $describe.any (param $r anyref) (result i64)
                  (if (ref.is_null (local.get $r)) (then (return (i64.const 1))))
                  (if (ref.test (ref i31) (local.get $r)) (then
                    (return (i64.add (i64.const 2)
                      (i64.shl (i64.extend_i32_s (i31.get_s (ref.cast (ref i31) (local.get $r)))) (i64.const 3))))))
                  (if (ref.test (ref array) (local.get $r)) (then
                    (return (i64.add (i64.const 3)
                      (i64.shl (i64.extend_i32_u (array.len (ref.cast (ref array) (local.get $r)))) (i64.const 3))))))
                  (if (ref.test (ref $pair) (local.get $r)) (then
                    (return (i64.add (i64.const 4) (i64.shl (i64.extend_i32_u
                      (struct.get $pair 0 (ref.cast (ref $pair) (local.get $r)))) (i64.const 3))))))
                  (select (i64.const 5) (i64.const 6) (ref.test (ref struct) (local.get $r))))
                (func $describe.extern (param $r externref) (result i64)
                  (call $describe.any (any.convert_extern (local.get $r))))
                """);
        } else {
            text.append("""
                (func $describe.extern (param $r externref) (result i64)
                  (i64.extend_i32_u (ref.is_null (local.get $r))))
                """);
        }
        text.append("""
            (func $describe.func (param $r funcref) (result i64) (i64.extend_i32_u (ref.is_null (local.get $r))))
            """);
    }

    /** The functions that were written, by the names they are exported under. */
    List<String> names() {
        return List.copyOf(names);
    }

    private void open(String name) {
        names.add("state " + name);
        text.append("(func (export \"state ").append(name).append("\") (result i64) (local $sum i64)");
    }

    private void next(String value) {
        text.append("  (local.set $sum (call $mix (local.get $sum) ")
                .append(value)
                .append("))\n");
    }

    private void close() {
        text.append("  (local.get $sum))\n");
    }

    /** Of what the addresses of statements reach, and the size. */
    private void memory(String memory) {
        String address = scope.addressType(memory);
        open(memory.substring(1));
        text.append(" (local $at ").append(address).append(")\n");
        text.append("  (loop $next\n");
        next("(i64.load " + memory + " (local.get $at))");
        text.append("""
                (br_if $next (%1$s.lt_u (local.tee $at (%1$s.add (local.get $at) (%1$s.const 8))) (%1$s.const 0x4100))))
            """.formatted(address));
        next(wide(address, "(memory.size " + memory + ")"));
        close();
    }

    private void table(String table) {
        String address = scope.addressType(table);
        String kind = switch (Scope.tableType(table)) {
            case "anyref" -> "any";
            case "externref" -> "extern";
            default -> "func";
        };
        open(table.equals("$wide") ? "wides" : table.substring(1));
        text.append(" (local $at ").append(address).append(")\n");
        text.append("  (loop $next\n");
        next("(call $describe.%s (table.get %s (local.get $at)))".formatted(kind, table));
        text.append("""
                (br_if $next (%1$s.lt_u (local.tee $at (%1$s.add (local.get $at) (%1$s.const 1))) (table.size %2$s))))
            """.formatted(address, table));
        close();
    }

    private static String wide(String type, String value) {
        return type.equals("i64") ? value : "(i64.extend_i32_u " + value + ")";
    }

    private void numbers(String type) {
        open(type);
        text.append('\n');
        for (String global : scope.globals(type)) {
            String value = "(global.get " + global + ")";
            switch (type) {
                case "i32" -> next("(i64.extend_i32_u " + value + ")");
                case "i64" -> next(value);
                case "f32" -> next("(i64.extend_i32_u (i32.reinterpret_f32 " + value + "))");
                case "f64" -> next("(i64.reinterpret_f64 " + value + ")");
                default -> {
                    next("(i64x2.extract_lane 0 " + value + ")");
                    next("(i64x2.extract_lane 1 " + value + ")");
                }
            }
        }
        close();
    }

    private void references(String type) {
        open(type.replace("(ref null ", "").replace(")", ""));
        text.append('\n');
        for (String global : scope.globals(type)) {
            String value = "(global.get " + global + ")";
            switch (type) {
                case "funcref", "(ref null $unary)" -> next("(call $describe.func " + value + ")");
                case "externref" -> next("(call $describe.extern " + value + ")");
                case "exnref" -> next("(i64.extend_i32_u (ref.is_null " + value + "))");
                default -> next("(call $describe.any " + value + ")");
            }
        }
        close();
    }
}
