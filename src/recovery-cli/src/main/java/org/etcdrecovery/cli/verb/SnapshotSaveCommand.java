package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.StoreOptions;
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
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.store.SavedInStore;
import org.etcdrecovery.core.store.SavedInStore.Judged;
import org.etcdrecovery.core.store.SnapshotUpload;
import org.etcdrecovery.core.store.StoreTexts;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.Stores;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.UrlText;

/**
 * {@code snapshot save}: replaces etcdctl's, and prints more to standard error. With several endpoints, which etcdctl
 * refuses, it chooses the best one and names it.
 */
public final class SnapshotSaveCommand extends ClusterVerb {
    private final Supplier<List<String>> arguments;
    private final Supplier<Duration> stall;
    private final Supplier<Boolean> unjudged;
    private final StoreOptions store;

    public SnapshotSaveCommand(Session session) {
        super(session, FailureStyle.ETCD, "Save a snapshot of a running member, verified while it arrives.");
        arguments = options().arguments("FILE",
                "The file to write. An existing one is replaced once the new one is complete. Or s3://BUCKET/KEY, which must"
                        + " be free.");
        stall = options().duration("30s",
                "Give up if less than 64 KiB arrive within this time; 30s if not given. The whole save has no time"
                        + " limit.",
                "--stall-timeout");
        unjudged = options().flag(
                "Do not inspect the saved file. Its hash is verified in any case.",
                "--no-verdict");
        store = new StoreOptions(options());
    }

    /** As etcdctl exits if the snapshot could not be received. */
    @Override
    public int codeOf(Throwable thrown) {
        int code = super.codeOf(thrown);
        return code == ExitCode.ETCD_FAILED ? ExitCode.ETCD_INTERRUPTED : code;
    }

    @Override
    int run() throws CommandFailure, IOException {
        List<String> given = arguments.get();
        if (given.size() != 1) {
            throw new CommandFailure(ExitCode.ETCD_BAD_ARGUMENTS, "snapshot save expects one argument <filename>");
        }
        if (SnapshotName.isAddress(given.getFirst())) {
            return saveToStore(given.getFirst());
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

    /** The form of this program, not of etcdctl, which has no stores. */
    private int saveToStore(String address) throws CommandFailure, IOException {
        if (unjudged.get()) {
            throw new CommandFailure(ExitCode.ETCD_BAD_ARGUMENTS,
                    "--no-verdict is for files: a snapshot is judged before it is written into a store");
        }
        if (!(StoreAddress.parse(address) instanceof Bucket bucket) || bucket.name().isEmpty()) {
            throw new CommandFailure(ExitCode.ETCD_BAD_ARGUMENTS,
                    "a snapshot is saved into a file or as s3://BUCKET/KEY, not as " + UrlText.ofAddress(address));
        }
        Duration silence = waitingTime("--stall-timeout", stall.get());
        refuseUnknownFormat();
        ConnectionSettings settings = settings();
        try (ObjectStore folder = Stores.open(bucket.parent(), store.settings(session().environment()));
                ScratchDirectory directory = scratch().create()) {
            SnapshotUpload.checkNames(folder, bucket.name(), progress());
            StoreTexts.of(folder.traits(progress()))
                    .forEach(finding -> tell(StoreOptions.warning(finding)));
            Judged judged = SavedInStore.judge(source(settings), settings, silence, directory, Clock.systemUTC(),
                    progress());
            judged.saved().warnings().forEach(warning -> tell(Shown.text(warning) + "\n"));
            SavedInStore saved = judged.put(folder, bucket.name(), Set.of(), progress());
            if (!saved.exclusive()) {
                tell("note: " + StoreTexts.noConditions().why() + "\n");
            }
            print("Snapshot saved at " + Shown.text(bucket.shown()) + "\n");
            tell(new InspectionText(saved.inspection().at(bucket.shown()), Ink.PLAIN).brief());
            return saved.inspection().verdict().compareTo(Verdict.DAMAGED) < 0 ? ExitCode.OK : ExitCode.ETCD_FAILED;
        }
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
