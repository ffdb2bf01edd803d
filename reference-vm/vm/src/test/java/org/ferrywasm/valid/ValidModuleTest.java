package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.TypeIndex;
import org.junit.jupiter.api.Test;

/** The types that a valid module has: closed, imports first. */
class ValidModuleTest {
    private final ValidModule module = Wat.validate("""
        (type $s (struct))
        (type $f (func (param (ref $s))))
        (import "m" "f" (func (type $f)))
        (import "m" "t" (table 1 (ref null $s)))
        (import "m" "m" (memory 2))
        (import "m" "g" (global (ref $s)))
        (import "m" "e" (tag (type $f)))
        (func (export "run") (type $f) (local (ref null $s)) (local i32 i32))
        (table (export "table") 3 (ref null $f))
        (memory (export "memory") 4)
        (global (export "global") (mut (ref null $s)) (ref.null $s))
        (tag (export "tag") (type $f))
        (elem (ref $s))
        """);
    private final DefType struct = module.types().get(0);
    private final DefType func = module.types().get(1);

    @Test
    void importsAreClosed() {
        assertThat(module.imports())
                .containsExactly(
                        new Import("m", "f", new FuncExtern(func)),
                        new Import("m", "t", TableType.of(Limits.atLeast(1), struct.refNull())),
                        new Import("m", "m", MemType.of(Limits.atLeast(2))),
                        new Import("m", "g", new GlobalType(struct.ref(), false)),
                        new Import("m", "e", new TagType(func)));
    }

    @Test
    void exportsHaveTheirTypes() {
        assertThat(module.exports())
                .containsExactly(
                        new ExportType("run", ExternKind.FUNC, 1, new FuncExtern(func)),
                        new ExportType("table", ExternKind.TABLE, 1, TableType.of(Limits.atLeast(3), func.refNull())),
                        new ExportType("memory", ExternKind.MEMORY, 1, MemType.of(Limits.atLeast(4))),
                        new ExportType("global", ExternKind.GLOBAL, 1, new GlobalType(struct.refNull(), true)),
                        new ExportType("tag", ExternKind.TAG, 1, new TagType(func)));
    }

    @Test
    void indexSpacesBeginWithTheImports() {
        assertThat(module.funcTypes()).containsExactly(func, func);
        assertThat(module.funcType(1)).isEqualTo(new FuncType(List.of(struct.ref()), List.of()));
        assertThat(module.tableTypes()).hasSize(2);
        assertThat(module.memTypes()).hasSize(2);
        assertThat(module.globalTypes()).hasSize(2);
        assertThat(module.tagTypes()).containsExactly(new TagType(func), new TagType(func));
        assertThat(module.tagParams(1)).containsExactly(struct.ref());
        assertThat(module.elemTypes()).containsExactly(struct.ref());
        assertThat(List.of(
                        module.importedFuncs(),
                        module.importedTables(),
                        module.importedMems(),
                        module.importedGlobals(),
                        module.importedTags()))
                .containsOnly(1);
    }

    @Test
    void localsAreClosed() {
        assertThat(module.locals(0))
                .containsExactly(new Func.Locals(1, struct.refNull()), new Func.Locals(2, NumType.I32));
    }

    @Test
    void typesInBodiesCanBeClosed() {
        assertThat(module.close(new TypeIndex(1))).isSameAs(func);
        assertThat(module.close(module.module().elems().getFirst().type())).isSameAs(struct.ref());
        assertThat(module.close(NumType.I64)).isEqualTo(NumType.I64);
    }
}
