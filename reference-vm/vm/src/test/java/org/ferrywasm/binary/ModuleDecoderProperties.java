package org.ferrywasm.binary;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;

/** That whatever the bytes are, they are a module or malformed. */
class ModuleDecoderProperties {
    private static final byte[] SAMPLE = ModuleEncoder.encode(SampleModules.everything());

    @Property
    void anyContentsOfAnySection(@ForAll @IntRange(max = 14) int id, @ForAll @Size(max = 60) byte[] contents) {
        ByteWriter to = new ByteWriter();
        to.bytes(Hex.bytes(Hex.HEADER));
        to.u8(id);
        to.u32(contents.length);
        to.bytes(contents);

        assertModuleOrMalformed(to.toBytes());
    }

    @Property
    void smallNumbersInAnySection(
            @ForAll @IntRange(max = 13) int id, @ForAll @Size(max = 40) @ByteRange(min = 0, max = 11) byte[] contents) {
        anyContentsOfAnySection(id, contents);
    }

    @Property
    void anyInstructions(@ForAll @Size(min = 1, max = 60) byte[] body) {
        InstrReader reader = new InstrReader(new Expr(body, 0, body.length));
        int position = 0;
        try {
            while (reader.hasNext()) {
                reader.next();
                assertThat(reader.offset()).isEqualTo(position);
                assertThat(reader.position()).isGreaterThan(position).isLessThanOrEqualTo(body.length);
                position = reader.position();
            }
        } catch (MalformedException e) {
            assertThat(reader.offset()).isEqualTo(position);
        }
    }

    @Property
    void severalChangesToAModule(@ForAll @Size(min = 1, max = 12) int[] changes) {
        byte[] changed = SAMPLE.clone();
        for (int change : changes) {
            changed[Math.floorMod(change >> 8, changed.length)] = (byte) change;
        }

        assertModuleOrMalformed(changed);
    }

    /** A module must also survive being encoded and decoded again. */
    private static void assertModuleOrMalformed(byte[] bytes) {
        Module module;
        try {
            module = ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT);
        } catch (MalformedException e) {
            assertThat(e).hasMessageContaining("at offset 0x");
            return;
        }
        byte[] encoded = ModuleEncoder.encode(module);
        Module again = ModuleDecoder.decode(encoded, ModuleLimits.DEFAULT);
        assertThat(again.types()).isEqualTo(module.types());
        assertThat(again.imports()).isEqualTo(module.imports());
        assertThat(again.exports()).isEqualTo(module.exports());
        assertThat(again.funcs().stream().map(Func::locals).toList())
                .isEqualTo(module.funcs().stream().map(Func::locals).toList());
        assertThat(ModuleEncoder.encode(again)).isEqualTo(encoded);
    }
}
