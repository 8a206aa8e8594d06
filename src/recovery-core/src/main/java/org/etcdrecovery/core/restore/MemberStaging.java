package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.etcdrecovery.core.plan.PlannedMember;

/**
 * The directories of one member while they are made.
 *
 * <pre>
 * DATA_DIR does not exist:  DATA_DIR.restoring-XXXXXXXX/member/{snap,wal}  becomes  DATA_DIR
 * DATA_DIR is empty:        DATA_DIR/member.restoring-XXXXXXXX/{snap,wal}  becomes  DATA_DIR/member
 * WAL_DIR does not exist:   WAL_DIR.restoring-XXXXXXXX/0…0.wal             becomes  WAL_DIR
 * WAL_DIR is empty:         WAL_DIR/0…0.wal.restoring-XXXXXXXX             becomes  WAL_DIR/0…0.wal
 * </pre>
 */
final class MemberStaging {
    private final PlannedMember member;
    private final Path dataDir;
    private final Relocation data;
    private final Path memberDirectory;
    private final Optional<Relocation> wal;
    /** Directories that had to be made to reach a destination, the innermost first. */
    private final Deque<Path> parents = new ArrayDeque<>();

    MemberStaging(PlannedMember member, Path dataDir, StagingNames names) {
        this.member = member;
        this.dataDir = dataDir;
        Path destination = exists(dataDir) ? dataDir.resolve("member") : dataDir;
        data = new Relocation(names.besides(destination), destination);
        memberDirectory = exists(dataDir) ? data.staged() : data.staged().resolve("member");
        wal = member.walDir().map(walDir -> {
            Path target = exists(walDir) ? walDir.resolve(MemberLog.segmentName()) : walDir;
            return new Relocation(names.besides(target), target);
        });
    }

    PlannedMember member() {
        return member;
    }

    Path dataDir() {
        return dataDir;
    }

    Path snapDirectory() {
        return memberDirectory.resolve("snap");
    }

    Path database() {
        return snapDirectory().resolve("db");
    }

    /** The first segment of the log. */
    Path walFile() {
        if (wal.isEmpty()) {
            return memberDirectory.resolve("wal").resolve(MemberLog.segmentName());
        }
        return walIsFile() ? wal.get().staged() : wal.get().staged().resolve(MemberLog.segmentName());
    }

    /** Makes the directories. */
    void create() throws IOException {
        createParents(data.staged());
        Durable.createDirectory(data.staged());
        if (!memberDirectory.equals(data.staged())) {
            Durable.createDirectory(memberDirectory);
        }
        Durable.createDirectory(snapDirectory());
        if (wal.isEmpty()) {
            Durable.createDirectory(memberDirectory.resolve("wal"));
        } else {
            createParents(wal.get().staged());
            if (!walIsFile()) {
                Durable.createDirectory(wal.get().staged());
            }
            Durable.write(mark(Durable.parentOf(walFile())), dataDir.toString().getBytes(StandardCharsets.UTF_8),
                    Durable.ALL_READ);
        }
    }

    /** Brings the names of all files to the disk. */
    void sync() throws IOException {
        Durable.sync(snapDirectory());
        Durable.sync(Durable.parentOf(walFile()));
        Durable.sync(memberDirectory);
        Durable.sync(data.staged());
    }

    /** Gives everything to its owner. */
    void give(Ownership owner) throws IOException {
        owner.apply(data.staged());
        if (exists(dataDir)) {
            // A server makes files in its data directory itself, too.
            owner.give(dataDir);
        }
        if (wal.isPresent()) {
            owner.apply(wal.get().staged());
        }
    }

    /** Moves a separate WAL into place, marked as waiting for its data directory. */
    void publishWal() throws IOException {
        if (wal.isPresent()) {
            wal.get().publish();
        }
    }

    /** Moves the data directory into place. */
    void publishData() throws IOException {
        data.publish();
    }

    /** Takes the mark away: WAL and data directory are both in place. */
    void unmarkWal() throws IOException {
        if (wal.isPresent()) {
            Path walDir = walIsFile() ? Durable.parentOf(wal.get().destination()) : wal.get().destination();
            Files.deleteIfExists(mark(walDir));
            Durable.sync(walDir);
        }
    }

    /** Takes back what has been moved into place. */
    void undo() throws IOException {
        data.undo();
        if (wal.isPresent()) {
            wal.get().undo();
        }
    }

    /** Removes what has not been moved into place. */
    void discard() throws IOException {
        data.discard();
        if (wal.isPresent()) {
            wal.get().discard();
            if (walIsFile()) {
                Files.deleteIfExists(mark(Durable.parentOf(wal.get().staged())));
            }
        }
        while (!parents.isEmpty()) {
            try {
                Files.deleteIfExists(parents.element());
                parents.remove();
            } catch (DirectoryNotEmptyException e) {
                // Somebody uses it by now, perhaps another member of this restore.
                parents.clear();
            }
        }
    }

    /** Whether the WAL directory was there before, so that only the segment moves. */
    private boolean walIsFile() {
        return wal.isPresent() && wal.get().destination().endsWith(MemberLog.segmentName());
    }

    private void createParents(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        Deque<Path> missing = new ArrayDeque<>();
        while (parent != null && !exists(parent)) {
            missing.push(parent);
            parent = parent.getParent();
        }
        for (Path directory : missing) {
            Files.createDirectory(directory);
            parents.push(directory);
            Durable.sync(Durable.parentOf(directory));
        }
    }

    private static Path mark(Path walDir) {
        return walDir.resolve(StagingNames.WAL_MARK);
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
