package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.PackedOptions;
import org.etcdrecovery.cli.options.QuotaOption;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.InspectionText;
import org.etcdrecovery.core.report.json.InspectionJson;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** {@code snapshot verify}: prints the verdict, also as exit code. */
public final class SnapshotVerifyCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final PackedOptions packed;
    private final QuotaOption quota;

    public SnapshotVerifyCommand(Session session) {
        super(session, "Say whether a cluster can be restored from a snapshot. Exit code 0: restorable;"
                + " 1: restorable with care; 2: damaged, or not a snapshot.");
        arguments = options().arguments("FILE",
                "The snapshot, packed or not, or a database from a data directory: a file, or an s3:// or"
                        + " https:// address.");
        packed = new PackedOptions(options(), session.terminal());
        quota = new QuotaOption(options());
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        String file = onlyFile(packed.files(arguments.get()));
        try (SnapshotOpener opener = packed.opener(session().environment())) {
            Inspection inspection = Inspector.inspect(opener, packed.name(file), progress(), _ -> {},
                    quota.get().orElse(Quota.DEFAULT));
            print(json
                    ? InspectionJson.print(inspection)
                    : new InspectionText(inspection, session().terminal().ink()).all());
            return ExitCode.of(inspection.verdict());
        }
    }
}
