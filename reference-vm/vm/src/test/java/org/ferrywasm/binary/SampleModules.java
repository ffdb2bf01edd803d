package org.ferrywasm.binary;

import java.util.List;
import java.util.OptionalInt;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Global;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SegmentMode;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.Table;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;

/** Modules made by hand for the tests of this package. They need not be valid. */
final class SampleModules {
    private static final RefType FUNC = new RefType(false, AbsHeapType.FUNC);

    private SampleModules() {}

    /** A module without anything. */
    static Module empty() {
        return new Module(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                List.of());
    }

    /** A module with something in every section and every form that the abstract syntax tells apart. */
    static Module everything() {
        return new Module(
                types(),
                imports(),
                List.of(
                        new Func(
                                0,
                                List.of(
                                        new Func.Locals(3, NumType.I64),
                                        new Func.Locals(0, VecType.V128),
                                        new Func.Locals(1, new RefType(true, new TypeIndex(2)))),
                                expr("20 00 1a 0b")),
                        new Func(1, List.of(), expr("0b"))),
                List.of(
                        new Table(TableType.of(Limits.between(1, 200), RefType.FUNCREF), null),
                        new Table(new TableType(AddressType.I64, Limits.atLeast(5), FUNC), expr("d2 00 0b"))),
                List.of(
                        MemType.of(Limits.atLeast(1)),
                        new MemType(AddressType.I64, Limits.between(0, -1), false, 16),
                        new MemType(AddressType.I32, Limits.between(1, 2), true, 16),
                        new MemType(AddressType.I32, Limits.atLeast(300), false, 0)),
                List.of(new TagType(new TypeIndex(1))),
                List.of(
                        new Global(new GlobalType(NumType.F32, false), expr("43 00 00 c0 7f 0b")),
                        new Global(new GlobalType(RefType.EXTERNREF, true), expr("d0 6f 0b"))),
                List.of(
                        new Export("f", ExternKind.FUNC, 300),
                        new Export("", ExternKind.TABLE, 0),
                        new Export("é", ExternKind.MEMORY, 1),
                        new Export("g", ExternKind.GLOBAL, -1),
                        new Export("t", ExternKind.TAG, 0)),
                OptionalInt.of(1),
                elems(),
                OptionalInt.of(3),
                List.of(
                        data("01 02", SegmentMode.ACTIVE, 0, expr("41 00 0b")),
                        data("", SegmentMode.ACTIVE, 2, expr("41 00 0b")),
                        data("03", SegmentMode.PASSIVE, 0, null)),
                List.of(
                        custom("first", "", 0),
                        custom("a", "01 02", 13),
                        custom("b", "", 13),
                        custom("end", "0b", 11)));
    }

    private static List<RecType> types() {
        FuncType func = FuncType.of(
                List.of(NumType.I32, new RefType(false, new TypeIndex(1))), List.of(VecType.V128, RefType.ANYREF));
        StructType struct = new StructType(
                List.of(new FieldType(PackedType.I8, true), new FieldType(new RefType(true, new TypeIndex(3)), false)));
        return List.of(
                new RecType(List.of(SubType.of(func))),
                new RecType(List.of(new SubType(false, List.of(), FuncType.EMPTY))),
                new RecType(List.of(
                        new SubType(false, List.of(), struct),
                        new SubType(true, List.of(new TypeIndex(2)), struct),
                        SubType.of(new ArrayType(new FieldType(PackedType.I16, false))))),
                new RecType(List.of()));
    }

    private static List<Import> imports() {
        return List.of(
                new Import("m", "f", new FuncExtern(new TypeIndex(0))),
                new Import("m", "t", TableType.of(Limits.atLeast(0), RefType.EXTERNREF)),
                new Import("", "m", MemType.of(Limits.between(1, 1))),
                new Import("m", "", new GlobalType(NumType.I64, true)),
                new Import("m", "e", new TagType(new TypeIndex(1))));
    }

    /** All eight forms. */
    private static List<Elem> elems() {
        List<Expr> functions = List.of(expr("d2 01 0b"), expr("d2 80 01 0b"));
        List<Expr> expressions = List.of(expr("d0 70 0b"));
        Expr offset = expr("41 07 0b");
        return List.of(
                new Elem(FUNC, functions, SegmentMode.ACTIVE, 0, offset),
                new Elem(FUNC, functions, SegmentMode.PASSIVE, 0, null),
                new Elem(FUNC, functions, SegmentMode.ACTIVE, 2, offset),
                new Elem(FUNC, List.of(), SegmentMode.DECLARATIVE, 0, null),
                new Elem(RefType.FUNCREF, expressions, SegmentMode.ACTIVE, 0, offset),
                new Elem(RefType.EXTERNREF, expressions, SegmentMode.PASSIVE, 0, null),
                new Elem(RefType.FUNCREF, functions, SegmentMode.ACTIVE, 1, offset),
                new Elem(new RefType(true, new TypeIndex(0)), List.of(), SegmentMode.DECLARATIVE, 0, null));
    }

    static Expr expr(String hex) {
        byte[] bytes = Hex.bytes(hex);
        return new Expr(bytes, 0, bytes.length);
    }

    static Custom custom(String name, String hex, int place) {
        byte[] bytes = Hex.bytes(hex);
        return new Custom(name, bytes, 0, bytes.length, place);
    }

    private static Data data(String hex, SegmentMode mode, int memIndex, @Nullable Expr offset) {
        byte[] bytes = Hex.bytes(hex);
        return new Data(bytes, 0, bytes.length, mode, memIndex, offset);
    }
}
