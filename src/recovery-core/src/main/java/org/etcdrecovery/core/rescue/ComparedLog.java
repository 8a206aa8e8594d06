package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalRecord;

/**
 * The log of a directory, as it is compared with others.
 *
 * @param directory where it is from
 * @param runs      its entries
 * @param commit    the highest commit index that it states before any damage
 */
record ComparedLog(MemberDirectory directory, List<EntryRun> runs, long commit) {
    static ComparedLog read(MemberDirectory directory, Progress progress) throws IOException {
        Collector collector = new Collector();
        try (OpenLog log = OpenLog.open(directory.segments())) {
            log.examine(directory.walDir(), covered(directory), collector, progress);
        }
        return new ComparedLog(directory, collector.runs, collector.commit);
    }

    /** Up to which index entries may be missing: the same as when the directory was assessed. */
    static long covered(MemberDirectory directory) {
        return directory.db().map(DatabaseFacts::consistentIndex).orElse(0L);
    }

    private static final class Collector extends LogRuns {
        private final MessageDigest sha256;
        private final List<EntryRun> runs = new ArrayList<>();
        private long commit;

        Collector() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        @Override
        void entry(EntryRun run, int number, WalRecord.Entry entry, WalPosition position) {
            if (number == runs.size()) {
                runs.add(run);
            }
            sha256.update((byte) (entry.type() == EntryType.NORMAL ? 0 : 1));
            sha256.update(entry.data().asReadOnlyByteBuffer());
            run.add(entry, ByteBuffer.wrap(sha256.digest()).getLong());
        }

        @Override
        void state(WalRecord.State state, int number, WalPosition position) {
            if (!isBehindDamage()) {
                commit = Math.max(commit, state.commit());
            }
        }
    }
}
