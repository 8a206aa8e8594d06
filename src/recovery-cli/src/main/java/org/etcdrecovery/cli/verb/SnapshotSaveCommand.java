package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.text.EndpointText;
import org.etcdrecovery.cli.text.InspectionText;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.probe.Prober.Scope;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SaveWithManifest;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;

/**
 * {@code snapshot save}: replaces etcdctl's, and prints more to standard error. With several endpoints, which etcdctl
 * refuses, it chooses the best one and names it.
 */
public final class SnapshotSaveCommand extends ClusterVerb {
    private final Supplier<List<String>> arguments;
    private final Supplier<Duration> stall;
    private final Supplier<Boolean> unjudged;

    public SnapshotSaveCommand(Session session) {
        super(session, FailureStyle.ETCD, "Save a snapshot of a running member, verified while it arrives.");
        arguments = options().arguments("FILE",
                "The file to write. An existing one is replaced once the new one is complete.");
        stall = options().duration("30s",
                "Give up if less than 64 KiB arrive within this time; 30s if not given. The whole save has no time"
                        + " limit.",
                "--stall-timeout");
        unjudged = options().flag(
                "Do not inspect the saved file. Its hash is verified in any case.",
                "--no-verdict");
    }

    /** As etcdctl exits if the snapshot could not be received. */
    @Override
    public int codeOf(Throwable thrown) {
        int code = super.codeOf(thrown);
        return code == ExitCode.ETCD_FAILED ? ExitCode.ETCD_INTERRUPTED : code;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        List<String> given = arguments.get();
        if (given.size() != 1) {
            throw new CommandFailure(ExitCode.ETCD_BAD_ARGUMENTS, "snapshot save expects one argument <filename>");
        }
        Path target = Path.of(given.getFirst());
        Duration silence = waitingTime("--stall-timeout", stall.get());
        refuseUnknownFormat();
        ConnectionSettings settings = settings();
        SaveRequest request = new SaveRequest(source(settings), settings, target, true, silence);
        SavedSnapshot saved = SaveWithManifest.save(request, Clock.systemUTC(), progress());
        print("Snapshot saved at " + Shown.text(target.toString()) + "\n");
        if (!saved.storageVersion().isEmpty()) {
            print("Server version " + Shown.name(saved.storageVersion()) + "\n");
        }
        saved.warnings().forEach(warning -> tell(Shown.text(warning) + "\n"));
        tellAbandoned(target);
        return judge(saved);
    }

    /** The only endpoint, or the best of several. */
    private Endpoint source(ConnectionSettings settings) throws CommandFailure, IOException {
        if (settings.endpoints().size() == 1) {
            return settings.endpoints().getFirst();
        }
        ProbeReport report = Prober.probe(new Contacts(settings), Scope.NAMED, _ -> {}, progress());
        SnapshotSource source = SnapshotSource.recommend(report)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ETCD_INTERRUPTED,
                        ("none of the endpoints answers\n" + new EndpointText(report, report.rows()).failures())
                                .lines()
                                .toList()));
        tell("Taking the snapshot from " + source.row().called() + ". " + Shown.text(source.reason()) + "\n");
        return source.row().endpoint();
    }

    private int judge(SavedSnapshot saved) throws IOException {
        Instant now = Instant.now();
        Optional<Inspection> inspection = unjudged.get()
                ? Optional.empty()
                : Optional.of(Inspector.inspect(saved.file(), progress(), _ -> {}))
                        .map(found -> Manifest.describe(saved, found, now));
        inspection.ifPresent(judged -> tell(new InspectionText(judged, Ink.PLAIN).brief()));
        try {
            Path manifest = Manifest.write(saved, inspection, now);
            tell("Manifest: " + Shown.text(manifest.toString()) + "\n");
        } catch (IOException e) {
            // As with etcdctl, the snapshot is what counts, and it is there.
            tell("warning: the snapshot is complete, but its manifest could not be written: " + ErrorMessages.of(e)
                    + ". From which member it is, and what it may lack, is known from these messages only\n");
        }
        return inspection.map(Inspection::verdict).orElse(Verdict.RESTORABLE).compareTo(Verdict.DAMAGED) < 0
                ? ExitCode.OK
                : ExitCode.ETCD_FAILED;
    }
}
