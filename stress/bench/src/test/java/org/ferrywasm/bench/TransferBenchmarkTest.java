package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransferBenchmarkTest {
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MEMORY_4_GIB", "OBJECTS_10_MILLION"})
    void everyFreightMovesAndComesBackSound(Freight freight) {
        TransferBenchmark benchmark = new TransferBenchmark();
        benchmark.freight = freight;
        benchmark.load();

        assertThat(benchmark.hop()).isSameAs(benchmark.hop());

        benchmark.end();
    }

    @ParameterizedTest
    @EnumSource
    void bothKindsOfCargoComeBackThroughEveryQueue(Exchange exchange) throws InterruptedException {
        for (Cargo cargo : Cargo.values()) {
            HandoverBenchmark benchmark = new HandoverBenchmark();
            benchmark.cargo = cargo;
            benchmark.exchange = exchange;
            benchmark.start();

            assertThat(benchmark.handOver()).isNotNull();
            assertThat(benchmark.handOver()).isNotNull();

            benchmark.end();
        }
    }
}
