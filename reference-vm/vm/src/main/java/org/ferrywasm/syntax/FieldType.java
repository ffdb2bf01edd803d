package org.ferrywasm.syntax;

/**
 * The type of a field or an array element.
 *
 * @param storage what it holds
 * @param mutable whether it may be changed
 */
public record FieldType(StorageType storage, boolean mutable) {
    @Override
    public String toString() {
        return mutable ? "(mut " + storage + ")" : storage.toString();
    }
}
