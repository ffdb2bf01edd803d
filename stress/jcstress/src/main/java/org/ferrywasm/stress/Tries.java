package org.ferrywasm.stress;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a stress test is there for: the clauses of the contract that it tries, and what it must notice the lack of.
 *
 * <p>An outcome of such a test is a sentence of fixed words, and what the clause does not allow is forbidden by default.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Tries {
    /** The ids of the clauses. */
    String[] value();

    /**
     * Parts of the VM, such as {@code vm.Confined.check=empty}: when one of them alone is taken out, the test must show an outcome
     * that it forbids. The lane runs the test on each such VM.
     */
    String[] without() default {};

    /**
     * Parts of the VM whose lack only hardware shows that reorders more than x86 does: fences, mostly. The lane tries them too, and
     * reports what came of it; they are no canaries there.
     */
    String[] weak() default {};
}
