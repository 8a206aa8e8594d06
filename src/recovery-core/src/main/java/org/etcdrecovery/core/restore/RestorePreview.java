package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.snapshot.SnapshotStatus;

/**
 * Everything that a restore will write, and what is there now. Only looks and changes nothing. The situation may change
 * afterwards, so the restore checks again.
 *
 * @param members   the members that the plan writes, in its order
 * @param spaces    the file systems they are written to
 * @param leftovers what earlier restores left there
 */
public record RestorePreview(List<MemberPreview> members, List<DiskSpace> spaces, List<Leftover> leftovers) {
    /** Copies the lists. */
    public RestorePreview {
        members = List.copyOf(members);
        spaces = List.copyOf(spaces);
        leftovers = List.copyOf(leftovers);
    }

    /**
     * Examines the targets of a plan with only the plan's facts about the snapshot. Each database is assumed to be as
     * large as the snapshot, although it is usually smaller.
     *
     * @throws IOException if an existing directory cannot be listed for leftovers
     */
    public static RestorePreview of(RestorePlan plan) throws IOException {
        return of(plan, plan.snapshot().imageSize());
    }

    /**
     * Examines the targets of a plan, given the size in use in the snapshot: the databases are written without free
     * pages.
     */
    public static RestorePreview of(RestorePlan plan, SnapshotStatus status) throws IOException {
        return of(plan, status.sizeInUse());
    }

    private static RestorePreview of(RestorePlan plan, long database) throws IOException {
        List<TargetProblem> problems = TargetRules.check(plan);
        List<MemberPreview> members = plan.writtenMembers()
                .stream()
                .map(member -> MemberPreview.of(plan, member, database, problems))
                .toList();
        return new RestorePreview(members, DiskSpace.of(members), Leftovers.find(plan));
    }

    /** Whether there are no problems and enough space for everything. */
    public boolean isFree() {
        return members.stream().allMatch(member -> member.problems().isEmpty())
                && spaces.stream().allMatch(DiskSpace::suffices);
    }

    /** The directories and files as a text tree: the first member in full, only the directories of the others. */
    public String tree() {
        return new PreviewTree(members).toString();
    }
}
