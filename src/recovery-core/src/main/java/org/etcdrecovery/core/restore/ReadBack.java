package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.raftsnap.SnapFile;
import org.etcdrecovery.core.snapshot.DatabaseDigest;
import org.etcdrecovery.core.snapshot.HashKv;
import org.etcdrecovery.core.snapshot.HashKvReader;
import org.etcdrecovery.core.wal.WalReader;
import org.etcdrecovery.core.wal.WalSummary;

/**
 * Reads the written files back. It compares every database with the checksum computed while writing, which shows that
 * all databases are equal, and then needs to read the content of the first one only: it checks every page, compares the
 * records with those given to the writer, and compares HashKV with the plan.
 *
 * <p>This reads the disk and not the page cache, because {@link BlockFile} has written past the cache. The reading
 * itself goes through the cache: the kernel reads ahead, which was measured to be three times as fast, and a server
 * that starts here finds its database in memory.
 */
final class ReadBack {
    private static final int THREADS = 2;

    private final RestorePlan plan;
    private final Optional<Content> content;
    private final Progress progress;
    private final String consequence;

    private ReadBack(RestorePlan plan, Optional<Content> content, Progress progress, String consequence) {
        this.plan = plan;
        this.content = content;
        this.progress = progress;
        this.consequence = consequence;
    }

    /** For what this restore has written. */
    static ReadBack ofThisRestore(RestorePlan plan, Content content, Progress progress) {
        return new ReadBack(plan, Optional.of(content), progress, "Nothing was left behind; restore on another.");
    }

    /** For what an earlier restore has staged, of which only the plan and the checksum are known. */
    static ReadBack ofEarlierRestore(RestorePlan plan, Progress progress) {
        return new ReadBack(plan, Optional.empty(), progress,
                "It was staged by an earlier restore, and nothing of that was moved into"
                        + " place now; restore on another, or to other directories.");
    }

    /**
     * Compares everything.
     *
     * @throws RestoreException if something differs from what was written
     */
    void compare(List<MemberStaging> members, int checksum) throws IOException {
        List<Callable<Void>> checks = new ArrayList<>();
        MemberStaging first = members.getFirst();
        checks.add(() -> checkContent(first));
        for (MemberStaging member : members) {
            checks.add(() -> checkBytes(member, checksum));
            checks.add(() -> checkLog(member));
        }
        run(checks);
    }

    private static void run(List<Callable<Void>> checks) throws IOException {
        try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Void>> results = checks.stream().map(executor::submit).toList();
            try {
                for (Future<Void> result : results) {
                    result.get();
                }
            } catch (ExecutionException e) {
                executor.shutdownNow();
                switch (e.getCause()) {
                    case IOException io -> throw io;
                    case RuntimeException runtime -> throw runtime;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while reading back", e);
            }
        }
    }

    private Void checkContent(MemberStaging member) throws IOException {
        HashKv hash;
        try (ByteSource source = ByteSource.open(member.database())) {
            hash = content.isPresent()
                    ? checkRecords(member, source, content.get())
                    : HashKvReader.readChecked(source, readBack(member));
        }
        if (hash.hash() != plan.hashKv() || hash.hashRevision() != plan.revisions().last()) {
            if (content.isPresent()) {
                // The records came back as they were written, so the disk is not the reason.
                throw new RestoreException("The plan does not fit the snapshot: it says HashKV "
                        + Integer.toUnsignedString(plan.hashKv()) + " at revision " + plan.revisions().last()
                        + ", but the snapshot gives " + Integer.toUnsignedString(hash.hash()) + " at revision "
                        + hash.hashRevision()
                        + ". Nothing was left behind. Make a new plan, in case this one was changed; if that fails in the"
                        + " same way, do not trust the memory of this host, and restore on another.");
            }
            throw differs(member.database(),
                    "HashKV " + Integer.toUnsignedString(plan.hashKv()) + " at revision " + plan.revisions().last(),
                    Integer.toUnsignedString(hash.hash()) + " at revision " + hash.hashRevision());
        }
        return null;
    }

    private HashKv checkRecords(MemberStaging member, ByteSource source, Content written) throws IOException {
        DatabaseDigest read = DatabaseDigest.read(source, written.newest(), readBack(member));
        if (read.hash() != written.hash()) {
            throw differs(member.database(), "records of the hash " + Integer.toHexString(written.hash()),
                    Integer.toHexString(read.hash()));
        }
        return read.hashKv();
    }

    private Void checkBytes(MemberStaging member, int checksum) throws IOException {
        CRC32C crc = new CRC32C();
        try (ByteSource source = ByteSource.open(member.database());
                Work work = progress.begin(Stage.READ_BACK, member.member().name(), source.size())) {
            ByteBuffer block = DirectBuffers.allocate(ImageFiles.BLOCK);
            // The first block was written last, so it is also last in the checksum.
            for (long at = ImageFiles.BLOCK; at < source.size(); at += ImageFiles.BLOCK) {
                update(crc, source, at, block, work);
            }
            update(crc, source, 0, block, work);
        }
        if ((int) crc.getValue() != checksum) {
            throw differs(member.database(), "the checksum " + Integer.toHexString(checksum),
                    Long.toHexString(crc.getValue()));
        }
        return null;
    }

    private static void update(CRC32C crc, ByteSource source, long at, ByteBuffer block, Work work) throws IOException {
        source.read(at, block.clear().limit((int) Math.min(ImageFiles.BLOCK, source.size() - at)));
        crc.update(block.flip());
        work.advance(block.limit());
    }

    private Void checkLog(MemberStaging member) throws IOException {
        WalSummary summary = new WalSummary();
        try (ByteSource wal = ByteSource.open(member.walFile())) {
            WalReader.read(List.of(wal.named(MemberLog.segmentName())), summary,
                    Progress.NONE.begin(Stage.READ_BACK, wal.name(), wal.size()));
        }
        if (summary.state().commit() != plan.members().size() || summary.lastIndex() != plan.members().size()) {
            throw differs(member.walFile(), plan.members().size() + " committed entries",
                    summary.lastIndex() + " entries, " + summary.state().commit() + " committed");
        }
        checkSnap(member);
        return null;
    }

    /** The reader verifies the checksum in the file. */
    private void checkSnap(MemberStaging member) throws IOException {
        for (Path file : Directories.list(member.snapDirectory())) {
            if (!file.toString().endsWith(".snap")) {
                continue;
            }
            try (ByteSource source = ByteSource.open(file)) {
                SnapFile snap = SnapFile.read(source);
                if (snap.index() != plan.members().size()) {
                    throw differs(file, "index " + plan.members().size(), "index " + snap.index());
                }
            }
        }
    }

    /** Reports the reader's pass as the stage of reading back. */
    private Progress readBack(MemberStaging member) {
        return (_, _, total) -> progress.begin(Stage.READ_BACK, member.member().name(), total);
    }

    private RestoreException differs(Path file, String written, String read) {
        return new RestoreException("What was written does not come back: " + file + " should have " + written
                + ", but has "
                + read
                + ". The disk or the memory of this host is not to be trusted. " + consequence);
    }
}
