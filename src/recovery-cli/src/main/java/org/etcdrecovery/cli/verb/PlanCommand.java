package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.PackedOptions;
import org.etcdrecovery.cli.options.RequestArguments;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.PlanResult.Accepted;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.restore.TargetRules;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.Shown;

/** {@code plan}: prints everything that a restore would do, and writes nothing. */
public final class PlanCommand extends Verb {
    private final Supplier<List<String>> arguments;
    private final PackedOptions packed;
    private final RequestArguments requested;
    private final Supplier<String> writeOut;

    public PlanCommand(Session session) {
        super(session, FailureStyle.OWN,
                "Print as JSON everything that a restore with the same arguments would do. Writes nothing; 'restore"
                        + " --plan' carries it out. Exit code 2: the file cannot be restored, or not without your"
                        + " consent.");
        arguments = options().arguments("FILE",
                "The snapshot, packed or not: a file, or an s3:// or https:// address.");
        packed = new PackedOptions(options(), session.terminal());
        requested = RequestArguments.ofPlan(options());
        writeOut = options().text("FORMAT", "", "json, the only format of a plan.", "-w", "--write-out");
    }

    /** Only if JSON is asked for: what is redirected to a file is then no plan. */
    @Override
    public void printFailure(String json) {
        if (writeOut.get().equals("json")) {
            print(json);
        }
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        if (!writeOut.get().isEmpty() && !writeOut.get().equals("json")) {
            throw RecoveryVerb.wrongUsage("-w takes json, not '" + writeOut.get() + "'");
        }
        String file = RecoveryVerb.onlyFile(packed.files(arguments.get()));
        RestoreRequest asked = requested.toRequest();
        try (SnapshotOpener opener = packed.opener(session().environment());
                SnapshotFile snapshot = opener.open(packed.name(file), progress())) {
            Inspection inspection = Inspector.inspect(snapshot, progress(), _ -> {});
            RestoreRequest request = KeyspaceEdits.survey(asked, requested.keyspace(), inspection, snapshot,
                    progress());
            Accepted planned = PlanProblems.orFailure(Planner.plan(request, inspection), request);
            tell(PlanProblems.describe(planned.problems(), request.members()));
            for (String problem : TargetRules.problems(planned.plan())) {
                tell("warning: as the disk is now, a restore would be refused: " + Shown.text(problem) + "\n");
            }
            print(PlanJson.write(planned.plan()) + "\n");
        }
        return ExitCode.OK;
    }
}
