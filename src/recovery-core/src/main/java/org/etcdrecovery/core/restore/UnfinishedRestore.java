package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestorePlanBuilder;
import org.etcdrecovery.core.plan.SnapshotRef;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.restore.StagingRecord.Recorded;
import org.etcdrecovery.core.restore.StagingRecord.RunState;
import org.etcdrecovery.core.wal.SegmentName;

/**
 * A restore that had staged everything on disk and ended before all of it was in place. A restore with the same plan
 * completes it: it reads and compares what is staged once more, and moves it. Directories already in place are left
 * alone, because a member may be running there.
 */
public final class UnfinishedRestore {
    private final StagingNames names;
    private final StagingRecord record;
    private final Recorded recorded;

    private UnfinishedRestore(StagingNames names, StagingRecord record, Recorded recorded) {
        this.names = names;
        this.record = record;
        this.recorded = recorded;
    }

    /** The unfinished restores that left something at the directories of some members. */
    static List<UnfinishedRestore> at(List<PlannedMember> members) throws IOException {
        Map<String, UnfinishedRestore> found = new LinkedHashMap<>();
        for (PlannedMember member : members) {
            for (Path staged : Leftovers.stagedFor(member)) {
                StagingNames names = StagingNames.of(staged).orElseThrow();
                StagingRecord record = new StagingRecord(staged);
                Optional<Recorded> recorded = readable(record);
                if (recorded.isPresent()) {
                    found.merge(names.toString(), new UnfinishedRestore(names, record, recorded.get()),
                            (one, other) -> one.command().isPresent() ? one : other);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Whether a restore with this plan completes an earlier one. */
    public static boolean existsFor(RestorePlan plan) throws IOException {
        return of(plan).isPresent();
    }

    /**
     * The names of the members that an earlier restore with this plan put in place, and that a new one leaves alone;
     * empty if there is no such restore.
     */
    public static Set<String> inPlace(RestorePlan plan) throws IOException {
        Optional<UnfinishedRestore> earlier = of(plan);
        return earlier.isEmpty()
                ? Set.of()
                : earlier.get()
                        .cluster()
                        .members()
                        .stream()
                        .filter(member -> member.data().isPublished())
                        .map(member -> member.member().name())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The unfinished restore that a plan completes, if any. */
    static Optional<UnfinishedRestore> of(RestorePlan plan) throws IOException {
        return at(plan.writtenMembers()).stream().filter(found -> found.isOf(plan)).findFirst();
    }

    /**
     * The token of an unfinished restore to these directories. A request without a token takes it, so that repeating
     * the request makes the same plan.
     *
     * @param dataDirs the data directories of the request
     */
    public static Optional<String> token(List<Path> dataDirs) throws IOException {
        for (Path dataDir : dataDirs) {
            for (Path staged : Leftovers.stagedAt(dataDir)) {
                Optional<Recorded> recorded = readable(new StagingRecord(staged));
                if (recorded.isPresent()) {
                    return recorded.map(Recorded::plan).map(RestorePlan::token);
                }
            }
        }
        return Optional.empty();
    }

    /** An unreadable record cannot be completed; {@link Leftovers} reports it. */
    private static Optional<Recorded> readable(StagingRecord record) {
        try {
            return record.read();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes the recorded paths absolute, so that they mean the same in any working directory. */
    static Recorded absolute(Recorded recorded) {
        return new Recorded(absolute(recorded.plan()), recorded.length(), recorded.checksum());
    }

    private static RestorePlan absolute(RestorePlan plan) {
        SnapshotRef snapshot = plan.snapshot();
        List<PlannedMember> members = plan.members()
                .stream()
                .map(member -> new PlannedMember(member.id(), member.name(), member.peerUrls(), member.clientUrls(),
                        member.dataDir().map(Path::toAbsolutePath), member.walDir().map(Path::toAbsolutePath),
                        member.learner()))
                .toList();
        return RestorePlanBuilder.builder(plan)
                .snapshot(new SnapshotRef(snapshot.file().toAbsolutePath(), snapshot.container(), snapshot.sha256(),
                        snapshot.imageSha256(), snapshot.imageSize(), snapshot.contentHash(), snapshot.address()))
                .members(members)
                .build();
    }

    /**
     * Leaves out everything that does not change what is written: the snapshot's path, consents, quota, read-back and
     * warnings.
     */
    private static RestorePlan writtenPart(RestorePlan plan) {
        SnapshotRef snapshot = plan.snapshot();
        return RestorePlanBuilder.builder(absolute(plan))
                .snapshot(new SnapshotRef(Path.of(""), snapshot.sha256(), snapshot.imageSha256(), snapshot.imageSize(),
                        snapshot.contentHash()))
                .accepted(Set.of())
                .quota(Optional.empty())
                .readBack(true)
                .warnings(List.of())
                .build();
    }

    private boolean isOf(RestorePlan plan) {
        return writtenPart(plan).equals(writtenPart(recorded.plan()));
    }

    /** The command that completes it; empty if everything is in place and only its record is left. */
    Optional<String> command() {
        return record.command();
    }

    /** The problems that prevent completing it. */
    List<TargetProblem> problems() throws IOException {
        List<TargetProblem> problems = new ArrayList<>();
        for (MemberStaging member : cluster().members()) {
            for (Relocation each : member.relocations()) {
                TargetRules.problem(member.member(), each.destination(), whyNot(member, each)).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<String> whyNot(MemberStaging member, Relocation each) throws IOException {
        if (each.record().runState() == RunState.RUNNING) {
            return Optional.of("Another restore to " + each.destination() + " is running. Wait until it ends.");
        }
        if (each.isPublished()) {
            return isComplete(member)
                    ? Optional.empty()
                    : Optional.of("An earlier restore with this plan ended early, and what it wrote for"
                            + " " + each.destination() + " is neither there nor at " + each.staged() + ". Move it"
                            + " back to one of these, or restore to other directories.");
        }
        return Files.exists(each.destination(), LinkOption.NOFOLLOW_LINKS) && !each.hasBothNames()
                ? Optional.of(each.destination() + " is the destination of what an earlier restore staged at"
                        + " " + each.staged() + ", but something else is there by now. Nothing is ever overwritten:"
                        + " choose other directories, or move it aside once no etcd uses it.")
                : Optional.empty();
    }

    /** A member in place may be running, so its files are not opened. */
    private static boolean isComplete(MemberStaging member) throws IOException {
        Path walDir = Directories.parentOf(member.walFile());
        return (!member.data().isPublished() || Files.isRegularFile(member.database(), LinkOption.NOFOLLOW_LINKS))
                && Files.isDirectory(walDir) && Directories.list(walDir)
                        .stream()
                        .anyMatch(file -> SegmentName.parse(file.getFileName().toString()).isPresent());
    }

    private StagedCluster cluster() {
        return StagedCluster.found(recorded.plan().writtenMembers(), names);
    }

    /**
     * Moves everything into place that is not there yet.
     *
     * @throws RestoreException if another restore is completing it, or what is staged is not what was recorded; then
     *                          nothing is moved
     */
    RestoreResult complete(Progress progress) throws IOException {
        try (StagedCluster cluster = cluster()) {
            for (MemberStaging member : cluster.members()) {
                for (Relocation each : member.relocations()) {
                    if (!each.record().adopt()) {
                        throw RestoreException.refusal("Another restore to " + each.destination()
                                + " is running. Wait until it ends.");
                    }
                }
            }
            List<MemberStaging> staged = cluster.members()
                    .stream()
                    .filter(member -> !member.data().isPublished())
                    .toList();
            if (!staged.isEmpty()) {
                ReadBack.ofEarlierRestore(recorded.plan(), progress).compare(staged, recorded.checksum());
            }
            cluster.keepUntilTheEnd(recorded);
            cluster.moveAll(progress);
            return cluster.result(recorded);
        }
    }
}
