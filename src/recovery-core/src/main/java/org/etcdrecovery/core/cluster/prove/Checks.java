package org.etcdrecovery.core.cluster.prove;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;

/** Collects checks and passes each to a listener. */
final class Checks {
    private final Consumer<ProofCheck> listener;
    private final List<ProofCheck> all = new ArrayList<>();

    Checks(Consumer<ProofCheck> listener) {
        this.listener = listener;
    }

    void add(Subject subject, boolean passed, String expected, String seen, String remark) {
        add(new ProofCheck(subject, expected, seen, passed ? Outcome.PASSED : Outcome.FAILED, remark));
    }

    void skip(Subject subject, String expected, String remark) {
        add(new ProofCheck(subject, expected, "not looked at", Outcome.SKIPPED, remark));
    }

    /** Skips every check that was not made yet. */
    void skipRest(String expected, String remark) {
        Set<Subject> made = all.stream().map(ProofCheck::subject).collect(Collectors.toSet());
        Arrays.stream(Subject.values())
                .filter(subject -> !made.contains(subject) && subject != Subject.LEFT_OUT)
                .forEach(subject -> skip(subject, expected, remark));
    }

    private void add(ProofCheck check) {
        all.add(check);
        listener.accept(check);
    }

    List<ProofCheck> all() {
        return all;
    }
}
