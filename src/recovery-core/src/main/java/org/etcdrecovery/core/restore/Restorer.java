package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.restore.RestoreResult.RestoredMember;
import org.etcdrecovery.core.snapshot.FileHashes;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/** Writes the data directories of all members of a plan: all of them, or none. */
public final class Restorer {
    private final RestorePlan plan;
    private final SnapshotFile snapshot;
    private final Progress progress;

    private Restorer(RestorePlan plan, SnapshotFile snapshot, Progress progress) {
        this.plan = plan;
        this.snapshot = snapshot;
        this.progress = progress;
    }

    /**
     * Carries out a plan whose snapshot has to be opened first.
     *
     * @throws RestoreException                                     when a target is not free, or the file is not the one
     *                                                              that the plan was made for
     * @throws org.etcdrecovery.core.bytes.MalformedDataException when the snapshot is damaged
     * @throws IOException                                          when something cannot be read or written
     * @throws java.util.concurrent.CancellationException           when the progress says so
     */
    public static RestoreResult restore(RestorePlan plan, Progress progress) throws IOException {
        try (SnapshotFile snapshot = SnapshotFile.open(plan.snapshot().file())) {
            return restore(plan, snapshot, progress);
        }
    }

    /** Carries out a plan on a snapshot that is open already; hashes that it knows are not computed again. */
    public static RestoreResult restore(RestorePlan plan, SnapshotFile snapshot, Progress progress) throws IOException {
        return new Restorer(plan, snapshot, progress).run();
    }

    private RestoreResult run() throws IOException {
        List<String> problems = TargetRules.problems(plan);
        if (!problems.isEmpty()) {
            throw new RestoreException(String.join("\n", problems));
        }
        if (plan.writtenMembers().isEmpty()) {
            throw new RestoreException("The plan names no data directory to write.");
        }
        Optional<Ownership> owner = plan.owner().isPresent()
                ? Optional.of(Ownership.find(plan.owner().get(), snapshot.path()))
                : Optional.empty();
        List<MemberStaging> members = staging();
        try {
            return write(members, owner);
        } catch (IOException | RuntimeException | Error e) {
            discard(members, e);
            throw e;
        }
    }

    private List<MemberStaging> staging() {
        StagingNames names = new StagingNames();
        List<MemberStaging> members = new ArrayList<>();
        for (PlannedMember member : plan.writtenMembers()) {
            members.add(new MemberStaging(member, member.dataDir().orElseThrow().toAbsolutePath(), names));
        }
        return members;
    }

    private RestoreResult write(List<MemberStaging> members, Optional<Ownership> owner) throws IOException {
        snapshot.startHashing(progress);
        for (MemberStaging member : members) {
            member.create();
        }
        List<Path> databases = members.stream().map(MemberStaging::database).toList();
        int checksum;
        long size;
        try (ImageFiles images = new ImageFiles(databases)) {
            int sourceHash = DatabaseCopy.run(snapshot.bolt(), new DatabaseEdits(plan), images,
                    (_, _, total) -> new EveryMember(progress, Stage.WRITE, members, total));
            refuseAnotherFile(sourceHash);
            checksum = images.finish();
            size = images.length();
        }
        for (MemberStaging member : members) {
            MemberLog log = new MemberLog(plan, member.member());
            log.writeWal(member.walFile());
            log.writeSnap(member.snapDirectory());
            member.sync();
        }
        if (plan.readBack()) {
            new ReadBack(plan, progress).compare(members, checksum);
        }
        if (owner.isPresent()) {
            for (MemberStaging member : members) {
                member.give(owner.get());
            }
        }
        publish(members);
        return new RestoreResult(
                members.stream()
                        .map(each -> new RestoredMember(each.member().id(), each.member().name(), each.dataDir(),
                                each.member().walDir()))
                        .toList(),
                size, checksum, plan.readBack(), plan.lastRevision(), plan.hashKv());
    }

    /**
     * The hash of the content is taken while copying: it tells a file that was changed in place after it was hashed.
     */
    private void refuseAnotherFile(int sourceHash) throws IOException {
        FileHashes hashes = snapshot.hashes(progress);
        if (!hashes.sha256().equals(plan.snapshot().sha256()) || sourceHash != plan.snapshot().contentHash()) {
            throw new RestoreException(snapshot.path() + " is not the file that the plan was made for: its SHA-256 is "
                    + hashes.sha256() + ", planned was " + plan.snapshot().sha256() + ". Make a new plan for it.");
        }
    }

    private void publish(List<MemberStaging> members) throws IOException {
        // The last moment to cancel: from here on it is all or nothing, and only renames.
        try (Work _ = new EveryMember(progress, Stage.PUBLISH, members, 1)) {
            for (MemberStaging member : members) {
                member.publishWal();
            }
            for (MemberStaging member : members) {
                member.publishData();
            }
            for (MemberStaging member : members) {
                member.unmarkWal();
            }
        } catch (IOException e) {
            takeBack(members, e);
            throw e;
        }
    }

    private static void takeBack(List<MemberStaging> members, IOException reason) {
        for (MemberStaging member : members.reversed()) {
            try {
                member.undo();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private static void discard(List<MemberStaging> members, Throwable reason) {
        for (MemberStaging member : members.reversed()) {
            try {
                member.discard();
            } catch (IOException e) {
                // Its name says what it is, and the next restore recognises it.
                reason.addSuppressed(e);
            }
        }
    }
}
