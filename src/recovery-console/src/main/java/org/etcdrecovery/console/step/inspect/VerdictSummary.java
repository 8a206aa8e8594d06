package org.etcdrecovery.console.step.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.etcdrecovery.console.finding.FindingTitle;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.etcdrecovery.core.snapshot.Verdict;

/**
 * The verdict in words.
 *
 * @param tone     the tone
 * @param headline the verdict
 * @param sentence the reason
 * @param caption  the verdict in a few words
 */
record VerdictSummary(Tone tone, String headline, String sentence, String caption) {
    /** What can be said while checks are still running: never that the file is restorable. */
    static VerdictSummary soFar(List<Finding> findings, int running) {
        Texts texts = Texts.of("inspect");
        Verdict verdict = Verdict.of(findings);
        String caption = texts.get("caption.running");
        return switch (verdict) {
            case RESTORABLE -> new VerdictSummary(Tone.ACCENT, texts.get("sofar.begun"),
                    texts.get("sofar.nothing", running), caption);
            case RESTORABLE_WITH_CARE -> new VerdictSummary(Tone.WARNING,
                    texts.get("sofar.care.title", cares(findings)), texts.get("sofar.care", cares(findings), running),
                    caption);
            case DAMAGED, NOT_A_SNAPSHOT -> new VerdictSummary(Tone.DANGER,
                    texts.get("sofar", texts.get("verdict." + verdict + ".lower")),
                    texts.get("sofar.damage", running, gravest(findings, Severity.DAMAGE, Severity.FOREIGN)), caption);
        };
    }

    /**
     * The verdict of a completed inspection.
     *
     * @param lacks what is known to be missing from the file, which no check of it can find; empty if nothing is
     */
    static VerdictSummary of(Inspection inspection, String lacks) {
        Texts texts = Texts.of("inspect");
        List<Finding> findings = inspection.findings();
        if (inspection.awaitsChoice()) {
            int count = inspection.packed().map(archive -> archive.snapshots().size()).orElse(0);
            return new VerdictSummary(Tone.NEUTRAL, texts.get("verdict.choose", count),
                    texts.get("verdict.choose.text"),
                    texts.get("verdict.choose.caption"));
        }
        if (!lacks.isEmpty() && inspection.verdict() != Verdict.DAMAGED
                && inspection.verdict() != Verdict.NOT_A_SNAPSHOT) {
            Optional<Finding> same = inspection.recorded().flatMap(RecordedOrigin::finding);
            List<Finding> others = findings.stream().filter(finding -> !same.equals(Optional.of(finding))).toList();
            String first = lacks.substring(0, 1).toUpperCase(Locale.ROOT) + lacks.substring(1);
            return new VerdictSummary(Tone.WARNING, texts.get("verdict." + Verdict.RESTORABLE_WITH_CARE),
                    texts.get("verdict.lacks.text", first, cares(others)), first);
        }
        Tone tone = tone(inspection.verdict());
        String key = "verdict." + inspection.verdict();
        return switch (inspection.verdict()) {
            case RESTORABLE -> new VerdictSummary(tone, texts.get(key), texts.get(key + ".text"), texts.get(key));
            case RESTORABLE_WITH_CARE -> new VerdictSummary(tone, texts.get(key),
                    texts.get(hasHash(inspection) ? key + ".text" : key + ".nohash", cares(findings)),
                    texts.get(key + ".caption", cares(findings)));
            case DAMAGED -> isOnlyTheHash(inspection)
                    ? new VerdictSummary(tone, texts.get(key + ".hash"), texts.get(key + ".hash.text"),
                            texts.get(key + ".caption"))
                    : new VerdictSummary(tone, texts.get(key),
                            texts.get(key + ".text", gravest(findings, Severity.DAMAGE),
                                    count(findings, Severity.DAMAGE) - 1),
                            texts.get(key + ".caption"));
            case NOT_A_SNAPSHOT -> new VerdictSummary(tone, texts.get(key),
                    texts.get(key + ".text", gravest(findings, Severity.FOREIGN)), texts.get(key));
        };
    }

    private static int cares(List<Finding> findings) {
        return count(findings, Severity.CARE);
    }

    private static int count(List<Finding> findings, Severity severity) {
        return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    private static String gravest(List<Finding> findings, Severity... severities) {
        return findings.stream()
                .filter(finding -> List.of(severities).contains(finding.severity()))
                .map(FindingTitle::of)
                .findFirst()
                .orElse("");
    }

    private static boolean hasHash(Inspection inspection) {
        return state(inspection).filter(State.RIGHT::equals).isPresent();
    }

    /** Whether only the check of the hash after the image failed. */
    static boolean isOnlyTheHash(Inspection inspection) {
        return inspection.verdict() == Verdict.DAMAGED && state(inspection).filter(State.WRONG::equals).isPresent();
    }

    private static Optional<State> state(Inspection inspection) {
        return inspection.facts().map(known -> known.hashes().trailingHash()).map(hash -> hash.state());
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case RESTORABLE -> Tone.SUCCESS;
            case RESTORABLE_WITH_CARE -> Tone.WARNING;
            case DAMAGED, NOT_A_SNAPSHOT -> Tone.DANGER;
        };
    }
}
