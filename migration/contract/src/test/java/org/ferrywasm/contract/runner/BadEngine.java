package org.ferrywasm.contract.runner;

import java.util.Set;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedEngine;

/** An engine that does not even open, each variant in its own way. */
public final class BadEngine implements EngineAdapter {
    private final String manner;

    /** One that says that it lacks everything. */
    public BadEngine() {
        this("lacking");
    }

    private BadEngine(String manner) {
        this.manner = manner;
    }

    @Override
    public EngineAdapter variant(String variant) {
        if (!Set.of("halting", "hanging", "throwing", "printing").contains(variant)) {
            throw new IllegalArgumentException("bad is not bad in this way: " + variant);
        }
        return new BadEngine(variant);
    }

    @Override
    public String name() {
        return "bad";
    }

    @Override
    public String version() {
        System.out.println("a line that nobody asked for");
        return "0.1";
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        switch (manner) {
            case "halting" -> Runtime.getRuntime().halt(3);
            case "hanging" -> hang();
            case "throwing" -> throw new IllegalStateException("no engine today");
            default -> {
                // lacks everything
            }
        }
        throw new UnsupportedOperationException("there is no engine");
    }

    @SuppressWarnings("ThreadJoinLoop") // that is what hangs
    private static void hang() {
        while (true) {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                // goes on
            }
        }
    }

    @Override
    public Failure failure(Throwable thrown) {
        return Failure.UNTYPED;
    }
}
