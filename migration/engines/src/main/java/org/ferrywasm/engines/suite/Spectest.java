package org.ferrywasm.engines.suite;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.text.Parser;

/**
 * The module {@code spectest}, which scripts import. It is made of guests, so that engines know the types of what it exports;
 * each kind of export is a guest of its own, for engines that do not have them all. Its functions do nothing.
 */
final class Spectest {
    static final String NAME = "spectest";

    private static final List<Module> PARTS = Stream.of("""
        (module (func (export "print")) (func (export "print_i32") (param i32))
          (func (export "print_i64") (param i64)) (func (export "print_f32") (param f32))
          (func (export "print_f64") (param f64)) (func (export "print_i32_f32") (param i32 f32))
          (func (export "print_f64_f64") (param f64 f64)))\
        """, """
        (module (global (export "global_i32") i32 (i32.const 666))
          (global (export "global_i64") i64 (i64.const 666))
          (global (export "global_f32") f32 (f32.const 666.6))
          (global (export "global_f64") f64 (f64.const 666.6)))\
        """, """
        (module (table (export "table") 10 20 funcref))\
        """, """
        (module (table (export "table64") i64 10 20 funcref))\
        """, """
        (module (memory (export "memory") 1 2))\
        """, """
        (module (memory (export "shared_memory") 1 2 shared))\
        """)
            .map(text -> Parser.parseModule(text.getBytes(StandardCharsets.UTF_8)))
            .toList();

    private Spectest() {}

    /** What an engine has of the module, new ones of a Store. */
    static Map<String, TestedItem> items(TestedEngine engine, TestedStore store) {
        Map<String, TestedItem> items = new HashMap<>();
        for (Module part : PARTS) {
            try {
                TestedInstance instance = store.instantiate(engine.load(ModuleEncoder.encode(part)), List.of());
                for (Export export : part.exports()) {
                    items.put(export.name(), instance.export(export.name()));
                }
            } catch (RuntimeException e) {
                // What imports it will say that it is not there.
                items.keySet()
                        .removeAll(part.exports().stream().map(Export::name).toList());
            }
        }
        return items;
    }
}
