package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.runtime.TagInst;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.TagType;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * A tag of a Store: a kind of exception (specification, "Tag Instances"). It belongs to its Store's owner. Two handles are equal if they are to the same
 * tag.
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="throw"}
 */
public final class Tag extends Handle implements Extern {
    private final TagInst inst;

    Tag(Store<?> store, TagInst inst) {
        super(store);
        this.inst = inst;
    }

    /**
     * Makes a tag whose exceptions carry values of these types.
     *
     * @throws WrongEngineException if one is a type of another Engine
     */
    public static Tag create(Store<?> store, ValType... fields) {
        store.enter("Tag.create");
        FuncType type = new FuncType(List.of(fields), List.of());
        store.engine().checkType(type, "Tag.create");
        TagInst tag = new TagInst(
                store.state().tags().size(), store.engine().registry().canonicalise(type));
        store.state().tags().add(tag);
        return new Tag(store, tag);
    }

    /** The types of the values that its exceptions carry, as parameters. */
    public FuncType type() {
        check("Tag.type");
        return inst.funcType();
    }

    @Override
    public ExternType externType() {
        check("Tag.externType");
        return new TagType(inst.type());
    }

    TagInst inst() {
        return inst;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tag that && store() == that.store() && inst.address() == that.inst.address();
    }

    @Override
    public int hashCode() {
        return inst.address();
    }

    @Override
    public String toString() {
        return "Tag " + inst.address() + " of Store " + store().id();
    }
}
