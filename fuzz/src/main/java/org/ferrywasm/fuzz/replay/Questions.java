package org.ferrywasm.fuzz.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ferrywasm.vm.Sendable;

/** What a guest asked its host, and which answers are still open. Any thread may use it. */
public final class Questions implements Sendable {
    private static final int FACTOR = 17;

    private record Open(int question, CompletableFuture<Integer> answer) {}

    private final ConcurrentLinkedQueue<Integer> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Open> open = new ConcurrentLinkedQueue<>();

    /** Nothing was asked yet. */
    public Questions() {}

    /** Notes something that needs no answer. */
    public void note() {
        asked.add(0);
    }

    /** Asks, and has the answer. */
    public int ask(int question) {
        asked.add(question);
        return answerTo(question);
    }

    /** Asks, and waits for the answer. */
    public CompletableFuture<Integer> askLater(int question) {
        asked.add(question);
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        open.add(new Open(question, answer));
        return answer;
    }

    /** Gives the answers that are still open. */
    public void answer() {
        for (Open next = open.poll(); next != null; next = open.poll()) {
            next.answer.complete(answerTo(next.question));
        }
    }

    /** All questions and notes, in order. */
    public List<Integer> all() {
        return new ArrayList<>(asked);
    }

    private static int answerTo(int question) {
        return question * FACTOR + 3;
    }
}
