package org.etcdrecovery.console.step.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.ListChangeListener;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.step.inspect.CheckModel.State;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotStatus;

/** The checks of the inspection, in the order in which they end. */
final class Checks {
    private static final int PERCENT = 100;
    /** Longer texts are shown in the finding only. */
    private static final int SHORT = 60;

    private final Texts texts = Texts.of("inspect");
    private final List<CheckModel> all = Arrays.stream(Check.values()).map(CheckModel::new).toList();
    private final ReadOnlyIntegerWrapper over = new ReadOnlyIntegerWrapper();
    private final List<Finding> findings = new ArrayList<>();
    private Optional<SnapshotStatus> status = Optional.empty();

    /** @param activity its stages show how far the checks are */
    Checks(Activity activity) {
        activity.stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(stage -> stage.done().subscribe(_ -> showProgress(stage)));
            }
        });
    }

    /** All checks. */
    List<CheckModel> all() {
        return all;
    }

    /** How many checks have ended. */
    ReadOnlyIntegerProperty over() {
        return over.getReadOnlyProperty();
    }

    /** Resets all checks to the state before an inspection. */
    void reset() {
        findings.clear();
        status = Optional.empty();
        all.forEach(check -> check.set(State.WAITING, ""));
        count();
    }

    private void showProgress(StageProgress stage) {
        for (CheckModel check : all) {
            if (stageOf(check.check()).filter(stage.stage()::equals).isPresent() && !check.state().get().isOver()) {
                check.set(State.RUNNING, progress(stage));
            }
        }
    }

    private String progress(StageProgress stage) {
        if (stage.fraction() < 0) {
            return texts.get("check.running");
        }
        String percent = String.valueOf((int) (stage.fraction() * PERCENT));
        return stage.timeLeft()
                .filter(left -> left.toSeconds() > 0)
                .map(left -> texts.get("check.left", percent, Quantities.span(left)))
                .orElseGet(() -> texts.get("check.percent", percent));
    }

    private static Optional<Stage> stageOf(Check check) {
        return switch (check) {
            case FILE -> Optional.empty();
            case TREE, KEYSPACE, CLUSTER -> Optional.of(Stage.CHECK);
            case TRAILING_HASH -> Optional.of(Stage.HASH);
        };
    }

    void found(Finding finding) {
        findings.add(finding);
    }

    void counted(SnapshotStatus known) {
        status = Optional.of(known);
        all.stream().filter(check -> check.state().get().isOver()).forEach(check -> finish(check, Optional.empty()));
    }

    void finished(Check check) {
        all.stream().filter(one -> one.check() == check).forEach(one -> finish(one, Optional.empty()));
        count();
    }

    /** Called when the inspection has ended: checks that have not ended by now never will. */
    void ended(Inspection inspection) {
        findings.clear();
        findings.addAll(inspection.findings());
        status = inspection.facts().map(SnapshotFacts::status);
        for (CheckModel check : all) {
            boolean told = inspection.findings().stream().anyMatch(finding -> isOf(check, finding));
            if (told || inspection.passed().contains(check.check())) {
                finish(check, inspection.facts());
            } else {
                check.set(State.SKIPPED, texts.get("check.skipped"));
            }
        }
        count();
    }

    private static boolean isOf(CheckModel check, Finding finding) {
        return finding.check().filter(check.check()::equals).isPresent();
    }

    private void finish(CheckModel check, Optional<SnapshotFacts> facts) {
        List<Finding> own = findings.stream()
                .filter(finding -> isOf(check, finding) && finding.severity() != Severity.NOTE)
                .toList();
        if (own.isEmpty()) {
            check.set(State.PASSED, passed(check.check(), facts));
            return;
        }
        boolean damage = own.stream().anyMatch(finding -> finding.severity().preventsRestore());
        String first = own.getFirst().summary();
        check.set(damage ? State.DAMAGE : State.CARE, own.size() == 1 && first.length() <= SHORT
                ? first
                : texts.get("check.findings", own.size()));
    }

    private String passed(Check check, Optional<SnapshotFacts> facts) {
        return switch (check) {
            case FILE, TREE, TRAILING_HASH -> texts.get("check." + check + ".passed");
            case KEYSPACE -> status.map(known -> texts.get("check.KEYSPACE.counted",
                    Quantities.number(known.records()))).orElseGet(() -> texts.get("check.KEYSPACE.passed"));
            case CLUSTER -> facts.map(known -> texts.get("check.CLUSTER.counted", known.members().size(),
                    Quantities.number(known.leaseCounts().leases()), known.leaseCounts().leases()))
                    .orElseGet(() -> texts.get("check.CLUSTER.passed"));
        };
    }

    private void count() {
        over.set((int) all.stream().filter(check -> check.state().get().isOver()).count());
    }
}
