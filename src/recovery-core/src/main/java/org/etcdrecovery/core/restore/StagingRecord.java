package org.etcdrecovery.core.restore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.PartFiles;
import org.etcdrecovery.core.files.Permissions;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.ShellLine;
import org.jspecify.annotations.Nullable;

/**
 * What a restore keeps beside something that it makes, so that the next one knows how far it came.
 *
 * <pre>
 * NAME.restoring-XXXXXXXX.state   there from before NAME.restoring-XXXXXXXX is made until all is in place; locked by the
 *                                 restore as long as it runs. Empty, then "LENGTH CRC32C" of the database and the plan.
 * NAME.restoring-XXXXXXXX.plan    the plan, once everything of it is staged, on the disk and, if asked for, read back:
 *                                 only renames are missing. Its presence is what makes the restore complete. It goes
 *                                 before the state, which tells by itself that NAME is in place and by which plan.
 * </pre>
 */
final class StagingRecord implements Closeable {
    private static final String STATE = ".state";
    private static final String PLAN = ".plan";
    private static final Pattern DATABASE = Pattern.compile("([0-9]{1,18}) ([0-9a-f]{1,8})\n");
    private static final int LARGEST_STATE = SmallFile.USUAL_LIMIT + 100;

    private final Path staged;
    private final Path state;
    private final Path plan;
    private @Nullable FileChannel channel;

    /**
     * @param staged what it is about
     */
    StagingRecord(Path staged) {
        this.staged = staged;
        state = staged.resolveSibling(staged.getFileName() + STATE);
        plan = staged.resolveSibling(staged.getFileName() + PLAN);
    }

    /** How the restore stands that left a record. */
    enum Standing {
        /** It is running. */
        RUNNING,
        /** It has ended. */
        ENDED,
        /** This system does not tell. */
        UNKNOWN
    }

    /**
     * What was recorded of a restore that came as far as the renames.
     *
     * @param plan     the plan, with absolute paths
     * @param length   of each database in bytes
     * @param checksum CRC-32C of each database
     */
    record Recorded(RestorePlan plan, long length, int checksum) {}

    /** Where the plan is, once it is there. */
    Path planFile() {
        return plan;
    }

    /** The command that completes what is recorded; empty once the plan is removed, because all is in place. */
    Optional<String> command() {
        return Files.exists(plan, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of("etcd-recovery restore --plan " + ShellLine.quote(plan.toString()))
                : Optional.empty();
    }

    /** The file that is there as long as anything is. */
    Path stateFile() {
        return state;
    }

    /** Says that a restore is at work here. */
    void begin() throws IOException {
        open(StandardOpenOption.CREATE_NEW);
    }

    /**
     * Takes over what an earlier restore has left.
     *
     * @return false when another restore has done so
     */
    boolean adopt() throws IOException {
        return open(StandardOpenOption.CREATE);
    }

    private boolean open(StandardOpenOption creation) throws IOException {
        FileChannel opened = FileChannel.open(state,
                Set.of(creation, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), Permissions.ownerOnly(state));
        channel = opened;
        try {
            return opened.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // A file system without locks. The name alone says that a restore is at work.
            return true;
        }
    }

    /** Says that everything is staged and on the disk. */
    void complete(Recorded recorded) throws IOException {
        String json = PlanJson.write(recorded.plan()) + "\n";
        if (channel != null) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(
                    recorded.length() + " " + Integer.toHexString(recorded.checksum()) + "\n" + json);
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            channel.force(true);
        }
        AtomicFile.replace(plan, json);
    }

    /** Says that nothing is complete any more, before it is removed. */
    void retract() throws IOException {
        if (channel != null) {
            channel.truncate(0);
        }
        forgetPlan();
    }

    private void forgetPlan() throws IOException {
        for (Path part : PartFiles.abandoned(plan)) {
            // The part of a long name is cut, and may be another's.
            if (part.getFileName().toString().startsWith(plan.getFileName().toString())) {
                Files.deleteIfExists(part);
            }
        }
        if (Files.deleteIfExists(plan)) {
            Directories.sync(Directories.parentOf(plan));
        }
    }

    /** Removes the record, the state last: until then {@link #read} still finds all of it. */
    void end() throws IOException {
        forgetPlan();
        close();
        Files.deleteIfExists(state);
    }

    /** What was recorded; empty when the restore did not come that far, or what it wrote cannot be read. */
    Optional<Recorded> read() throws IOException {
        boolean hasPlan = Files.isRegularFile(plan, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isRegularFile(state, LinkOption.NOFOLLOW_LINKS)
                || (!hasPlan && Files.exists(staged, LinkOption.NOFOLLOW_LINKS))) {
            return Optional.empty();
        }
        String text = SmallFile.text(state, LARGEST_STATE, "the state of a restore");
        Matcher database = DATABASE.matcher(text);
        if (!database.lookingAt()) {
            return Optional.empty();
        }
        RestorePlan recorded = hasPlan
                ? PlanJson.read(plan.toString(), SmallFile.text(plan, SmallFile.USUAL_LIMIT, "a plan"))
                : PlanJson.read(state.toString(), text.substring(database.end()));
        return Optional.of(new Recorded(recorded, Long.parseLong(database.group(1)),
                Integer.parseUnsignedInt(database.group(2), 16)));
    }

    /**
     * Whether the restore that left this is still running. The list of locks is looked at first: opening and closing a
     * file gives up the locks that this process itself has on it. It does not show those of other containers, which
     * trying to lock does.
     */
    Standing standing() {
        if (!Files.exists(state, LinkOption.NOFOLLOW_LINKS)) {
            return Standing.ENDED;
        }
        ProcessLock seen = ProcessLock.on(state);
        if (seen.state() == ProcessLock.State.UNKNOWN) {
            return Standing.UNKNOWN;
        }
        if (seen.pid() == ProcessHandle.current().pid()) {
            return Standing.RUNNING;
        }
        try (FileChannel probe = FileChannel.open(state, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = probe.tryLock()) {
            return lock == null ? Standing.RUNNING : Standing.ENDED;
        } catch (OverlappingFileLockException e) {
            return Standing.RUNNING;
        } catch (IOException e) {
            return Standing.UNKNOWN;
        }
    }

    /** Lets go of the lock, and leaves the files. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
