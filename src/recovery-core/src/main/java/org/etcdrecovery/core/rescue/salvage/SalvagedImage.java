package org.etcdrecovery.core.rescue.salvage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.BoltWriter;
import org.etcdrecovery.core.bolt.BoltWriter.BucketWriter;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.PageSink;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.salvage.Survey.Records;

/** Writes what a survey passes on into a new image, with the buckets of every database. */
final class SalvagedImage implements Survey.Receiver {
    private static final byte[] SCHEDULED = "scheduledCompactRev".getBytes(US_ASCII);
    private static final byte[] FINISHED = "finishedCompactRev".getBytes(US_ASCII);

    private static final Set<Code> DOUBTS = Set.of(SalvageCode.REVISIONS_LOST, SalvageCode.RECORDS_DROPPED,
            SalvageCode.UNPROVEN);

    private final BoltWriter writer;
    private final SalvageReport report;
    private final NavigableSet<String> awaited = new TreeSet<>(BucketName.ALL);

    private SalvagedImage(BoltWriter writer, SalvageReport report) {
        this.writer = writer;
        this.report = report;
    }

    /** Writes the image, and tells what was lost on the way. */
    static Survey write(BoltFile source, SalvageReport report, PageSink sink, Progress progress) throws IOException {
        SalvagedImage image = new SalvagedImage(new BoltWriter(sink, source.meta().pageSize()), report);
        Survey survey = Survey.of(source, image, progress);
        while (!image.awaited.isEmpty()) {
            image.add(image.awaited.removeFirst());
        }
        image.writer.finish();
        return survey;
    }

    @Override
    public Records bucket(Bucket bucket) throws IOException {
        while (!awaited.first().equals(bucket.name())) {
            add(awaited.removeFirst());
        }
        awaited.removeFirst();
        return records(bucket.name(), bucket.sequence());
    }

    /** Adds a bucket that the file lacks. */
    private void add(String name) throws IOException {
        records(name, 0).end();
    }

    private Records records(String name, long sequence) {
        BucketWriter target = writer.bucket(name.getBytes(US_ASCII), sequence);
        return name.equals(BucketName.META) && isHistoryDoubtful() ? new MarkedMeta(target) : new Records() {
            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                    throws IOException {
                target.put(buffer, keyStart, keyLength, valueStart, valueLength);
            }

            @Override
            public void end() throws IOException {
                target.close();
            }
        };
    }

    /** Whether changes are lost, or a byte that changed within a key may contradict what is told of that key elsewhere. */
    private boolean isHistoryDoubtful() {
        return report.findings().stream().anyMatch(finding -> DOUBTS.contains(finding.code()));
    }

    /**
     * The bucket “meta” with everything up to the last revision marked as compacted; a later mark stays. The record of
     * the finished compaction comes before the mark.
     */
    private final class MarkedMeta implements Records {
        private final BucketWriter target;
        private long compacted;
        private boolean marked;

        MarkedMeta(BucketWriter target) {
            this.target = target;
        }

        @Override
        public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                throws IOException {
            int order = compare(buffer, keyStart, keyLength);
            if (order >= 0 && !marked) {
                if (order == 0) {
                    compacted = Math.max(compacted, main(buffer, valueStart, valueLength));
                }
                if (mark() && order == 0) {
                    return;
                }
            } else if (isFinished(buffer, keyStart, keyLength)) {
                compacted = Math.max(compacted, main(buffer, valueStart, valueLength));
            }
            target.put(buffer, keyStart, keyLength, valueStart, valueLength);
        }

        /** Writes the mark, unless the file has a later one. */
        private boolean mark() throws IOException {
            marked = true;
            if (report.lastRevision() <= compacted) {
                return false;
            }
            target.put(SCHEDULED, new Revision(report.lastRevision(), 0).toKey());
            return true;
        }

        @Override
        public void end() throws IOException {
            if (!marked) {
                mark();
            }
            target.close();
        }

        private static int compare(ByteBuffer buffer, int start, int length) {
            return Arrays.compareUnsigned(copy(buffer, start, length), SCHEDULED);
        }

        private static boolean isFinished(ByteBuffer buffer, int start, int length) {
            return length == FINISHED.length && Arrays.equals(copy(buffer, start, length), FINISHED);
        }

        private static long main(ByteBuffer buffer, int start, int length) {
            return Revision.keyProblem(buffer, start, length) == null ? Revision.mainOf(buffer, start) : 0;
        }

        private static byte[] copy(ByteBuffer buffer, int start, int length) {
            byte[] copy = new byte[length];
            buffer.get(start, copy);
            return copy;
        }
    }
}
