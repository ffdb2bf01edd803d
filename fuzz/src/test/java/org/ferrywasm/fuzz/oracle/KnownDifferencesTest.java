package org.ferrywasm.fuzz.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ferrywasm.fuzz.peer.Answer;
import org.ferrywasm.fuzz.peer.FerryPeer;
import org.ferrywasm.fuzz.peer.Peers;
import org.ferrywasm.fuzz.peer.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownDifferencesTest {
    private static final List<Question.Call> CALLS = List.of(new Question.Call("run0", 5));

    private static String outcome(Answer answer) {
        return answer.refused() == null ? answer.outcomes().getFirst() : "refused";
    }

    @Test
    void ferrySaysWhatItIsSaidToSay() {
        try (FerryPeer ferry = new FerryPeer()) {
            for (KnownDifference difference : KnownDifferences.ALL) {
                assertThat(outcome(ferry.ask(Modules.question(difference.module(), CALLS))))
                        .as(difference.name())
                        .isEqualTo(difference.ferry());
            }
        }
    }

    @Test
    void eachIsStillThere(@TempDir Path folder) {
        for (String engine : List.of("endive", "chicory", "graalwasm", "wasmtime-java")) {
            try (Peers peers = new Peers(folder, engine)) {
                for (KnownDifference difference : KnownDifferences.ALL) {
                    String theirs = difference.engines().get(engine);
                    if (theirs != null) {
                        Question question = Modules.question(difference.module(), CALLS);
                        assertThat(outcome(peers.found().getFirst().peer().ask(question)))
                                .as("%s of %s; if it is mended, take it out", difference.name(), engine)
                                .startsWith(theirs);
                    }
                }
            }
        }
    }
}
