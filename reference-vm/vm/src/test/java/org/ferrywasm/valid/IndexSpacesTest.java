package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of imports and definitions: limits, page sizes, tags, and functions by type index. */
class IndexSpacesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(memory 0 65536)",
                "(memory i64 0 0x1_0000_0000_0000)",
                "(memory 0xFFFF_FFFF (pagesize 1))",
                "(memory i64 0xFFFF_FFFF_FFFF_FFFF (pagesize 1))",
                "(memory 1 (pagesize 65536))",
                "(memory 1 1 shared)",
                "(table 0xFFFF_FFFF funcref)",
                "(table i64 0 0xFFFF_FFFF_FFFF_FFFF funcref)",
                "(import \"\" \"\" (table 1 (ref func)))",
                "(tag (param i32))",
                "(import \"\" \"\" (tag (param i32)))"
            })
    void accepts(String fields) {
        Wat.validate(fields);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        (memory 65537)                              => memory size must be at most 65536 pages (4GiB)
        (memory 0 65537)                            => memory size must be at most 65536 pages (4GiB)
        (import "" "" (memory 65537))               => memory size must be at most 65536 pages (4GiB)
        (memory i64 0x1_0000_0000_0001)             => memory size must be at most 2**48 pages
        (memory i64 0xFFFF_FFFF_FFFF_FFFF)          => memory size must be at most 2**48 pages
        (memory 0x1_0000_0000 (pagesize 1))         => memory size must be at most 2**32-1 bytes
        (memory 2 1)                                => size minimum must not be greater than maximum
        (memory i64 2 1 (pagesize 1))               => size minimum must not be greater than maximum
        (memory 1 shared)                           => shared memory must have maximum
        (memory 1 (pagesize 2))                     => invalid custom page size 2**1
        (memory 1 (pagesize 131072))                => invalid custom page size 2**17
        (table 2 1 funcref)                         => size minimum must not be greater than maximum
        (table i64 0xFFFF_FFFF_FFFF_FFFF 1 funcref) => size minimum must not be greater than maximum
        (table 0x1_0000_0000 funcref)               => table size must be at most 2**32-1 elements
        (table 1 (ref func))                        => type mismatch: elements of type (ref func) have no default value
        (table 1 (ref null 7))                      => unknown type 7
        (tag (result i32))                          => non-empty tag result type
        (type (struct)) (tag (type 0))              => non-function type 0
        (tag (type 7))                              => unknown type 7
        (func (type 7))                             => unknown type 7
        (type (struct)) (func (type 0))             => non-function type 0
        (import "" "" (func (type 7)))              => unknown type 7
        (global (ref null 7) (ref.null none))       => unknown type 7
        (import "" "" (global (ref 7)))             => unknown type 7
        (elem (ref null 7))                         => unknown type 7
        """)
    void refuses(String fields, String message) {
        Wat.requireInvalid(fields, message);
    }

    @Test
    void limitsHave32BitsWithoutMemory64() {
        assertThatThrownBy(() -> Wat.validate("(memory 0 0x1_0000_0000)", Wat.allBut(Feature.MEMORY64)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("i32 constant out of range: 4294967296 in memory 0");
    }
}
