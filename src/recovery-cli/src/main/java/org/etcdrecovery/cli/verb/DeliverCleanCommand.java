package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.text.DeliverText;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.keyspace.Member;
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
    private final Supplier<Boolean> yes;
    private final Supplier<String> proof;
    private final Supplier<Boolean> discard;
    private final Supplier<String> snapshot;

    public DeliverCleanCommand(Session session) {
        super(session,
                "Remove what is staged and what was moved aside on the hosts, and with it the way back; never what"
                        + " is in the place of a data directory. An old directory is removed only while the new member is in its"
                        + " place, and with a proof of the cluster and a snapshot of it. The directory of a member that was undone"
                        + " is removed only once the old one is back, and what clients wrote to it was saved, or with"
                        + " --discard-writes. Without --yes it only shows what it would remove.");
        yes = options().flag("Remove them.", "--yes");
        proof = options().text("FILE", "", "What 'cluster prove -w json' printed for this cluster.", "--proof");
        discard = options().flag("Remove also what clients wrote to members that were undone, if it was not saved.",
                "--discard-writes");
        snapshot = options().text("FILE", "", "A snapshot that was saved from this cluster.", "--snapshot");
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws CommandFailure, IOException {
        List<HostStatus> statuses = delivery.status(progress());
        boolean running = statuses.stream().map(HostStatus::state).anyMatch(HostState::mayRun);
        if (running) {
            requireProof(plan, statuses);
            requireSnapshot(plan);
        }
        if (!yes.get()) {
            throw new CommandFailure(ExitCode.REFUSED,
                    new DeliverText(Ink.PLAIN).removed(statuses, discard.get()).lines().toList());
        }
        return report("clean", delivery.clean(running, discard.get(), progress()), json);
    }

    /** A plan that was undone and delivered again has the same cluster ID, so a proof from before says nothing of what runs now. */
    private void requireProof(RestorePlan plan, List<HostStatus> statuses) throws CommandFailure, IOException {
        if (proof.get().isEmpty()) {
            throw refused("the cluster has not been proven here; add --proof FILE with what 'cluster prove -w json'"
                    + " printed");
        }
        String text = SmallFile.text(Path.of(proof.get()), SmallFile.USUAL_LIMIT, "a proof");
        Instant proven = ProofJson.provenAt(text, plan.clusterId())
                .orElseThrow(() -> refused(proof.get() + " does not prove cluster " + plan.clusterId()));
        for (HostStatus status : statuses) {
            Optional<Instant> activated = status.activatedAt()
                    .filter(at -> status.state().mayRun() && at.isAfter(proven));
            if (activated.isPresent()) {
                throw refused(proof.get() + " is of " + proven.truncatedTo(ChronoUnit.SECONDS) + ", and "
                        + Shown.name(status.target().member().name()) + " was put in place at " + activated.get()
                        + " by the clock of its host, after that; prove the cluster again with 'cluster prove'");
            }
        }
    }

    private void requireSnapshot(RestorePlan plan) throws CommandFailure, IOException {
        if (snapshot.get().isEmpty()) {
            throw refused("without the old directories, a snapshot is the only way back; save one and name it with"
                    + " --snapshot FILE");
        }
        List<String> planned = plan.members().stream().map(PlannedMember::id).map(Object::toString).sorted().toList();
        try (SnapshotOpener opener = opener();
                SnapshotFile file = opener.open(SnapshotName.of(Path.of(snapshot.get())), progress())) {
            Inspection inspection = Inspector.inspect(file, progress(), _ -> {});
            SnapshotFacts facts = inspection.facts()
                    .orElseThrow(() -> refused(snapshot.get() + " is not usable: see snapshot verify"));
            if (facts.members().stream().map(Member::id).map(Object::toString).noneMatch(planned::contains)
                    || facts.revisions().current() < plan.revisions().last()) {
                throw refused(snapshot.get() + " was not saved from this cluster after the restore");
            }
        }
    }

    private static CommandFailure refused(String message) {
        return new CommandFailure(ExitCode.REFUSED, List.of("nothing was removed: " + message));
    }
}
