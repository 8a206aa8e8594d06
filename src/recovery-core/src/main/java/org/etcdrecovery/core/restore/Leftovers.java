package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * What a restore that was killed has left beside the targets of a plan. None of it can start, and nothing uses it.
 */
public final class Leftovers {
    private Leftovers() {}

    /** What lies beside, and in, the data and WAL directories that a plan writes. */
    public static List<Path> find(RestorePlan plan) throws IOException {
        return find(plan.writtenMembers());
    }

    /** The same for some members. */
    static List<Path> find(List<PlannedMember> members) throws IOException {
        Set<Path> found = new TreeSet<>();
        for (PlannedMember member : members) {
            List<Path> targets = new ArrayList<>();
            member.dataDir().ifPresent(targets::add);
            member.walDir().ifPresent(targets::add);
            for (Path target : targets) {
                collect(Durable.parentOf(target), target.getFileName() + StagingNames.INFIX, found);
                collect(target, "", found);
            }
            member.walDir()
                    .filter(walDir -> isOrphan(walDir, member))
                    .map(walDir -> walDir.resolve(MemberLog.segmentName()))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * Removes what {@link #find} has found.
     *
     * @throws IllegalArgumentException when one of them is something else
     */
    public static void remove(List<Path> leftovers) throws IOException {
        for (Path leftover : leftovers) {
            if (!StagingNames.isLeftover(leftover) && !Files.exists(leftover.resolveSibling(StagingNames.WAL_MARK))) {
                throw new IllegalArgumentException(leftover + " is not left over from a restore");
            }
            Durable.deleteTree(leftover);
        }
    }

    /** Whether a log was moved into place and its data directory was not. */
    private static boolean isOrphan(Path walDir, PlannedMember member) {
        boolean marked = Files.exists(walDir.resolve(StagingNames.WAL_MARK));
        return marked && member.dataDir().filter(dataDir -> Files.exists(dataDir.resolve("member"))).isEmpty();
    }

    private static void collect(Path directory, String prefix, Set<Path> found) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().startsWith(prefix) && StagingNames.isLeftover(entry)) {
                    found.add(entry);
                }
            }
        }
    }
}
