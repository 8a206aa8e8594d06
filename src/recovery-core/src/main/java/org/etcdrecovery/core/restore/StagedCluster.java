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

/** The members of a cluster while they are made: all of them come into place, or none. */
final class StagedCluster {
    private final List<MemberStaging> members = new ArrayList<>();

    /**
     * @param written the members whose directories are written
     */
    StagedCluster(List<PlannedMember> written) {
        StagingNames names = new StagingNames();
        for (PlannedMember member : written) {
            members.add(new MemberStaging(member, member.dataDir().orElseThrow().toAbsolutePath(), names));
        }
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
     * @param images the databases, which are written already or will be soon
     * @param owner  who is to own everything
     */
    RestoreResult complete(RestorePlan plan, ImageFiles images, Optional<Ownership> owner, Progress progress)
            throws IOException {
        int checksum = images.await();
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
        publish(progress);
        return new RestoreResult(
                members.stream()
                        .map(each -> new RestoredMember(each.member().id(), each.member().name(), each.dataDir(),
                                each.member().walDir()))
                        .toList(),
                images.length(), checksum, plan.readBack(), plan.lastRevision(), plan.hashKv());
    }

    private void publish(Progress progress) throws IOException {
        // The last moment to cancel: from here on it is all or nothing, and only renames.
        try (Work _ = begin(progress, Stage.PUBLISH, 1)) {
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
            takeBack(e);
            throw e;
        }
    }

    private void takeBack(IOException reason) {
        for (MemberStaging member : members.reversed()) {
            try {
                member.undo();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
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
}
