package org.etcdrecovery.console.step.inspect;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
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
public record VerdictWords(Tone tone, String headline, String sentence, String caption) {
    /** What can be said while checks are still running. */
    static VerdictWords soFar(List<Finding> findings, int running) {
        Texts texts = Texts.of("inspect");
        Verdict verdict = Verdict.of(findings);
        String headline = texts.get("sofar", texts.get("verdict." + verdict + ".lower"));
        String sentence = verdict == Verdict.RESTORABLE
                ? texts.get("sofar.nothing", running)
                : texts.get("sofar.care", cares(findings), running);
        if (verdict == Verdict.DAMAGED || verdict == Verdict.NOT_A_SNAPSHOT) {
            sentence = texts.get("sofar.damage", running);
        }
        return new VerdictWords(tone(verdict), headline, sentence, texts.get("caption.running"));
    }

    /** The verdict of a completed inspection. */
    static VerdictWords of(Inspection inspection) {
        Texts texts = Texts.of("inspect");
        List<Finding> findings = inspection.findings();
        Tone tone = tone(inspection.verdict());
        String key = "verdict." + inspection.verdict();
        return switch (inspection.verdict()) {
            case RESTORABLE -> new VerdictWords(tone, texts.get(key), texts.get(key + ".text"), texts.get(key));
            case RESTORABLE_WITH_CARE -> new VerdictWords(tone, texts.get(key),
                    texts.get(hasHash(inspection) ? key + ".text" : key + ".nohash", cares(findings)),
                    texts.get(key + ".caption", cares(findings)));
            case DAMAGED -> isOnlyTheHash(inspection)
                    ? new VerdictWords(tone, texts.get(key + ".hash"), texts.get(key + ".hash.text"),
                            texts.get(key + ".caption"))
                    : new VerdictWords(tone, texts.get(key),
                            texts.get(key + ".text", gravest(findings, Severity.DAMAGE)), texts.get(key + ".caption"));
            case NOT_A_SNAPSHOT -> new VerdictWords(tone, texts.get(key),
                    texts.get(key + ".text", gravest(findings, Severity.FOREIGN)), texts.get(key));
        };
    }

    private static int cares(List<Finding> findings) {
        return (int) findings.stream().filter(finding -> finding.severity() == Severity.CARE).count();
    }

    private static String gravest(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .map(Finding::summary)
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
