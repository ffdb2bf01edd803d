package org.ferrywasm.vm;

/**
 * Thrown when a module cannot be linked: an import is missing or has an incompatible type. The message begins with the
 * official suite's words, {@code unknown import} or {@code incompatible import type}, then says which import.
 *
 * {@snippet class="org.ferrywasm.examples.LinkerExample" region="link-exception"}
 */
public final class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkException(String message) {
        super(message);
    }
}
