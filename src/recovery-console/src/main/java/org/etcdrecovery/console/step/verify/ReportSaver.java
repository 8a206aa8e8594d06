package org.etcdrecovery.console.step.verify;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.live.Sighting;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RecoveryEvidence;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.RecoveryReport.Incident;
import org.etcdrecovery.core.report.RecoveryReport.Silence;
import org.etcdrecovery.core.report.ReportPair;
import org.etcdrecovery.core.report.html.HtmlReport;
import org.etcdrecovery.core.report.json.RecoveryReportJson;

/** Saves what a run has gathered as a report. */
final class ReportSaver {
    private static final Incident UNTOUCHED = new Incident("", System.getProperty("user.name", ""), "");

    /** As much of an incident's number as a file name takes. */
    private static final int LONGEST = 60;

    private final Texts texts = Texts.of("verify");
    private final Recovery recovery;
    private final StepTools tools;
    private final Strangers strangers;
    private final Supplier<List<Silence>> silences;
    private final Activity activity = new Activity();
    private final ObjectProperty<Optional<ReportPair>> saved = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty outdated = new SimpleBooleanProperty();
    /** What the saved report says of who answers. */
    private Answers written = new Answers(true, true, List.of());
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());

    private final StringProperty incident = new SimpleStringProperty("");
    private final StringProperty operator = new SimpleStringProperty(UNTOUCHED.operator());
    private final StringProperty notes = new SimpleStringProperty("");

    private record Answers(boolean noStranger, boolean noOldMember, List<String> silent) {}

    /** @param silences the members that are silent since the proof */
    ReportSaver(Recovery recovery, StepTools tools, Strangers strangers, Supplier<List<Silence>> silences) {
        this.silences = silences;
        this.recovery = recovery;
        this.tools = tools;
        this.strangers = strangers;
    }

    /** The number of the incident; may be empty, as may the next two. */
    StringProperty incident() {
        return incident;
    }

    /** Who does the recovery. */
    StringProperty operator() {
        return operator;
    }

    /** Anything else for the report. */
    StringProperty notes() {
        return notes;
    }

    /** Opens a file or directory with the program of the desktop. */
    void open(Path path) {
        tools.dialogs().open(path);
    }

    /** The report that was last saved; empty before, and once another proof was begun. */
    ReadOnlyObjectProperty<Optional<ReportPair>> saved() {
        return saved;
    }

    /** Whether other servers answer, or other members are silent, than when it was saved. */
    ReadOnlyBooleanProperty outdated() {
        return outdated;
    }

    /** Why saving failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** Compares who answers now with what the saved report says. */
    void compare() {
        outdated.set(saved.get().isPresent() && !written.equals(answers()));
    }

    private Answers answers() {
        return new Answers(strangers.seen().get().isEmpty(), strangers.elsewhere().get().isEmpty(),
                silences.get().stream().map(Silence::member).toList());
    }

    /** Called when the run has changed since the last report. */
    void forget() {
        saved.set(Optional.empty());
        outdated.set(false);
        failed.set(Optional.empty());
    }

    /** Asks for a file and saves the report. */
    void save() {
        if (!activity.isRunning()) {
            failed.set(Optional.empty());
            tools.dialogs().saveFile(texts.get("report.title"), directory(), name()).ifPresent(this::save);
        }
    }

    private void save(Path file) {
        RecoveryReport report = RecoveryEvidence.at(tools.clock().instant(), recovery, noted(),
                strangers.all().stream().map(Sighting::forReport).toList(),
                silences.get());
        Answers said = answers();
        tools.runner().run(activity, _ -> {
            ReportPair pair = ReportPair.of(file);
            pair.write(HtmlReport.print(report), RecoveryReportJson.print(report));
            return pair;
        }, pair -> {
            written = said;
            saved.set(Optional.of(pair));
            compare();
        }, thrown -> failed.set(Optional.of(Failed.of(thrown))));
    }

    /** What is typed; empty if nothing is. */
    Optional<Incident> typed() {
        return Optional.of(fields()).filter(typed -> !typed.equals(UNTOUCHED));
    }

    /** Restores what was typed earlier. */
    void fill(Incident typed) {
        incident.set(typed.number());
        operator.set(typed.operator());
        notes.set(typed.notes());
    }

    private Incident fields() {
        return new Incident(incident.get().strip(), operator.get().strip(), notes.get().strip());
    }

    private Optional<Incident> noted() {
        return Optional.of(fields()).filter(all -> !(all.number() + all.operator() + all.notes()).isEmpty());
    }

    private Path directory() {
        return recovery.snapshot()
                .get()
                .map(SnapshotChoice::file)
                .flatMap(file -> Optional.ofNullable(file.getParent()))
                .orElse(Path.of(""));
    }

    /** The number of the incident comes first: the files of one incident are then together. */
    private String name() {
        String number = incident.get().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String prefix = number.isEmpty() ? "" : number.substring(0, Math.min(number.length(), LONGEST)) + "-";
        return prefix + "recovery-" + LocalDate.ofInstant(tools.clock().instant(), tools.clock().getZone()) + ".html";
    }
}
