package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.text.DeliverText;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.json.ProofJson;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.Shown;

/** {@code deliver clean}: removes the old directories, and with them the way back. */
public final class DeliverCleanCommand extends DeliverVerb {
    /** The clock of a host tells whole seconds, and its answer takes a moment. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Supplier<Boolean> yes;
    private final Supplier<String> proof;
    private final Supplier<Boolean> discard;
    private final Supplier<String> snapshot;
    /** When the cluster was proven, by the file that {@code --proof} names. */
    private Optional<Instant> proven = Optional.empty();

    public DeliverCleanCommand(Session session) {
        super(session,
                "Remove what is staged and what was moved aside on the hosts, and with it the way back; never what"
                        + " is in the place of a data directory. An old directory is removed only while the new member is in its"
                        + " place, and with a proof of the cluster and a snapshot of it. The directory of a member that was undone"
                        + " is removed only once the old one is back, and what clients wrote to it was saved, or with"
                        + " --discard-writes. Without --yes it only shows what it would remove.");
        yes = options().flag("Remove them.", "--yes");
        proof = options().text("FILE", "",
                "What 'cluster prove -w json' printed for this cluster after its members were put in place.",
                "--proof");
        discard = options().flag("Remove also what clients wrote to members that were undone, if it was not saved.",
                "--discard-writes");
        snapshot = options().text("FILE", "", "A snapshot on this machine that was saved from this cluster after that.",
                "--snapshot");
    }

    @Override
    void prepare(RestorePlan plan, List<DeliveryTarget> targets) throws CommandFailure, IOException {
        if (SnapshotName.isAddress(snapshot.get())) {
            throw wrongUsage("--snapshot takes a file on this machine: when it was saved is in the manifest beside it");
        }
        if (!proof.get().isEmpty()) {
            proven = Optional.of(provenAt(plan));
        }
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws CommandFailure, IOException {
        List<HostStatus> statuses = delivery.status(progress());
        boolean running = statuses.stream().map(HostStatus::state).anyMatch(HostState::mayRun);
        if (running) {
            Activated last = lastActivated(statuses);
            last.refuseOlder(proven.orElseThrow(() -> refused("the cluster has not been proven here; add --proof FILE"
                    + " with what 'cluster prove -w json' printed")), proof.get(),
                    "prove the cluster again with 'cluster prove'");
            requireSnapshot(plan, last);
        }
        if (!yes.get()) {
            throw new CommandFailure(ExitCode.REFUSED,
                    new DeliverText(Ink.PLAIN).removals(statuses, discard.get()).lines().toList());
        }
        return report("clean", delivery.clean(running, discard.get(), progress()), json);
    }

    /**
     * The member that was put in place last. A plan that was undone and delivered again makes the same cluster ID, members
     * and revisions, so only the time tells what a proof and a snapshot are of.
     */
    private static Activated lastActivated(List<HostStatus> statuses) throws CommandFailure {
        List<Activated> all = new ArrayList<>();
        for (HostStatus status : statuses) {
            if (status.state().mayRun()) {
                String name = Shown.name(status.target().member().name());
                all.add(new Activated(name, status.activatedAt()
                        .orElseThrow(() -> refused("the host of " + name + " does not say when it was put in place"))));
            }
        }
        return Collections.max(all, Comparator.comparing(Activated::at));
    }

    private record Activated(String member, Instant at) {
        void refuseOlder(Instant time, String file, String remedy) throws CommandFailure {
            if (time.plus(TOLERANCE).isBefore(at)) {
                throw refused(file + " is of " + time.truncatedTo(ChronoUnit.SECONDS) + ", before " + member
                        + " was put in place (" + at.truncatedTo(ChronoUnit.SECONDS) + "); " + remedy);
            }
        }
    }

    private Instant provenAt(RestorePlan plan) throws CommandFailure, IOException {
        String text = SmallFile.text(Path.of(proof.get()), SmallFile.USUAL_LIMIT, "a proof");
        return ProofJson.provenAt(text, plan.clusterId())
                .orElseThrow(() -> refused(proof.get() + " does not prove cluster " + plan.clusterId()));
    }

    private void requireSnapshot(RestorePlan plan, Activated last) throws CommandFailure, IOException {
        if (snapshot.get().isEmpty()) {
            throw refused("without the old directories, a snapshot is the only way back; save one and name it with"
                    + " --snapshot FILE");
        }
        Path path = Path.of(snapshot.get());
        List<String> planned = plan.members().stream().map(PlannedMember::id).map(Object::toString).sorted().toList();
        try (SnapshotOpener opener = opener();
                SnapshotFile file = opener.open(SnapshotName.of(path), progress())) {
            Inspection inspection = Inspector.inspect(file, progress(), _ -> {});
            SnapshotFacts facts = inspection.facts()
                    .orElseThrow(() -> refused(snapshot.get() + " is not usable: see snapshot verify"));
            if (facts.members().stream().map(Member::id).map(Object::toString).noneMatch(planned::contains)
                    || facts.revisions().current() < plan.revisions().last()) {
                throw refused(snapshot.get() + " was not saved from this cluster after the restore");
            }
            last.refuseOlder(RecordedOrigin.timeOf(path, facts.hashes().sha256()), snapshot.get(),
                    "save another one");
        }
    }

    private static CommandFailure refused(String message) {
        return new CommandFailure(ExitCode.REFUSED, List.of("nothing was removed: " + message));
    }
}
