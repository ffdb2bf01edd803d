package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Type definitions: what they may refer to, and declared subtyping. */
class TypeSectionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(type (func)) (type (func (param (ref 0))))",
                "(rec (type (struct (field (ref 1)))) (type (struct (field (ref 0)))))",
                "(rec)",
                "(type $a (sub (struct (field i32)))) (type (sub final $a (struct (field i32) (field i64))))",
                "(type $a (sub (func (param (ref struct))))) (type (sub $a (func (param anyref))))",
                "(type $a (sub (array anyref))) (type (sub $a (array (ref eq))))",
                "(type $a (sub (array (mut i8)))) (type (sub $a (array (mut i8))))"
            })
    void accepts(String types) {
        Wat.validate(types);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (type (func (param (ref 1)))) (type (func))                     => unknown type 1
        (type (struct (field (ref null 4294967295))))                   => unknown type 4294967295
        (type (array (ref 7)))                                          => unknown type 7
        (type (sub 0 (func)))                                           => unknown type 0: a supertype stands before its subtypes
        (rec (type (sub 1 (func))) (type (sub (func))))                 => unknown type 1: a supertype stands before its subtypes
        (type (func)) (type (sub 0 (func)))                             => sub type 1 has a final supertype 0
        (type (sub (struct))) (type (sub 0 (array i8)))                 => sub type 1 does not match its supertype 0
        (type (sub (struct (field i32)))) (type (sub 0 (struct)))       => sub type 1 does not match its supertype 0
        (type (sub (array (mut anyref)))) (type (sub 0 (array (mut eqref)))) => sub type 1 does not match its supertype 0
        (type (sub (array i8))) (type (sub 0 (array i16)))              => sub type 1 does not match its supertype 0
        (type (sub (func))) (type (sub (func))) (type (sub 0 1 (func))) => sub type 2 has more than one supertype
        """)
    void refuses(String types, String message) {
        Wat.requireInvalid(types, message);
    }

    @Test
    void equalGroupsAreOneType() {
        ValidModule module = Wat.validate("(type (func (param i32))) (type (struct)) (type (func (param i32)))");

        assertThat(module.types().get(2)).isSameAs(module.types().get(0));
        assertThat(module.types().get(1)).isNotSameAs(module.types().get(0));
    }

    @Test
    void subtypesMayNotStandTooDeep() {
        StringBuilder types = new StringBuilder("(type (sub (struct)))");
        for (int i = 0; i < 3; i++) {
            types.append("(type (sub ").append(i).append(" (struct)))");
        }
        Module module = Wat.read(types.toString());
        EnumSet<Feature> features = EnumSet.allOf(Feature.class);

        assertThat(Wat.validate(module, features, ModuleLimits.DEFAULT.with(Limit.SUBTYPE_DEPTH, 3))
                        .types())
                .hasSize(4);
        assertThatThrownBy(() -> Wat.validate(module, features, ModuleLimits.DEFAULT.with(Limit.SUBTYPE_DEPTH, 2)))
                .hasMessageStartingWith(Limit.SUBTYPE_DEPTH.problem() + ", more than 2")
                .hasMessageEndingWith("(in type 3)");
    }
}
