package org.ferrywasm.binary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteWriterTest {
    @Test
    void theEndOfAnotherWriterIsAppended() {
        ByteWriter from = new ByteWriter();
        from.bytes(new byte[] {1, 2, 3});
        ByteWriter to = new ByteWriter();
        to.u8(9);

        to.append(from, 1);
        to.append(from, 3);

        assertThat(to.toBytes()).containsExactly(9, 2, 3);
    }

    @Test
    void aTruncatedWriterGoesOnWhereItWasCut() {
        ByteWriter writer = new ByteWriter();
        writer.bytes(new byte[] {1, 2, 3});

        writer.truncate(5);
        assertThat(writer.length()).isEqualTo(3);
        writer.truncate(1);
        writer.u8(7);

        assertThat(writer.toBytes()).containsExactly(1, 7);
    }
}
