package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.snapshot.SnapshotStatus;

/**
 * All that a restore is going to write, and what stands there now. Looks, and changes nothing; what it finds may be
 * another a moment later, so the restore looks again.
 *
 * @param members   the members that the plan writes, in its order
 * @param spaces    the file systems that they are written to
 * @param leftovers what earlier restores have left there
 */
public record RestorePreview(List<MemberPreview> members, List<DiskSpace> spaces, List<Leftover> leftovers) {
    /** Copies the lists. */
    public RestorePreview {
        members = List.copyOf(members);
        spaces = List.copyOf(spaces);
        leftovers = List.copyOf(leftovers);
    }

    /**
     * Looks at the places of a plan, when no more is known of the snapshot: each database is taken to be as large as the
     * snapshot, which it hardly ever is.
     *
     * @throws IOException when a directory that is there cannot be listed for leftovers
     */
    public static RestorePreview of(RestorePlan plan) throws IOException {
        return of(plan, plan.snapshot().imageSize());
    }

    /** The same with the size of what is in use in the snapshot: the databases are written without its free pages. */
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

    /** What all members take together, in bytes. */
    public long needed() {
        return members.stream().mapToLong(MemberPreview::needed).sum();
    }

    /** Whether nothing stands in the way and there is room for everything. */
    public boolean isFree() {
        return members.stream().allMatch(member -> member.problems().isEmpty())
                && spaces.stream().allMatch(DiskSpace::suffices);
    }

    /** The directories and files as a tree of text, for people; the first member in full, the others like it. */
    public String tree() {
        return new PreviewTree(members).toString();
    }
}
