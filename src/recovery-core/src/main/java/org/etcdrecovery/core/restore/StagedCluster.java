package org.etcdrecovery.core.restore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.restore.RestoreResult.RestoredMember;
import org.etcdrecovery.core.restore.StagingRecord.Recorded;
import org.etcdrecovery.core.text.ErrorMessages;

/** The members of a cluster while they are written. Either all of them are moved into place, or none. */
final class StagedCluster implements Closeable {
    private final List<MemberStaging> members;
    /** Whether a member in place could not be taken back. Then everything stays, and the next restore completes it. */
    private boolean kept;

    private StagedCluster(List<MemberStaging> members) {
        this.members = List.copyOf(members);
    }

    /**
     * @param written the members that have a directory to write
     */
    static StagedCluster fresh(List<PlannedMember> written) {
        StagingNames names = new StagingNames();
        return new StagedCluster(written.stream().map(member -> MemberStaging.fresh(member, names)).toList());
    }

    /** The members that an earlier restore has staged. */
    static StagedCluster found(List<PlannedMember> written, StagingNames names) {
        return new StagedCluster(written.stream().map(member -> MemberStaging.found(member, names)).toList());
    }

    List<MemberStaging> members() {
        return members;
    }

    /** Creates the directories. */
    void create() throws IOException {
        for (MemberStaging member : members) {
            member.create();
        }
    }

    /** The paths of the staged databases. */
    List<Path> databases() {
        return members.stream().map(MemberStaging::database).toList();
    }

    /** Begins a stage of all members together. */
    Work begin(Progress progress, Stage stage, long total) {
        return new EveryMember(progress, stage, members, total);
    }

    /**
     * Adds the other files of each member, reads everything back, and moves it into place.
     *
     * @param images  the databases, whose last blocks may still be on their way to the disk
     * @param content what the databases must hold
     * @param owner   the owner of all files; empty to leave it as it is
     */
    RestoreResult complete(RestorePlan plan, ImageFiles images, Content content, Optional<Ownership> owner,
            Progress progress) throws IOException {
        int checksum = images.await();
        for (MemberStaging member : members) {
            MemberLog log = new MemberLog(plan, member.member());
            log.writeWal(member.walFile());
            log.writeSnap(member.snapDirectory());
            member.sync();
        }
        if (plan.readBack()) {
            ReadBack.ofThisRestore(plan, content, progress).compare(members, checksum);
        }
        if (owner.isPresent()) {
            for (MemberStaging member : members) {
                member.give(owner.get());
            }
        }
        Recorded recorded = new Recorded(plan, images.length(), checksum);
        try {
            publish(recorded, progress);
        } catch (IOException | RuntimeException e) {
            List<Path> left = takeBack(e);
            if (!left.isEmpty()) {
                kept = true;
                throw new RestoreException(
                        ErrorMessages.of(e) + ". Of the members, these are in place and could not be taken"
                                + " back: " + left + ". Restore again by the same plan, and the rest follows.",
                        e);
            }
            throw e;
        }
        return result(recorded);
    }

    /** Records that everything is staged, and moves it into place. If this is killed, the next restore completes it. */
    private void publish(Recorded recorded, Progress progress) throws IOException {
        for (Relocation each : relocations()) {
            each.record().complete(UnfinishedRestore.absolute(recorded));
        }
        moveAll(progress);
    }

    /** Makes sure that an earlier restore has its record where {@link #moveAll} removes it last. */
    void keepUntilTheEnd(Recorded recorded) throws IOException {
        StagingRecord last = relocations().getLast().record();
        if (last.read().isEmpty()) {
            last.complete(recorded);
        }
    }

    /**
     * Moves into place what is not there yet, then removes the records. The last one covers all until it is removed.
     */
    void moveAll(Progress progress) throws IOException {
        List<Relocation> moves = relocations();
        try (Work work = begin(progress, Stage.PUBLISH, 2L * moves.size())) {
            for (Relocation each : moves) {
                if (!each.isPublished()) {
                    each.publish();
                }
                work.advance(1);
            }
            for (Relocation each : moves) {
                each.record().end();
                work.advance(1);
            }
        }
    }

    RestoreResult result(Recorded recorded) {
        RestorePlan plan = recorded.plan();
        return new RestoreResult(
                members.stream()
                        .map(each -> new RestoredMember(each.member().id(), each.member().name(), each.dataDir(),
                                each.member().walDir()))
                        .toList(),
                recorded.length(), recorded.checksum(), plan.readBack(), plan.revisions().last(), plan.hashKv());
    }

    /** Logs come first, so that a data directory in place always has its log. */
    private List<Relocation> relocations() {
        return Stream.concat(members.stream().flatMap(member -> member.wal().stream()),
                members.stream().map(MemberStaging::data)).toList();
    }

    /** Takes everything back, and returns what could not be: the next restore completes that. */
    private List<Path> takeBack(Exception reason) {
        List<Path> left = new ArrayList<>();
        for (Relocation each : relocations().reversed()) {
            try {
                each.undo();
            } catch (IOException e) {
                left.add(each.destination());
                reason.addSuppressed(e);
            }
        }
        return left;
    }

    /** Discards after a failure, and adds any further failure to it as suppressed. */
    void discardAfter(Throwable reason) {
        try {
            discard();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Removes what is not in place. */
    void discard() throws IOException {
        if (kept) {
            close();
            return;
        }
        // Before anything is removed, so that no record calls complete what is half removed.
        for (Relocation each : relocations()) {
            each.record().retract();
        }
        Optional<IOException> failure = Optional.empty();
        for (MemberStaging member : members.reversed()) {
            try {
                member.discard();
            } catch (IOException e) {
                // The next restore recognises it by its name.
                failure.ifPresent(e::addSuppressed);
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Closes the records and leaves everything where it is, for another restore. */
    @Override
    public void close() throws IOException {
        for (Relocation each : relocations()) {
            each.record().close();
        }
    }
}
