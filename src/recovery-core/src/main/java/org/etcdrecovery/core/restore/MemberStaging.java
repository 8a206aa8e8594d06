package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.plan.PlannedMember;

/**
 * The directories of one member while they are being written.
 *
 * <pre>
 * DATA_DIR does not exist:  DATA_DIR.restoring-XXXXXXXX/member/{snap,wal}  becomes  DATA_DIR
 * DATA_DIR is empty:        DATA_DIR/member.restoring-XXXXXXXX/{snap,wal}  becomes  DATA_DIR/member
 * WAL_DIR does not exist:   WAL_DIR.restoring-XXXXXXXX/0…0.wal             becomes  WAL_DIR
 * WAL_DIR is empty:         WAL_DIR/0…0.wal.restoring-XXXXXXXX             becomes  WAL_DIR/0…0.wal
 * </pre>
 */
final class MemberStaging {
    private static final String MEMBER = "member";

    private final PlannedMember member;
    private final Path dataDir;
    private final Relocation data;
    private final Optional<Relocation> wal;
    /** Parent directories created for a destination, innermost first. */
    private final Deque<Path> parents = new ArrayDeque<>();

    private MemberStaging(PlannedMember member, Path dataDir, Relocation data, Optional<Relocation> wal) {
        this.member = member;
        this.dataDir = dataDir;
        this.data = data;
        this.wal = wal;
    }

    /** A member to be written. */
    static MemberStaging fresh(PlannedMember member, StagingNames names) {
        Path dataDir = dataDirOf(member);
        return new MemberStaging(member, dataDir,
                Relocation.fresh(names, exists(dataDir) ? dataDir.resolve(MEMBER) : dataDir),
                walDirOf(member).map(walDir -> Relocation.fresh(names, exists(walDir) ? segmentIn(walDir) : walDir)));
    }

    /** A member written by an earlier restore, staged or in place. */
    static MemberStaging found(PlannedMember member, StagingNames names) {
        Path dataDir = dataDirOf(member);
        return new MemberStaging(member, dataDir, found(names, dataDir, dataDir.resolve(MEMBER)),
                walDirOf(member).map(walDir -> found(names, walDir, segmentIn(walDir))));
    }

    /**
     * Whether the target directory existed before shows which of the two was to be moved. If neither is left, both lead
     * to the same place.
     */
    private static Relocation found(StagingNames names, Path whole, Path inside) {
        StagingRecord record = new StagingRecord(names.stagedPath(inside));
        boolean hadDirectory = exists(names.stagedPath(inside)) || exists(record.planFile())
                || exists(record.stateFile());
        return Relocation.found(names, hadDirectory ? inside : whole);
    }

    private static Path dataDirOf(PlannedMember member) {
        return member.dataDir().orElseThrow().toAbsolutePath();
    }

    private static Optional<Path> walDirOf(PlannedMember member) {
        return member.walDir().map(Path::toAbsolutePath);
    }

    private static Path segmentIn(Path walDir) {
        return walDir.resolve(MemberLog.segmentName());
    }

    PlannedMember member() {
        return member;
    }

    Path dataDir() {
        return dataDir;
    }

    /** What is moved, in order: a data directory has its log from the moment it is in place. */
    List<Relocation> relocations() {
        return Stream.concat(wal.stream(), Stream.of(data)).toList();
    }

    Optional<Relocation> wal() {
        return wal;
    }

    Relocation data() {
        return data;
    }

    private Path memberDirectory() {
        Path current = data.current();
        return data.destination().equals(dataDir) ? current.resolve(MEMBER) : current;
    }

    Path snapDirectory() {
        return memberDirectory().resolve("snap");
    }

    Path database() {
        return snapDirectory().resolve("db");
    }

    /** The first segment of the log. */
    Path walFile() {
        if (wal.isEmpty()) {
            return segmentIn(memberDirectory().resolve("wal"));
        }
        return walIsFile() ? wal.get().current() : segmentIn(wal.get().current());
    }

    /** Creates the directories. */
    void create() throws IOException {
        for (Relocation each : relocations()) {
            for (Path made : Directories.createMissingPassable(Directories.parentOf(each.staged()))) {
                parents.push(made);
            }
            each.record().begin();
        }
        Directories.create(data.staged());
        if (!memberDirectory().equals(data.staged())) {
            Directories.create(memberDirectory());
        }
        Directories.create(snapDirectory());
        if (wal.isEmpty()) {
            Directories.create(memberDirectory().resolve("wal"));
        } else if (!walIsFile()) {
            Directories.create(wal.get().staged());
        }
    }

    /** Syncs the directory entries of all files to disk. */
    void sync() throws IOException {
        Directories.sync(snapDirectory());
        Directories.sync(Directories.parentOf(walFile()));
        Directories.sync(memberDirectory());
        Directories.sync(data.staged());
    }

    /** Gives everything to its owner, including the created parent directories, which only their owner can enter. */
    void give(Ownership owner) throws IOException {
        for (Path parent : parents) {
            owner.give(parent);
        }
        for (Relocation each : relocations()) {
            owner.apply(each.staged());
        }
        if (exists(dataDir)) {
            // A server also creates files directly in its data directory.
            owner.give(dataDir);
        }
    }

    /** Removes everything that was not moved into place. */
    void discard() throws IOException {
        for (Relocation each : relocations().reversed()) {
            each.discard();
            each.record().end();
        }
        while (!parents.isEmpty()) {
            try {
                Files.deleteIfExists(parents.element());
                parents.remove();
            } catch (DirectoryNotEmptyException e) {
                // It is in use by now, perhaps by another member of this restore.
                parents.clear();
            }
        }
    }

    /** Whether the WAL directory existed before, so that only the segment moves. */
    private boolean walIsFile() {
        return wal.isPresent() && wal.get().destination().endsWith(MemberLog.segmentName());
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
