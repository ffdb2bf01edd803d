package org.ferrywasm.exec;

import org.ferrywasm.code.Code;
import org.ferrywasm.code.Handlers;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.TagInst;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.FuncType;

/** Exceptions of the guest: making them, and finding the handler of one (specification, "Exception Handling"). */
public final class Exceptions {
    private Exceptions() {}

    /** Makes an exception whose payload begins at a slot of the stack. */
    static long allocate(Execution x, TagInst tag, int slot) {
        int slots = FuncType.slots(tag.funcType().params());
        int address = x.store.heap().allocate(Heap.exceptionHeader(tag.address(), slots), slots);
        long[] object = x.store.heap().objects[address];
        System.arraycopy(x.stack, slot, object, Heap.HEADER_SLOTS, slots);
        x.store.retainContents(object);
        return Ref.of(Ref.EXN, address);
    }

    /** The exception that a reference refers to. */
    static long require(long ref) {
        if (ref == Ref.NULL) {
            throw new TrapSignal(TrapKind.NULL_EXCEPTION_REFERENCE);
        }
        return ref;
    }

    /** Takes frames off until one has a handler for the pending exception, and goes there; whether there was one. */
    static boolean unwind(Execution x) {
        while (x.depth > 0) {
            int frame = x.depth - 1;
            if (handle(x, frame)) {
                x.exception = Ref.NULL;
                return true;
            }
            x.depth--;
        }
        return false;
    }

    private static boolean handle(Execution x, int frame) {
        Code code = x.frameFuncs[frame].code();
        ModuleInst module = x.frameFuncs[frame].module();
        int[] handlers = code.handlers();
        int at = x.framePcs[frame] - 1;
        int deepest = Integer.MAX_VALUE;
        for (int h = 0; h < handlers.length; h += Handlers.WORDS) {
            if (at < handlers[h + Handlers.START]
                    || at >= handlers[h + Handlers.END]
                    || handlers[h + Handlers.DEPTH] > deepest) {
                continue;
            }
            int tag = handlers[h + Handlers.TAG];
            switch (handlers[h + Handlers.KIND]) {
                case Handlers.DELEGATE -> deepest = tag;
                case Handlers.CATCH -> {
                    if (tagAddress(x) == module.tags[tag].address()) {
                        enter(x, frame, handlers, h, true);
                        return true;
                    }
                }
                default -> {
                    enter(x, frame, handlers, h, false);
                    return true;
                }
            }
        }
        return false;
    }

    private static long[] object(Execution x) {
        return x.store.heap().objects[Ref.address(x.exception)];
    }

    private static int tagAddress(Execution x) {
        return Heap.tagAddress(object(x)[0]);
    }

    private static void enter(Execution x, int frame, int[] handlers, int h, boolean withPayload) {
        int base = x.frameBases[frame];
        if (withPayload) {
            long[] object = object(x);
            System.arraycopy(object, Heap.HEADER_SLOTS, x.stack, base + handlers[h + Handlers.SLOT], object.length - 1);
        }
        int exnSlot = handlers[h + Handlers.EXN_SLOT];
        if (exnSlot >= 0) {
            x.stack[base + exnSlot] = x.exception;
        }
        x.framePcs[frame] = handlers[h + Handlers.TARGET];
    }
}
