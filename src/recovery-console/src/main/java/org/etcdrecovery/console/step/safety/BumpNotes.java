package org.etcdrecovery.console.step.safety;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.text.Amounts;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.plan.BumpAdvice;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** What to say about a bump: whether it is possible, what it covers, and the resulting revision. */
final class BumpNotes {
    private static final Set<Field> OURS = Set.of(Field.REVISION_BUMP, Field.MARK_COMPACTED);

    private final Texts texts;
    private final Recovery recovery;
    private final BumpAdvisor advisor;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper code = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper covers = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper fromNewest = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper fromAge = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Timeline> timeline = new ReadOnlyObjectWrapper<>(
            new Timeline(-1, 0, OptionalLong.empty(), 0));
    private boolean warns;

    /**
     * The revisions that matter.
     *
     * @param compacted the compact revision after the restore; -1 if nothing is compacted
     * @param last      the last revision in the snapshot
     * @param asOf      the revision that the keyspace goes back to; empty if it stays
     * @param raised    the revision at which the new cluster starts; {@code last} without a bump
     */
    record Timeline(long compacted, long last, OptionalLong asOf, long raised) {}

    BumpNotes(Texts texts, Recovery recovery, BumpAdvisor advisor) {
        this.texts = texts;
        this.recovery = recovery;
        this.advisor = advisor;
    }

    void refresh(boolean bump, String typed, OptionalLong asOf) {
        OptionalLong amount = Amounts.parse(typed);
        List<Problem> problems = recovery.plan().get().map(PlanResult::problems).orElse(List.of());
        boolean unreadable = bump && amount.isEmpty();
        Optional<Problem> refusal = first(problems, Severity.REFUSAL);
        problem.set(unreadable ? texts.get("amount.wrong") : refusal.map(BumpNotes::sentence).orElse(""));
        Optional<SnapshotFacts> facts = recovery.facts();
        String tooFew = bump && amount.isPresent()
                ? facts.filter(known -> amount.getAsLong() < advisor.least(known))
                        .map(known -> texts.get("amount.short", Quantities.number(advisor.least(known))))
                        .orElse("")
                : "";
        // Without a bump it is what the file is for, and the card says it.
        List<Problem> told = problems.stream()
                .filter(each -> bump || each.code() != ProblemCode.ALREADY_BUMPED)
                .toList();
        Optional<Problem> risk = first(told, Severity.WARNING).filter(_ -> tooFew.isEmpty());
        warning.set(risk.map(BumpNotes::sentence).orElse(tooFew));
        code.set(unreadable ? "" : refusal.or(() -> risk).map(each -> each.code().text()).orElse(""));
        warns = !warning.get().isEmpty()
                || problems.stream().anyMatch(each -> each.field() == Field.ALARMS);
        covers.set(amount.isPresent() && problem.get().isEmpty() ? covers(amount.getAsLong()) : "");
        fromNewest.set(advisor.fromNewest().map(BumpAdvice::explanation).orElse(texts.get("newest.none")));
        fromAge.set(facts.map(known -> advisor.age().isPresent()
                ? advisor.fromAge(known).explanation()
                : texts.get("age.unknown")).orElse(""));
        facts.ifPresent(known -> {
            long last = known.revisions().last().main();
            boolean sound = bump && amount.isPresent() && problem.get().isEmpty();
            timeline.set(
                    new Timeline(known.revisions().compacted(), last, asOf, sound ? last + amount.getAsLong() : last));
        });
    }

    private String covers(long amount) {
        String words = BumpAdvice.covers(amount, advisor.rate()).replace(' ', '\u00a0');
        String covered = texts.get("covers", words.replace("\u00a0covers\u00a0", " covers ")
                .replace("\u00a0at\u00a0",
                        "** at "));
        return advisor.age()
                .flatMap(age -> recovery.facts()
                        .map(facts -> covered + " " + texts.get("covers.age", Quantities.age(age),
                                Quantities.number(Math.max(1, advisor.least(facts))))))
                .orElseGet(() -> covered + " " + texts.get("covers.unknown"));
    }

    private static Optional<Problem> first(List<Problem> problems, Severity severity) {
        return problems.stream()
                .filter(each -> OURS.contains(each.field()) && each.severity() == severity)
                .findFirst();
    }

    private static String sentence(Problem problem) {
        return problem.message() + ". " + problem.advice();
    }

    /** Why the amount is invalid; empty if it is valid. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What is risky about the amount, or about not raising the revision. */
    ReadOnlyStringProperty warning() {
        return warning.getReadOnlyProperty();
    }

    /** The code of the problem, or else of the warning; empty if it has none. */
    ReadOnlyStringProperty code() {
        return code.getReadOnlyProperty();
    }

    /** What the amount covers, as marked text. */
    ReadOnlyStringProperty covers() {
        return covers.getReadOnlyProperty();
    }

    /** The amount for the newest revision. */
    ReadOnlyStringProperty fromNewest() {
        return fromNewest.getReadOnlyProperty();
    }

    /** The amount for the age of the snapshot. */
    ReadOnlyStringProperty fromAge() {
        return fromAge.getReadOnlyProperty();
    }

    /** The revisions that matter. */
    ReadOnlyObjectProperty<Timeline> timeline() {
        return timeline.getReadOnlyProperty();
    }

    /** Whether there is a warning. */
    boolean warns() {
        return warns;
    }
}
