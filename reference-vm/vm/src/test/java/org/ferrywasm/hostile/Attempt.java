package org.ferrywasm.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.binary.NameSection;
import org.ferrywasm.code.Lowering;
import org.ferrywasm.code.LoweringOptions;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.text.Parser;
import org.ferrywasm.text.Printer;
import org.ferrywasm.text.script.ScriptParser;
import org.ferrywasm.valid.ModuleValidator;
import org.ferrywasm.valid.ValidModule;
import org.jspecify.annotations.Nullable;

/** One way to read input of unknown origin, run to its end: an error of ours, or success. */
@FunctionalInterface
interface Attempt {
    /** Decode, encode and print, then validate, and whatever is done with a module that passed. */
    Attempt BINARY = input -> {
        Module module = ModuleDecoder.decode(input, ModuleLimits.DEFAULT);
        ModuleEncoder.encode(module);
        print(module);
        use(module);
    };

    /** Parse, then the same with what the parser made, which is no module that the decoder finds malformed. */
    Attempt TEXT = input -> {
        Module module = Parser.parseModule(input);
        Module decoded = decode(ModuleEncoder.encode(module));
        print(decoded);
        use(decoded);
    };

    /** Parse a script, whose modules are found and not read. */
    Attempt SCRIPT = input -> ScriptParser.parse(input, "script");

    /** What loading classes and filling tables may cost once, and small inputs always. */
    long ONCE = 1 << 20;

    LoweringOptions PLAIN = new LoweringOptions(true, false, true);
    Set<Feature> FEATURES = EnumSet.allOf(Feature.class);
    /** What a byte of input may cost at most. */
    long PER_BYTE = 1_000;

    ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Throws a {@link ModuleException} if the input is refused. */
    void run(byte[] input);

    /**
     * How an attempt ended.
     *
     * @param allocated how many bytes it allocated
     * @param refusal the error of ours that it ended in, or null
     */
    record Outcome(long allocated, @Nullable ModuleException refusal) {
        /** Checks that the input was refused for this problem, and did not cost more. */
        void requireRefused(Class<? extends ModuleException> error, String problem, long mostBytes) {
            assertThat(refusal).isInstanceOf(error).hasMessageStartingWith(problem);
            assertThat(allocated).isLessThan(mostBytes);
        }

        /** Checks that the input was accepted, and did not cost more. */
        void requireAccepted(long mostBytes) {
            assertThat(refusal).isNull();
            assertThat(allocated).isLessThan(mostBytes);
        }
    }

    /**
     * Runs it.
     *
     * @throws AssertionError if it threw anything but the errors of ours
     */
    default Outcome outcome(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        ModuleException refusal = null;
        try {
            run(input);
        } catch (ModuleException e) {
            refusal = e;
        } catch (Throwable other) {
            throw new AssertionError("ends in " + other, other);
        }
        return new Outcome(THREADS.getCurrentThreadAllocatedBytes() - before, refusal);
    }

    /**
     * Checks that four times the size costs about four times the space, and no more than {@link #PER_BYTE} bytes for each
     * byte of input.
     *
     * @param input makes an acceptable input of some size
     */
    static void assertLinear(Attempt attempt, IntFunction<byte[]> input, int size) {
        byte[] small = input.apply(size);
        byte[] large = input.apply(4 * size);
        Outcome smallOutcome = attempt.outcome(small);
        smallOutcome.requireAccepted(PER_BYTE * small.length + ONCE);
        attempt.outcome(large).requireAccepted(Math.min(PER_BYTE * large.length, 5 * smallOutcome.allocated() + ONCE));
    }

    private static Module decode(byte[] encoded) {
        try {
            return ModuleDecoder.decode(encoded, ModuleLimits.DEFAULT);
        } catch (MalformedException e) {
            if (e.problem().startsWith("implementation limit exceeded")) {
                throw e;
            }
            throw new AssertionError("parsed, but malformed", e);
        }
    }

    /** Modules that are not valid are printed as well, unless an instruction of theirs cannot be. */
    private static void print(Module module) {
        try {
            Printer.print(module);
        } catch (MalformedException e) {
            assertThat(e.problem()).isNotEmpty();
        }
    }

    private static void use(Module module) {
        ValidModule valid = ModuleValidator.validate(module, FEATURES, new TypeRegistry(), ModuleLimits.DEFAULT);
        for (int i = 0; i < module.funcs().size(); i++) {
            Lowering.lower(valid, i, LoweringOptions.DEFAULT);
            Lowering.lower(valid, i, PLAIN);
        }
        NameSection.of(module).functionName(0);
    }
}
