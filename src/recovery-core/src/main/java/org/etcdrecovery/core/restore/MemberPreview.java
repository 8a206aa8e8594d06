package org.etcdrecovery.core.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * What a restore will write for one member.
 *
 * @param name     its name
 * @param dataDir  its data directory
 * @param walDir   its WAL directory, if separate
 * @param files    all its files
 * @param problems what prevents writing; empty if nothing does
 */
public record MemberPreview(String name, Path dataDir, Optional<Path> walDir, List<PlannedFile> files,
        List<TargetProblem> problems) {
    /** A generous estimate of what a file system allocates for the two written ends of a segment. */
    private static final long SEGMENT_ON_DISK = 64 << 10;

    /** Copies the lists. */
    public MemberPreview {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** The disk space that the member needs, in bytes. */
    public long needed() {
        return files.stream().mapToLong(PlannedFile::needed).sum();
    }

    static MemberPreview of(RestorePlan plan, PlannedMember member, long database, List<TargetProblem> problems) {
        Path dataDir = member.dataDir().orElseThrow();
        Path snapDir = dataDir.resolve("member").resolve("snap");
        List<PlannedFile> files = new ArrayList<>();
        files.add(new PlannedFile(snapDir.resolve("db"), database, database, false, "keyspace, new membership"));
        new MemberLog(plan, member).snap().ifPresent(snap -> {
            long size = snap.toBytes().length;
            files.add(new PlannedFile(snapDir.resolve(snap.name().fileName()), size, size, true, ""));
        });
        int count = plan.members().size();
        files.add(new PlannedFile(
                member.walDir().orElse(dataDir.resolve("member").resolve("wal")).resolve(MemberLog.segmentName()),
                MemberLog.SEGMENT_SIZE, SEGMENT_ON_DISK, true,
                count + (count == 1 ? " member" : " members") + ", sparse"));
        return new MemberPreview(member.name(), dataDir, member.walDir(), files,
                problems.stream().filter(problem -> problem.member().equals(member.name())).toList());
    }
}
