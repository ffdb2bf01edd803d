package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Module;
import org.junit.jupiter.api.Test;

class TypeExample {
    private final Engine engine = new Engine();

    @Test
    void limits() {
        // @start region="limits"
        Limits atMostOneMegabyte = Limits.between(1, 16); // pages of 64 KiB
        Limits unbounded = Limits.atLeast(1);
        // @end
        assertThat(atMostOneMegabyte.matches(unbounded)).isTrue();
        assertThat(unbounded.matches(atMostOneMegabyte)).isFalse();
    }

    @Test
    void memories() {
        // @start region="memory"
        MemType usual = MemType.of(Limits.between(1, 16));
        MemType large = new MemType(AddressType.I64, Limits.atLeast(1), false, MemType.DEFAULT_PAGE_SIZE_LOG2);
        MemType shared = new MemType(AddressType.I32, Limits.between(1, 16), true, MemType.DEFAULT_PAGE_SIZE_LOG2);
        // @end
        assertThat(List.of(usual, large, shared))
                .extracting(MemType::toString)
                .containsExactly("1 16", "i64 1", "1 16 shared");
    }

    @Test
    void tables() {
        // @start region="table"
        TableType handlers = TableType.of(Limits.between(0, 100), RefType.FUNCREF);
        TableType objects = TableType.of(Limits.atLeast(10), RefType.EXTERNREF);
        // @end
        assertThat(List.of(handlers, objects))
                .extracting(TableType::toString)
                .containsExactly("0 100 funcref", "10 externref");
    }

    @Test
    void globals() {
        // @start region="global"
        GlobalType counter = new GlobalType(NumType.I64, true);
        GlobalType constant = new GlobalType(NumType.F64, false);
        // @end
        assertThat(List.of(counter, constant)).extracting(GlobalType::toString).containsExactly("(mut i64)", "f64");
    }

    @Test
    void functions() {
        // @start region="function"
        FuncType handler = FuncType.of(List.of(NumType.I32, RefType.EXTERNREF), List.of(NumType.I32));
        // @end
        assertThat(handler).hasToString("(func (param i32 externref) (result i32))");
    }

    @Test
    void values() {
        // @start region="value"
        ValType number = NumType.I32;
        ValType vector = VecType.V128;
        ValType hostObject = RefType.EXTERNREF;
        ValType notNull = RefType.EXTERNREF.nonNull();
        // @end
        assertThat(List.of(number, vector, hostObject, notNull))
                .extracting(ValType::toString)
                .containsExactly("i32", "v128", "externref", "(ref extern)");
    }

    @Test
    void hierarchies() {
        // @start region="heap-type"
        AbsHeapType top = AbsHeapType.STRUCT.top(); // what the null of a structure type is a null of
        // @end
        assertThat(top).isEqualTo(AbsHeapType.ANY);
    }

    @Test
    void definedTypes() {
        Module module = Module.fromText(engine, "(module (type (struct (field i32) (field (mut i8)))))");
        // @start region="defined"
        StructType definition =
                new StructType(List.of(new FieldType(NumType.I32, false), new FieldType(PackedType.I8, true)));
        DefType type = engine.defType(definition); // the same object as in every module of this Engine
        RefType reference = type.refNull();
        // @end
        assertThat(module.types()).containsExactly(type);
        assertThat(reference.nullable()).isTrue();
    }

    @Test
    void whatAnExportIs() {
        Module module = Module.fromText(engine, "(module (memory (export \"memory\") 1 16))");
        // @start region="extern-type"
        ExternType type = module.exportType("memory").orElseThrow();
        String shown = switch (type) {
            case FuncExtern func -> "a function";
            case MemType memory -> "a memory of at least " + memory.limits().min() + " pages";
            case TableType table -> "a table of " + table.element();
            case GlobalType global -> global.mutable() ? "a variable" : "a constant";
            case TagType tag -> "a kind of exception";
        };
        // @end
        assertThat(shown).isEqualTo("a memory of at least 1 pages");
    }
}
