package org.ferrywasm.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that tries a clause of the contract: static, with a {@link org.ferrywasm.contract.trial.Trial} as its parameter. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Clause {
    /** The clause's id, such as {@code A-01}. */
    String id();

    /** What the engine promises, in a sentence. */
    String promise();

    /** What is done, and from which thread. */
    String deed();

    /** The guests that it is done to, by the names of their files. */
    String[] guests() default "canary";

    /** Whether the clause asks for a refusal: it then holds only beside a positive twin, the same operation rightly done. */
    boolean negative() default false;

    /** Whether time is part of it, so that nothing else may run meanwhile. */
    boolean timed() default false;

    /** How long it may take before it counts as hanging. */
    int limitSeconds() default 30;
}
