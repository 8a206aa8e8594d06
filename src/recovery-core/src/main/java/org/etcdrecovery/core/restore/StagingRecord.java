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
 * The record that a restore keeps next to something it stages, so that the next one knows how far it got.
 *
 * <pre>
 * NAME.restoring-XXXXXXXX.state   exists from before NAME.restoring-XXXXXXXX is created until everything is in place;
 *                                 locked while the restore runs. Empty, then "LENGTH CRC32C" of the database and the
 *                                 plan.
 * NAME.restoring-XXXXXXXX.plan    the plan, once everything is staged, on disk and, if requested, read back: only
 *                                 renames are missing. Its presence is what makes the restore complete. It is removed
 *                                 before the state, which alone shows that NAME is in place and by which plan.
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
     * @param staged the path whose staging it records
     */
    StagingRecord(Path staged) {
        this.staged = staged;
        state = staged.resolveSibling(staged.getFileName() + STATE);
        plan = staged.resolveSibling(staged.getFileName() + PLAN);
    }

    /** The state of the restore that left a record. */
    enum RunState {
        /** It is running. */
        RUNNING,
        /** It has ended. */
        ENDED,
        /** This system does not show it. */
        UNKNOWN
    }

    /**
     * What a restore recorded before its renames.
     *
     * @param plan     the plan, with absolute paths
     * @param length   of each database in bytes
     * @param checksum CRC-32C of each database
     */
    record Recorded(RestorePlan plan, long length, int checksum) {}

    /** The path of the recorded plan, which may not exist yet. */
    Path planFile() {
        return plan;
    }

    /** The command that completes the restore; empty once everything is in place and the plan is removed. */
    Optional<String> command() {
        return Files.exists(plan, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of("etcd-recovery restore --plan " + ShellLine.quote(plan.toString()))
                : Optional.empty();
    }

    /** The path of the state, which exists as long as the record does. */
    Path stateFile() {
        return state;
    }

    /** Records that a restore is running here. */
    void begin() throws IOException {
        open(StandardOpenOption.CREATE_NEW);
    }

    /**
     * Takes over the record of an earlier restore.
     *
     * @return false if another restore holds it
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
            // A file system without locks. Only the file's existence shows that a restore is running.
            return true;
        }
    }

    /** Records that everything is staged and on disk. */
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

    /** Records that nothing is complete any more, before what is staged is removed. */
    void retract() throws IOException {
        if (channel != null) {
            channel.truncate(0);
        }
        forgetPlan();
    }

    private void forgetPlan() throws IOException {
        for (Path part : PartFiles.abandoned(plan)) {
            // The part file of a long name has a truncated name and may belong to another.
            if (part.getFileName().toString().startsWith(plan.getFileName().toString())) {
                Files.deleteIfExists(part);
            }
        }
        if (Files.deleteIfExists(plan)) {
            Directories.sync(Directories.parentOf(plan));
        }
    }

    /** Removes the record, the state last: until then {@link #read} still finds everything. */
    void end() throws IOException {
        forgetPlan();
        close();
        Files.deleteIfExists(state);
    }

    /** Reads what was recorded; empty if the restore did not get that far or the state is incomplete. */
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
     * Whether the restore that left this is still running. The system's list of locks comes first, because opening and
     * closing a file releases this process's own locks on it. The list does not show locks of other containers, so then
     * a lock is tried.
     */
    RunState runState() {
        if (!Files.exists(state, LinkOption.NOFOLLOW_LINKS)) {
            return RunState.ENDED;
        }
        ProcessLock seen = ProcessLock.on(state);
        if (seen.state() == ProcessLock.State.UNKNOWN) {
            return RunState.UNKNOWN;
        }
        if (seen.pid() == ProcessHandle.current().pid()) {
            return RunState.RUNNING;
        }
        try (FileChannel probe = FileChannel.open(state, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = probe.tryLock()) {
            return lock == null ? RunState.RUNNING : RunState.ENDED;
        } catch (OverlappingFileLockException e) {
            return RunState.RUNNING;
        } catch (IOException e) {
            return RunState.UNKNOWN;
        }
    }

    /** Releases the lock and keeps the files. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
