package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Store that is lost without having been closed runs no drop action, and is reported. */
class LostStoreTest {
    private final Logger logger = Logger.getLogger("org.ferrywasm.vm");
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Engine engine = new Engine();
    private final List<String> dropped = new ArrayList<>();

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private List<String> reports(String storeName) {
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream()
                .filter(record -> record.getLevel() == Level.WARNING)
                .map(formatter::formatMessage)
                .filter(message -> message.startsWith(storeName + " was lost"))
                .toList();
    }

    /** Makes a Store with host objects that nobody can reach any more; gives its name. */
    private String lose(int objects) {
        Store<?> store = Store.of(engine);
        for (int i = 0; i < objects; i++) {
            ExternRef.of(store, new Object(), o -> dropped.add("dropped"));
        }
        ExternRef.of(store, new Object(), o -> {}).close();
        return store.toString();
    }

    private void collectUntilReported(String storeName) throws InterruptedException {
        for (int i = 0; i < 300 && reports(storeName).isEmpty(); i++) {
            System.gc();
            Thread.sleep(10);
        }
    }

    @Test
    void isReportedWithTheNumberOfDropActions() throws InterruptedException {
        String name = lose(3);

        collectUntilReported(name);

        assertThat(reports(name)).singleElement().asString().contains("3 drop actions", "try-with-resources");
        assertThat(dropped).isEmpty();
    }

    @Test
    void isNotReportedWhereItWasClosedOrHadNothingToDrop() throws InterruptedException {
        String nothing = lose(0);
        String closed;
        try (Store<?> store = Store.of(engine)) {
            ExternRef.of(store, new Object(), o -> dropped.add("dropped"));
            closed = store.toString();
        }
        assertThat(dropped).containsExactly("dropped");
        String lost = lose(1);

        collectUntilReported(lost);

        assertThat(reports(lost)).hasSize(1);
        assertThat(reports(nothing)).isEmpty();
        assertThat(reports(closed)).isEmpty();
    }
}
