package org.ferrywasm.stress.memory;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The litmus shape that a test executes. Which outcomes are allowed stands with the test, for its readers; it is held against
 * what the memory model gives for the shape.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Shape {
    /** The accesses of each thread, such as {@code Wx1 Wy1 | Ry Rx}. */
    String value();

    /** The locations that are accessed plainly; the others are accessed atomically. */
    String plain() default "";
}
