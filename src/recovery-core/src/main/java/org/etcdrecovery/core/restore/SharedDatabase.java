package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.Sha256;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestorePlanBuilder;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The database that all members of a plan share, written once and read back, for sending it to their hosts. */
public final class SharedDatabase {
    private static final int BLOCK = 1 << 20;

    private final Path file;
    private final long size;
    private final String sha256;

    private SharedDatabase(Path file, long size, String sha256) {
        this.file = file;
        this.size = size;
        this.sha256 = sha256;
    }

    /**
     * Writes it.
     *
     * @param directory an existing directory; the caller removes what is written there
     * @throws RestoreException                                   if the file is not the one that the plan was made for
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the snapshot is damaged
     * @throws IOException                                        if something cannot be read or written
     * @throws java.util.concurrent.CancellationException         if {@code progress} is cancelled
     */
    public static SharedDatabase write(RestorePlan plan, SnapshotOpener opener, Path directory, Progress progress)
            throws IOException {
        Path dataDir = directory.resolve("shared.etcd");
        PlannedMember first = plan.members().getFirst();
        List<PlannedMember> members = plan.members()
                .stream()
                .map(member -> new PlannedMember(member.id(), member.name(), member.peerUrls(), member.clientUrls(),
                        member.equals(first) ? Optional.of(dataDir) : Optional.empty(), Optional.empty(),
                        member.learner()))
                .toList();
        Restorer.restore(RestorePlanBuilder.builder(plan)
                .members(members)
                .owner(Optional.empty())
                .readBack(true)
                .build(), opener, progress);
        Path file = dataDir.resolve("member").resolve("snap").resolve("db");
        try (ByteSource source = ByteSource.open(file)) {
            try (Work work = progress.begin(Stage.HASH, file.toString(), -1)) {
                return new SharedDatabase(file, source.size(), Sha256.hex(source, source.size(), work));
            }
        }
    }

    /** Its length in bytes. */
    public long size() {
        return size;
    }

    /** Its SHA-256 in lower-case hex. */
    public String sha256() {
        return sha256;
    }

    /** The SHA-256 of its first bytes, in lower-case hex. */
    public String sha256(long length, Work work) throws IOException {
        if (length == size) {
            return sha256;
        }
        try (ByteSource source = ByteSource.open(file)) {
            return Sha256.hex(source, length, work);
        }
    }

    /**
     * Copies it.
     *
     * @param offset  the first byte to copy
     * @param written receives the number of bytes after each write
     */
    public void copyTo(OutputStream out, long offset, LongConsumer written) throws IOException {
        byte[] block = new byte[BLOCK];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(offset);
            for (int read = channel.read(ByteBuffer.wrap(block)); read >= 0; read = channel
                    .read(ByteBuffer.wrap(block))) {
                out.write(block, 0, read);
                written.accept(read);
            }
        }
    }
}
