package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.etcdrecovery.console.deliver.HostFacts.Copied;
import org.etcdrecovery.console.deliver.HostFacts.Found;
import org.etcdrecovery.console.deliver.HostFacts.Work;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.deliver.HostOutcome.Failure;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostState;

/**
 * The condition of one host: a word, and a line that says more.
 *
 * @param mood what the word means
 * @param word one or two words
 * @param line one line; may be empty
 * @param code the code of what the line says; empty if it has none
 */
public record HostCondition(Mood mood, String word, String line, String code) {
    /** Whole only where there is room for it. */
    private static final Pattern SHA_256 = Pattern.compile("\\b([0-9a-f]{8})[0-9a-f]{56}\\b");
    private static final Texts TEXTS = Texts.of("deliver");

    /** What the word means. */
    public enum Mood {
        /** Nothing is known or to be done. */
        IDLE,
        /** Something is being done. */
        WORKING,
        /** What was asked for is done. */
        GOOD,
        /** The operator has to do something. */
        NEEDS_YOU
    }

    /** A line without a code. */
    HostCondition(Mood mood, String word, String line) {
        this(mood, word, line, "");
    }

    static HostCondition of(HostFacts facts) {
        if (!facts.chosen()) {
            return new HostCondition(Mood.IDLE, TEXTS.get("state.out"), TEXTS.get(facts.gone()
                    ? "line.gone"
                    : "line.out"));
        }
        Work work = facts.work();
        if (work.copied().isPresent()) {
            Copied copied = work.copied().get();
            String amount = TEXTS.get("line.copied", Quantities.size(copied.done()), Quantities.size(copied.total()));
            return new HostCondition(Mood.WORKING, TEXTS.get("state.copying", copied.percent()), copied.rate()
                    .map(rate -> amount + ", " + Quantities.rate(rate))
                    .orElse(amount));
        }
        if (work.step().isPresent()) {
            return new HostCondition(Mood.WORKING, TEXTS.get("state.working." + work.step().get()), work.phase());
        }
        if (facts.failure().isPresent()) {
            Failure why = facts.failure().get();
            return new HostCondition(Mood.NEEDS_YOU, TEXTS.get("state.needs"), Quantities.figures(why.message()),
                    why.code());
        }
        Found found = facts.found();
        if (found.report().filter(HostReport::blocks).isPresent()
                && (!found.isInPlace() || found.other().isPresent())) {
            return barred("state.needs", found.report().get());
        }
        if (found.other().isPresent() && found.report().isEmpty()) {
            return new HostCondition(Mood.NEEDS_YOU, TEXTS.get("state.needs"),
                    TEXTS.get("line.other." + (found.other().get().isOnlyStaged() ? "staged" : "placed")),
                    "host.other-plan");
        }
        return found.state()
                .map(state -> of(state, facts))
                .orElseGet(
                        () -> new HostCondition(Mood.IDLE, TEXTS.get("state.unknown"), TEXTS.get("line.unknown")));
    }

    private static HostCondition of(HostState state, HostFacts facts) {
        return switch (state) {
            case NOTHING -> ready(facts);
            case STAGING -> new HostCondition(Mood.IDLE, TEXTS.get("state.begun"), TEXTS.get("line.begun"));
            case STAGED -> staged(facts);
            case ACTIVATING -> needsYou(TEXTS.get("line.activating"));
            case ACTIVATED -> facts.process().service()
                    ? needsYou(TEXTS.get("line.activated"))
                    : facts.process().runs()
                            ? new HostCondition(Mood.GOOD, TEXTS.get("state.placed"), TEXTS.get("line.runs"))
                            : needsYou(TEXTS.get("line.placed"));
            case STARTED -> facts.process().silent()
                    ? needsYou(TEXTS.get("line.silent"))
                    : facts.found().quarantine().isPresent()
                            ? new HostCondition(Mood.GOOD, TEXTS.get("state.active"),
                                    TEXTS.get("line.kept", String.valueOf(facts.found().quarantine().getAsInt())))
                            : new HostCondition(Mood.GOOD, TEXTS.get("state.open"), TEXTS.get("line.open"));
            case UNDOING -> needsYou(TEXTS.get("line.undoing"));
            case UNDONE -> new HostCondition(Mood.IDLE, TEXTS.get("state.undone"), TEXTS.get("line.undone"));
        };
    }

    private static HostCondition ready(HostFacts facts) {
        Optional<HostReport> report = facts.found().report();
        if (report.isEmpty()) {
            return new HostCondition(Mood.IDLE, TEXTS.get("state.nothing"), TEXTS.get("line.nothing"));
        }
        if (report.get().blocksActivation()) {
            return barred("state.stageable", report.get());
        }
        String free = report.get().freeBytes() < 0
                ? ""
                : TEXTS.get("line.free", Quantities.size(report.get().freeBytes()),
                        Quantities.size(report.get().neededBytes()));
        return new HostCondition(Mood.GOOD, TEXTS.get("state.ready"), free);
    }

    private static HostCondition staged(HostFacts facts) {
        if (facts.found().report().filter(HostReport::blocksActivation).isPresent()) {
            return barred("state.staged", facts.found().report().get());
        }
        return new HostCondition(Mood.GOOD, TEXTS.get("state.staged"), facts.sent() > 0
                ? TEXTS.get("line.sent", Quantities.size(facts.sent()))
                : TEXTS.get("line.staged"));
    }

    private static HostCondition needsYou(String line) {
        return new HostCondition(Mood.NEEDS_YOU, TEXTS.get("state.needs"), line);
    }

    private static HostCondition barred(String word, HostReport report) {
        List<HostFinding> found = report.findings()
                .stream()
                .filter(finding -> finding.weight().compareTo(Weight.BLOCKS_ACTIVATION) >= 0)
                .toList();
        if (found.isEmpty()) {
            return new HostCondition(Mood.NEEDS_YOU, TEXTS.get(word), "");
        }
        String first = line(found.getFirst());
        return new HostCondition(Mood.NEEDS_YOU, TEXTS.get(word),
                found.size() == 1 ? first : TEXTS.get("line.more", first, found.size() - 1), found.getFirst().code());
    }

    /** The operator knows which host it is, and the key is shown where it can be accepted. */
    private static String line(HostFinding finding) {
        return finding.code().equals("ssh.host-key-unknown")
                ? TEXTS.get("line.key")
                : SHA_256.matcher(Quantities.figures(finding.summary())).replaceAll("$1…");
    }
}
