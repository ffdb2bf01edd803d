package org.ferrywasm.stress;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stress test that is broken on purpose. Its outcomes are all allowed, and the bad one must be seen in each run: else the test
 * that it is the twin of could not see it either.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Twin {
    /** The tests whose canary it is. */
    Class<?>[] of();

    /** A pattern of the bad outcomes. */
    String shows();

    /** Whether only hardware that reorders more than x86 does shows them. Elsewhere it is reported, and is no canary. */
    boolean needsWeakHardware() default false;
}
