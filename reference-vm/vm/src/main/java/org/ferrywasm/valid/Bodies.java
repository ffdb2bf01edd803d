package org.ferrywasm.valid;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleException;
import org.jspecify.annotations.Nullable;

/**
 * Validates the function bodies of a module, in parallel on the common pool where there is much code. Whichever way, the
 * exception is that of the first function that is wrong.
 */
final class Bodies {
    private static final int MIN_PARALLEL_BYTES = 256 * 1024;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final List<Func> funcs;
    private final Context context;
    private final int imported;

    Bodies(Module module, Context context) {
        this.funcs = module.funcs();
        this.context = context;
        this.imported = context.funcs.length - funcs.size();
    }

    void validate() {
        long bytes = 0;
        for (Func func : funcs) {
            bytes += func.body().lengthBytes();
        }
        if (bytes > MIN_PARALLEL_BYTES) {
            validateChunks();
        } else {
            validate(0, funcs.size());
        }
    }

    private void validateChunks() {
        int[] chunks = chunks();
        AtomicReferenceArray<@Nullable ModuleException> errors = new AtomicReferenceArray<>(chunks.length);
        AtomicInteger firstWrong = new AtomicInteger(Integer.MAX_VALUE);
        IntStream.range(0, chunks.length - 1).parallel().forEach(chunk -> {
            if (chunk > firstWrong.get()) {
                return;
            }
            try {
                validate(chunks[chunk], chunks[chunk + 1]);
            } catch (ModuleException e) {
                errors.set(chunk, e);
                firstWrong.accumulateAndGet(chunk, Math::min);
            }
        });
        ModuleException error = firstWrong.get() < chunks.length ? errors.get(firstWrong.get()) : null;
        if (error != null) {
            throw error;
        }
    }

    private void validate(int from, int to) {
        FuncValidator validator = new FuncValidator(context);
        for (int i = from; i < to; i++) {
            validator.validate(imported + i, funcs.get(i));
        }
    }

    /** The first function of each chunk, and the number of functions at the end. */
    private int[] chunks() {
        List<Integer> starts = new ArrayList<>();
        long bytes = CHUNK_BYTES;
        for (int i = 0; i < funcs.size(); i++) {
            if (bytes >= CHUNK_BYTES) {
                starts.add(i);
                bytes = 0;
            }
            bytes += funcs.get(i).body().lengthBytes();
        }
        starts.add(funcs.size());
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }
}
