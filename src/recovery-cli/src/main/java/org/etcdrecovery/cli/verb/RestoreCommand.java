package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.PackedOptions;
import org.etcdrecovery.cli.options.RequestArguments;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.text.RestoreText;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.PlanResult.Accepted;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.json.RecoveryReportJson;
import org.etcdrecovery.core.report.json.ResultJson;
import org.etcdrecovery.core.restore.Leftover;
import org.etcdrecovery.core.restore.Leftovers;
import org.etcdrecovery.core.restore.OnePassRestore;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.Restorer;
import org.etcdrecovery.core.restore.TargetRules;
import org.etcdrecovery.core.restore.UnfinishedRestore;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;

/** {@code restore}: restores all members of a cluster, from arguments or from a plan. */
public final class RestoreCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final PackedOptions packed;
    private final RequestArguments requested;
    private final Supplier<String> planFile;
    private final Supplier<String> reportFile;

    public RestoreCommand(Session session) {
        super(session, "Restore all members of a cluster from a snapshot: at the end all data directories are"
                + " complete, or none exists. Exit code 2: the file cannot be restored, or not without your consent.");
        arguments = options().arguments("FILE",
                "The snapshot, packed or not: a file, or an s3:// or https:// address.");
        packed = new PackedOptions(options(), session.terminal());
        requested = new RequestArguments(options());
        planFile = options().text("PLAN", "",
                "Carry out exactly this plan, as printed by 'plan'; it names the snapshot.",
                "--plan");
        reportFile = options().text("FILE", "", "Write a report of what was found, planned and done, as"
                + " JSON.", "--report");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        Optional<String> complaint = complaint("--report", reportFile.get());
        if (complaint.isPresent()) {
            throw wrongUsage(complaint.get());
        }
        Optional<Path> report = Optional.of(reportFile.get()).filter(name -> !name.isEmpty()).map(Path::of);
        if (report.isEmpty()) {
            print(restore().text(json, session().terminal().ink()));
            return ExitCode.OK;
        }
        try (AtomicFile evidence = AtomicFile.fresh(report.get())) {
            Instant started = Instant.now();
            Restored restored = restore();
            print(restored.text(json, session().terminal().ink()));
            write(evidence, restored.report(started));
        }
        return ExitCode.OK;
    }

    private static void write(AtomicFile evidence, RecoveryReport report) throws CommandFailure {
        try {
            evidence.write(RecoveryReportJson.print(report));
            evidence.publish();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED,
                    "everything was restored, but the report could not be written: " + ErrorMessages.of(e));
        }
    }

    private Restored restore() throws CommandFailure, IOException {
        return planFile.get().isEmpty() ? restoreAsAsked() : restoreAsPlanned(Path.of(planFile.get()));
    }

    private Restored restoreAsAsked() throws CommandFailure, IOException {
        String file = onlyFile(packed.files(arguments.get()));
        RestoreRequest request = requested.toRequest();
        KeyspaceEdit edit = requested.keyspace();
        try (SnapshotOpener opener = packed.opener(session().environment());
                SnapshotFile snapshot = opener.open(packed.name(file), progress())) {
            return edit.isNone() ? restoreInOnePass(request, snapshot) : restoreEdited(request, edit, snapshot);
        }
    }

    private Restored restoreInOnePass(RestoreRequest request, SnapshotFile snapshot)
            throws CommandFailure, IOException {
        try (OnePassRestore restore = new OnePassRestore(request, snapshot, progress())) {
            Inspection inspection = restore.inspect();
            RestorePlan plan = plan(request, inspection);
            noteEarlierRestores(plan, restore.leftovers());
            Set<String> inPlace = UnfinishedRestore.inPlace(plan);
            return new Restored(Optional.of(inspection), plan, restore.carryOut(plan), inPlace);
        }
    }

    /** What becomes of keys and leases has to be known before anything is written. */
    private Restored restoreEdited(RestoreRequest asked, KeyspaceEdit edit, SnapshotFile snapshot)
            throws CommandFailure, IOException {
        Inspection inspection = Inspector.inspect(snapshot, progress(), _ -> {});
        RestorePlan plan = plan(KeyspaceEdits.survey(asked, edit, inspection, snapshot, progress()), inspection);
        noteEarlierRestores(plan, Leftovers.find(plan));
        Set<String> inPlace = UnfinishedRestore.inPlace(plan);
        return new Restored(Optional.of(inspection), plan, Restorer.restore(plan, snapshot, progress()), inPlace);
    }

    private RestorePlan plan(RestoreRequest request, Inspection inspection) throws CommandFailure {
        Accepted planned = PlanProblems.orFailure(Planner.plan(request, inspection), request);
        tell(PlanProblems.describe(planned.problems(), request.members()));
        return planned.plan();
    }

    private Restored restoreAsPlanned(Path file) throws CommandFailure, IOException {
        if (!arguments.get().isEmpty() || requested.isAnyGiven() || packed.namesEntry()) {
            throw wrongUsage("--plan includes everything, also the snapshot; only --scratch, --report, -w, -q and what"
                    + " reaches the snapshot can be added");
        }
        RestorePlan plan = readPlan(file);
        noteEarlierRestores(plan, Leftovers.find(plan));
        Set<String> inPlace = UnfinishedRestore.inPlace(plan);
        if (UnfinishedRestore.existsFor(plan)) {
            // What an earlier restore has staged is complete, and the snapshot may be gone.
            return new Restored(Optional.empty(), plan, Restorer.restore(plan, progress()), inPlace);
        }
        Restorer.requireFreeTargets(plan);
        try (SnapshotOpener opener = packed.opener(session().environment());
                SnapshotFile snapshot = opener.open(plan.snapshot().name(), progress())) {
            Inspection inspection = fitting(plan, file, snapshot);
            return new Restored(Optional.of(inspection), plan, Restorer.restore(plan, snapshot, progress()), inPlace);
        }
    }

    static RestorePlan readPlan(Path file) throws IOException {
        return PlanJson.read(file.toString(), SmallFile.text(file, SmallFile.USUAL_LIMIT, "a plan"));
    }

    private void noteEarlierRestores(RestorePlan plan, List<Leftover> leftovers) throws IOException {
        if (UnfinishedRestore.existsFor(plan)) {
            // If something prevents completing it, the command fails with that error and completes nothing.
            if (TargetRules.problems(plan).isEmpty()) {
                tell(UnfinishedRestore.inPlace(plan).size() == plan.writtenMembers().size()
                        ? "note: an earlier restore by this plan is already complete; nothing is written now\n"
                        : "note: an earlier restore by this plan ended before all members were in place; completing"
                                + " it now\n");
            }
            return;
        }
        leftovers.forEach(leftover -> tell("note: " + Shown.text(leftover.sentence()) + "\n"));
    }

    /**
     * @param inPlace the members that an earlier restore put in place
     */
    private record Restored(Optional<Inspection> inspection, RestorePlan plan, RestoreResult result,
            Set<String> inPlace) {
        RecoveryReport report(Instant started) {
            return RecoveryReport.builder(VersionCommand.program(), RecoveryReport.Goal.RECOVER, started)
                    .inspection(inspection)
                    .plan(Optional.of(plan))
                    .result(Optional.of(result))
                    .ended(Instant.now())
                    .build();
        }

        String text(boolean json, Ink ink) throws IOException {
            return json ? ResultJson.print(plan, result, inPlace) : new RestoreText(plan, result, inPlace, ink).all();
        }
    }
}
