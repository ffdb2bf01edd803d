package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ferrywasm.syntax.AbsHeapType;
import org.junit.jupiter.api.Test;

class ValTest {
    @Test
    void givesTheNumberOfItsType() {
        assertThat(Val.i32(-1).asInt()).isEqualTo(-1);
        assertThat(Val.i64(-1).asLong()).isEqualTo(-1);
        assertThat(Val.f32(1.5f).asFloat()).isEqualTo(1.5f);
        assertThat(Val.f64(1.5).asDouble()).isEqualTo(1.5);
    }

    @Test
    void givesNoNumberOfAnotherType() {
        assertThatThrownBy(() -> Val.i64(1).asInt())
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("this value is no i32: I64[value=1]");
        assertThatThrownBy(() -> Val.i32(1).asLong()).hasMessageStartingWith("this value is no i64");
        assertThatThrownBy(() -> Val.f64(1).asFloat()).hasMessageStartingWith("this value is no f32");
        assertThatThrownBy(() -> Val.f32(1).asDouble()).hasMessageStartingWith("this value is no f64");
    }

    @Test
    void comparesFloatsByTheirBits() {
        assertThat(Val.f64(0.0)).isNotEqualTo(Val.f64(-0.0));
        assertThat(new Val.F32(0x7FC0_0000)).isNotEqualTo(new Val.F32(0x7FC0_0001));
        assertThat(Val.f64(Double.NaN)).isEqualTo(new Val.F64(0x7FF8_0000_0000_0000L));
        assertThat(Val.f32(2)).hasToString("F32[2.0]");
        assertThat(Val.f64(2)).hasToString("F64[2.0]");
    }

    @Test
    void aNullReferenceBelongsToAHierarchy() {
        assertThat(Val.nullRef(AbsHeapType.STRUCT)).isEqualTo(new Val.Null(AbsHeapType.ANY));
        assertThat(Val.nullRef(AbsHeapType.NOFUNC)).isEqualTo(new Val.Null(AbsHeapType.FUNC));
        assertThatThrownBy(() -> new Val.Null(AbsHeapType.STRUCT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anI31HasThirtyOneBits() {
        assertThat(new I31Ref(0x4000_0000).value()).isEqualTo(-0x4000_0000);
        assertThat(new I31Ref(-1).value()).isEqualTo(-1);
        assertThat(new I31Ref(-1).unsignedValue()).isEqualTo(0x7FFF_FFFF);
        assertThat(new I31Ref(Integer.MIN_VALUE)).isEqualTo(new I31Ref(0));
    }
}
