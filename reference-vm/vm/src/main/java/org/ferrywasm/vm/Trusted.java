package org.ferrywasm.vm;

/**
 * The embedder's own word that a value may go to another thread: the counterpart of Rust's {@code unsafe impl Send}. Nothing is
 * checked, and what the value holds is not looked at, not even for handles. Every such word is listed with its reason
 * wherever a Store is asked what would go along ({@link Store#sendability}).
 *
 * <p>It may be shared by threads, as far as its value may.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="trusted"}
 *
 * @param <V> what the value is
 */
public final class Trusted<V> {
    private final V value;
    private final String reason;

    private Trusted(V value, String reason) {
        this.value = value;
        this.reason = reason;
    }

    /**
     * Trusts a value.
     *
     * @param reason why it is safe, for those who read the list
     * @throws IllegalArgumentException if the reason is blank
     */
    public static <V> Trusted<V> of(V value, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "Trusted.of: a reason is needed: say why the value may go to another thread");
        }
        return new Trusted<>(value, reason);
    }

    /** The value. */
    public V value() {
        return value;
    }

    /** Why it is safe. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return "Trusted: " + reason;
    }
}
