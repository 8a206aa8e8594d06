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

/** The members of a cluster while they are made: all of them come into place, or none. */
final class StagedCluster implements Closeable {
    private final List<MemberStaging> members;
    /** Whether something is in place that could not be taken back: the next restore completes it, so all of it stays. */
    private boolean kept;

    private StagedCluster(List<MemberStaging> members) {
        this.members = List.copyOf(members);
    }

    /**
     * @param written the members whose directories are written
     */
    static StagedCluster fresh(List<PlannedMember> written) {
        StagingNames names = new StagingNames();
        return new StagedCluster(written.stream().map(member -> MemberStaging.fresh(member, names)).toList());
    }

    /** What an earlier restore has made. */
    static StagedCluster found(List<PlannedMember> written, StagingNames names) {
        return new StagedCluster(written.stream().map(member -> MemberStaging.found(member, names)).toList());
    }

    List<MemberStaging> members() {
        return members;
    }

    /** Makes the directories. */
    void create() throws IOException {
        for (MemberStaging member : members) {
            member.create();
        }
    }

    /** Where the databases go. */
    List<Path> databases() {
        return members.stream().map(MemberStaging::database).toList();
    }

    /** Begins a stage that all members go through at once. */
    Work begin(Progress progress, Stage stage, long total) {
        return new EveryMember(progress, stage, members, total);
    }

    /**
     * Adds what a member has besides its database, reads everything back, and moves it into place.
     *
     * @param images  the databases, which are written already or will be soon
     * @param content what they have to hold
     * @param owner   who is to own everything
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

    /** Records that everything is staged, and moves it into place: only renames, each of which a kill may be the last. */
    private void publish(Recorded recorded, Progress progress) throws IOException {
        for (Relocation each : relocations()) {
            each.record().complete(UnfinishedRestore.absolute(recorded));
        }
        moveAll(progress);
    }

    /** Has the record of an earlier restore where {@link #moveAll} removes it last. */
    void keepUntilTheEnd(Recorded recorded) throws IOException {
        StagingRecord last = relocations().getLast().record();
        if (last.read().isEmpty()) {
            last.complete(recorded);
        }
    }

    /** Moves into place what is not there yet, and ends the record of it: the last one speaks for all until it goes. */
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

    /** All logs first, so that a data directory in place always has its log. */
    private List<Relocation> relocations() {
        return Stream.concat(members.stream().flatMap(member -> member.wal().stream()),
                members.stream().map(MemberStaging::data)).toList();
    }

    /** Takes everything back; what could not be stays for the next restore to complete. */
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

    /** The same when something has gone wrong already; what goes wrong now is added to it. */
    void discardAfter(Throwable reason) {
        try {
            discard();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Removes what has not been moved into place. */
    void discard() throws IOException {
        if (kept) {
            close();
            return;
        }
        // Before anything goes, so that no record calls complete what is half removed.
        for (Relocation each : relocations()) {
            each.record().retract();
        }
        Optional<IOException> failure = Optional.empty();
        for (MemberStaging member : members.reversed()) {
            try {
                member.discard();
            } catch (IOException e) {
                // Its name says what it is, and the next restore recognises it.
                failure.ifPresent(e::addSuppressed);
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Leaves everything where it is, for another restore. */
    @Override
    public void close() throws IOException {
        for (Relocation each : relocations()) {
            each.record().close();
        }
    }
}
