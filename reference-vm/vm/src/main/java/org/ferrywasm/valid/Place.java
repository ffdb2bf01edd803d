package org.ferrywasm.valid;

import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/** Where in a module's expressions validation is: what every error says. Belongs to one validator. */
final class Place {
    private final Context context;
    private String what = "";
    private int index;
    private @Nullable InstrReader in;

    Place(Context context) {
        this.context = context;
    }

    /** Goes to the beginning of an expression, given what it belongs to ({@code func}, {@code global}, …) and the index of that. */
    void enter(String newWhat, int newIndex, InstrReader reader) {
        what = newWhat;
        index = newIndex;
        in = reader;
    }

    /** Goes to something that is no expression. */
    void enter(String newWhat, int newIndex) {
        what = newWhat;
        index = newIndex;
        in = null;
    }

    InvalidException invalid(String problem) {
        return new InvalidException(problem, toString());
    }

    /** The error of an index that is out of its index space. */
    InvalidException unknown(String space, int unknownIndex) {
        return invalid("unknown " + space + " " + Integer.toUnsignedString(unknownIndex));
    }

    InvalidException needs(String construct, Feature feature) {
        return invalid(construct + " needs feature " + feature + ", which is off");
    }

    /** Asks that a count, unsigned, keeps a limit. */
    void requireWithin(Limit limit, int count) {
        int max = context.max(limit);
        if (Integer.compareUnsigned(count, max) > 0) {
            throw invalid(limit.problem() + ": " + Integer.toUnsignedString(count) + ", more than " + max);
        }
    }

    MalformedException malformed(String problem) {
        return new MalformedException(problem, in == null ? 0 : in.offset());
    }

    /** The error of an expression that goes on after its bytes. */
    MalformedException unexpectedEnd() {
        return new MalformedException("unexpected end of section or function", in == null ? 0 : in.position());
    }

    /** The code of a value type, once its type index is known and its features are on. */
    int code(ValType type) {
        Feature missing = context.typeFeatures.missing(type);
        if (missing != null) {
            throw needs("type " + type, missing);
        }
        return type instanceof RefType ref ? ref(ref.nullable(), ref.heap()) : context.code(type);
    }

    /** The code of a reference type, once the type index of its heap type is known and its features are on. */
    int ref(boolean nullable, HeapType heap) {
        Feature missing = context.typeFeatures.missing(heap);
        if (missing != null) {
            throw needs("type " + heap, missing);
        }
        int code = context.ref(nullable, heap);
        if (code == TypeCode.UNKNOWN) {
            throw invalid("unknown type " + heap);
        }
        return code;
    }

    @Override
    public String toString() {
        String at = in == null ? "" : ", offset 0x" + Integer.toHexString(in.offset());
        return what + " " + index + at;
    }
}
