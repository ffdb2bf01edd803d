package org.ferrywasm.fuzz.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ferrywasm.vm.Sendable;

/** What a guest asked its host, and which answers are still open. Any thread may use it. */
final class Questions implements Sendable {
    private static final int FACTOR = 17;

    private record Open(int question, CompletableFuture<Integer> answer) {}

    private final ConcurrentLinkedQueue<Integer> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Open> open = new ConcurrentLinkedQueue<>();

    /** Notes something that needs no answer. */
    void note() {
        asked.add(0);
    }

    /** Asks, and has the answer. */
    int ask(int question) {
        asked.add(question);
        return answerTo(question);
    }

    /** Asks, and waits for the answer. */
    CompletableFuture<Integer> askLater(int question) {
        asked.add(question);
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        open.add(new Open(question, answer));
        return answer;
    }

    /** Gives the answers that are still open. */
    void answer() {
        for (Open next = open.poll(); next != null; next = open.poll()) {
            next.answer.complete(answerTo(next.question));
        }
    }

    /** All questions and notes, in order. */
    List<Integer> all() {
        return new ArrayList<>(asked);
    }

    private static int answerTo(int question) {
        return question * FACTOR + 3;
    }
}
