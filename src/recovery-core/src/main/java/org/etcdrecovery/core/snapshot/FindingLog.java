package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.finding.Finding.Severity;

/** Collects findings and passes each on immediately. Keeps the first findings of each code and counts the rest. */
public final class FindingLog {
    private static final int MOST_OF_A_CODE = 200;

    private final InspectionListener listener;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Code, Integer> counts = new HashMap<>();
    /** The gravest severity among the findings of a code that were only counted. */
    private final Map<Code, Severity> gravest = new LinkedHashMap<>();
    private final Set<Check> finished = EnumSet.noneOf(Check.class);
    private boolean sound = true;

    public FindingLog(InspectionListener listener) {
        this.listener = listener;
    }

    void add(Finding finding) {
        sound &= !finding.severity().preventsRestore();
        if (counts.merge(finding.code(), 1, Integer::sum) <= MOST_OF_A_CODE) {
            findings.add(finding);
            listener.found(finding);
        } else {
            gravest.merge(finding.code(), finding.severity(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
    }

    /** Records that a check ran to its end. */
    void finished(Check check) {
        finished.add(check);
        gravest.keySet().stream().filter(code -> code.check().equals(Optional.of(check))).forEach(this::addRest);
        listener.finished(check);
    }

    private void addRest(Code code) {
        int left = counts.getOrDefault(code, 0) - MOST_OF_A_CODE;
        Finding rest = new Finding(code, gravest.getOrDefault(code, Severity.NOTE), "",
                left + " more findings of this kind", "They mean the same as the first ones.", "See the first ones.");
        findings.add(rest);
        listener.found(rest);
    }

    /** Whether no finding so far prevents a restore. */
    boolean isSound() {
        return sound;
    }

    List<Finding> findings() {
        return findings;
    }

    /** The finished checks that found nothing worse than a note. */
    Set<Check> passed() {
        Set<Check> passed = EnumSet.noneOf(Check.class);
        passed.addAll(finished);
        findings.stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .flatMap(finding -> finding.check().stream())
                .forEach(passed::remove);
        return passed;
    }
}
