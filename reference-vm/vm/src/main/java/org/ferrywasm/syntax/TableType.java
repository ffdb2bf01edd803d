package org.ferrywasm.syntax;

/**
 * The type of a table (specification, "Table Types").
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="table"}
 *
 * @param addressType the type of its indices
 * @param limits its size range, in elements
 * @param element the type of its elements
 */
public record TableType(AddressType addressType, Limits limits, RefType element) implements ExternType {

    /** A table whose indices have type {@code i32}. */
    public static TableType of(Limits limits, RefType element) {
        return new TableType(AddressType.I32, limits, element);
    }

    @Override
    public String toString() {
        return (addressType == AddressType.I64 ? "i64 " : "") + limits + " " + element;
    }
}
