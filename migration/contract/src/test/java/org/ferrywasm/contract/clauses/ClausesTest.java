package org.ferrywasm.contract.clauses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ferrywasm.contract.trial.Guests;
import org.junit.jupiter.api.Test;

/** That the kit has every clause, whole. */
class ClausesTest {
    private static final Path GUARANTEES = Path.of("..", "..", "docs", "guarantees.md");
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]-\\d\\d) \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Map<Character, Integer> CLAUSES =
            Map.of('A', 19, 'B', 11, 'C', 20, 'D', 14, 'E', 20, 'F', 12, 'G', 9, 'H', 8, 'I', 6);

    @Test
    void everyClauseIsThereOnceInOrder() {
        Map<Character, Integer> counted = new TreeMap<>();
        Clauses.all().forEach(clause -> counted.merge(clause.id().charAt(0), 1, Integer::sum));
        assertThat(counted).isEqualTo(CLAUSES);
        List<String> ids = Clauses.all().stream().map(ContractClause::id).toList();
        assertThat(ids).isEqualTo(List.copyOf(new TreeSet<>(ids))).hasSize(119);
    }

    @Test
    void promisesAreThoseOfTheGuarantees() throws IOException {
        Map<String, String> promises = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(GUARANTEES));
        while (row.find()) {
            promises.put(row.group(1), row.group(2).strip());
        }
        Map<String, String> ours = new TreeMap<>();
        Clauses.all().forEach(clause -> ours.put(clause.id(), clause.promise()));
        assertThat(ours).isEqualTo(promises);
    }

    @Test
    void everyClauseSaysWhatIsDoneAndToWhom() {
        Set<String> used = new HashSet<>();
        for (ContractClause clause : Clauses.all()) {
            assertThat(clause.deed()).as(clause.id()).endsWith(".").hasSizeGreaterThan(20);
            assertThat(clause.limitSeconds()).as(clause.id()).isBetween(10, 120);
            for (String guest : clause.guests()) {
                assertThat(Guests.binary(guest)).as(guest).startsWith(0, 'a', 's', 'm', 1, 0, 0, 0);
                assertThat(Guests.text(guest)).as(guest).startsWith(";;");
                used.add(guest);
            }
        }
        assertThat(used).contains("canary");
    }

    @Test
    void theKitHasNoVm() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                    if (entry instanceof ClassEntry type
                            && type.asInternalName().startsWith("org/ferrywasm/")
                            && !type.asInternalName().startsWith("org/ferrywasm/contract/")) {
                        found.add(file + " uses " + type.asInternalName());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }
}
