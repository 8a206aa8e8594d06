package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.KeepOptions;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.options.StoreOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.text.KeepText;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.report.json.KeepJson;
import org.etcdrecovery.core.store.StoreCode;
import org.etcdrecovery.core.store.keep.KeepRequest;
import org.etcdrecovery.core.store.keep.KeepResult;
import org.etcdrecovery.core.store.keep.KeepResult.Pruning;
import org.etcdrecovery.core.store.keep.KeepRun;
import org.etcdrecovery.core.store.objects.StoreAddress;

/** {@code snapshot keep}: saves a snapshot, judges it, and deletes those that no rule keeps. */
public final class SnapshotKeepCommand extends ClusterVerb {
    private final KeepOptions keep;
    private final Supplier<Boolean> acceptFall;
    private final Supplier<Boolean> dryRun;
    private final Supplier<Boolean> soleWriter;
    private final Supplier<Duration> stall;
    private final StoreOptions store;

    public SnapshotKeepCommand(Session session) {
        super(session, FailureStyle.OWN,
                "Save a snapshot, judge it, and delete those that no rule keeps. Exit code 1: saved,"
                        + " but it needs care, keys or bytes fell, or times contradict revisions; 2: the new snapshot cannot be"
                        + " restored; 3: no member or no store answers.");
        keep = new KeepOptions(options());
        acceptFall = options().flag("The falls so far are right: what was kept because of them may be deleted.",
                "--accept-fall");
        dryRun = options().flag("Save and delete nothing; print what would be deleted, each with the reason.",
                "--dry-run");
        soleWriter = options().flag("No other host deletes in this folder, so delete without the lock.",
                "--sole-writer");
        stall = options().duration("30s", "Give up if less than 64 KiB arrive within this time; 30s if not given.",
                "--stall-timeout");
        store = new StoreOptions(options());
    }

    @Override
    public int codeOf(Throwable thrown) {
        return thrown instanceof CallFailedException ? ExitCode.NOT_TRIED : super.codeOf(thrown);
    }

    @Override
    int run() throws CommandFailure, IOException {
        OutputFormat format = format();
        KeepRequest request = request();
        Optional<KeepResult> result = KeepRun.run(request, Clock.systemUTC(), progress());
        if (result.isEmpty()) {
            throw new CommandFailure(ExitCode.NOT_TRIED,
                    "none of the endpoints answers, so nothing was saved; “cluster assess” says more");
        }
        print(format == OutputFormat.JSON
                ? KeepJson.print(result.get())
                : new KeepText(result.get(), session().terminal().ink()).all());
        return code(result.get());
    }

    private KeepRequest request() throws CommandFailure, IOException {
        StoreAddress folder = keep.to();
        String name = keep.name();
        long maxFall = keep.maxFall();
        return new KeepRequest(settings(), waitingTime("--stall-timeout", stall.get()), folder,
                store.settings(session().environment()), name, keep.rules(), maxFall, acceptFall.get(), dryRun.get(),
                soleWriter.get(), scratch());
    }

    private static int code(KeepResult result) {
        int saved = result.saved().map(done -> ExitCode.of(done.inspection().verdict())).orElse(ExitCode.OK);
        boolean care = result.pruning() == Pruning.CONTRADICTION
                || result.findings().stream().anyMatch(finding -> finding.code() == StoreCode.FALL);
        return Math.max(saved, care ? ExitCode.WITH_CARE : ExitCode.OK);
    }
}
