package org.ferrywasm.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A module cannot have types that differ and have one hash code, but for a few that chance makes so. */
class TypeHashTest {
    private static final int TYPES = 1 << 12;

    /** Two lists of the numbers 0 and 1 whose hash codes are equal whatever stands in the places of 0 and 1. */
    private static final List<List<Integer>> EQUAL = equal();

    private static List<List<Integer>> equal() {
        Map<Integer, Integer> bySum = new HashMap<>();
        for (int word = 0; ; word++) {
            int sum = 0;
            for (int bit = 0; bit < 24; bit++) {
                sum = 31 * sum + (word >> bit & 1);
            }
            Integer other = bySum.putIfAbsent(sum, word);
            if (other != null) {
                return List.of(bits(word), bits(other));
            }
        }
    }

    private static List<Integer> bits(int word) {
        List<Integer> bits = new ArrayList<>();
        for (int bit = 0; bit < 24; bit++) {
            bits.add(word >> bit & 1);
        }
        return bits;
    }

    /** Lists that differ, with equal hash codes, of these two elements. */
    private static <T> List<List<T>> lists(T zero, T one) {
        List<List<T>> lists = new ArrayList<>();
        for (int choice = 0; choice < TYPES; choice++) {
            List<T> list = new ArrayList<>();
            for (int rest = choice | TYPES; rest > 1; rest >>= 1) {
                EQUAL.get(rest & 1).forEach(bit -> list.add(bit == 0 ? zero : one));
            }
            lists.add(list);
        }
        assertThat(lists.stream().map(List::hashCode).distinct()).hasSize(1);
        assertThat(Set.copyOf(lists)).hasSize(TYPES);
        return lists;
    }

    private static <T> void requireApart(List<T> parts, Function<T, ?> type) {
        Set<Integer> codes = new HashSet<>();
        parts.forEach(part -> codes.add(type.apply(part).hashCode()));
        assertThat(codes).hasSizeGreaterThan(parts.size() - 10);
    }

    @Test
    void functionTypesAreApart() {
        List<List<ValType>> lists = lists(NumType.I32, NumType.I64);

        requireApart(lists, params -> new FuncType(params, List.of()));
        requireApart(lists, results -> new FuncType(List.of(), results));
    }

    @Test
    void structureTypesAreApart() {
        requireApart(lists(new FieldType(NumType.I32, false), new FieldType(NumType.I64, false)), StructType::new);
    }

    @Test
    void groupsAreApart() {
        requireApart(lists(SubType.of(FuncType.EMPTY), SubType.of(new StructType(List.of()))), RecType::new);
    }

    /** As parts of a record, 31 times the hash code of true and that of false differ by a number that indices can make up for. */
    @Test
    void referenceTypesAreApart() {
        List<RefType> types = new ArrayList<>();
        for (int i = 0; i < TYPES; i++) {
            types.add(new RefType(true, new TypeIndex(i)));
            types.add(new RefType(false, new TypeIndex(i)));
        }

        requireApart(types, type -> type);
    }

    @Test
    void equalTypesHaveEqualHashCodes() {
        assertThat(new FuncType(List.of(NumType.I32), List.of(new RefType(true, new TypeIndex(3)))))
                .hasSameHashCodeAs(new FuncType(List.of(NumType.I32), List.of(new RefType(true, new TypeIndex(3)))));
    }
}
