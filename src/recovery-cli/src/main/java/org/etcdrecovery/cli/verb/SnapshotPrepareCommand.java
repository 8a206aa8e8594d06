package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.EditOptions;
import org.etcdrecovery.cli.options.PackedOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.PrepareText;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.plan.PreparePlan;
import org.etcdrecovery.core.plan.PreparePlanner;
import org.etcdrecovery.core.plan.PrepareRequest;
import org.etcdrecovery.core.plan.PrepareResult.Accepted;
import org.etcdrecovery.core.plan.PrepareResult.Refused;
import org.etcdrecovery.core.plan.PrepareResult.Unusable;
import org.etcdrecovery.core.report.json.PrepareJson;
import org.etcdrecovery.core.rescue.SnapshotOutput.ManifestText;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.restore.Preparation;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** {@code snapshot prepare}: writes a snapshot that a platform can restore as it is. */
public final class SnapshotPrepareCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final Supplier<String> out;
    private final PackedOptions packed;
    private final EditOptions edits;

    public SnapshotPrepareCommand(Session session) {
        super(session,
                "Write a prepared snapshot: an ordinary one with the revision raised already, for a platform that"
                        + " restores by itself and does not raise it. Exit code 1: prepared, but the file needs care; 2: the file"
                        + " cannot be restored, or not without your consent.");
        arguments = options().arguments("FILE",
                "The snapshot, packed or not: a file, or an s3:// or https:// address.");
        out = options().text("FILE", "", "The new snapshot; the name must be free.", "--out");
        packed = new PackedOptions(options(), session.terminal());
        edits = new EditOptions(options());
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        String file = onlyFile(packed.files(arguments.get()));
        List<String> complaints = new ArrayList<>();
        PrepareRequest request = request(complaints);
        KeyspaceEdit edit = edits.keyspace(complaints);
        if (!complaints.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, complaints);
        }
        Path target = Path.of(out.get()).toAbsolutePath();
        try (SnapshotOpener opener = packed.opener(session().environment());
                SnapshotFile snapshot = opener.open(packed.name(file), progress());
                Preparation preparation = new Preparation(request, edit, snapshot, target, progress())) {
            Inspection source = preparation.inspect();
            PreparePlan plan = orFailure(preparation.request(), source);
            tell(PlanProblems.describe(plan.warnings(), List.of()));
            Instant now = Instant.now();
            ManifestText manifest = prepared -> PrepareJson.print(plan, source, target, prepared, now);
            Written written = preparation.carryOut(plan, manifest);
            tellAbandoned(target);
            print(json
                    ? written.manifest()
                    : new PrepareText(plan, written, session().terminal().ink()).all());
            return ExitCode.of(written.inspection().verdict());
        }
    }

    private PrepareRequest request(List<String> complaints) {
        if (out.get().isEmpty()) {
            complaints.add("no file to write to; add --out FILE");
        }
        complaint("--out", out.get()).ifPresent(complaints::add);
        return new PrepareRequest(edits.bumpRevision(), edits.markCompacted(), edits.clearAlarms(), Optional.empty(),
                edits.accepted(complaints));
    }

    private static PreparePlan orFailure(PrepareRequest request, Inspection source) throws CommandFailure {
        return switch (PreparePlanner.plan(request, source)) {
            case Accepted accepted -> accepted.plan();
            case Unusable unusable -> throw PlanProblems.unusable(unusable.inspection());
            case Refused refused -> throw PlanProblems.refused(refused.problems(), List.of());
        };
    }
}
