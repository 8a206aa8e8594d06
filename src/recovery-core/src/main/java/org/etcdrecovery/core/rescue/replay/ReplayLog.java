package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.LogSegments;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.SegmentName;
import org.etcdrecovery.core.wal.WalExaminationVisitor;
import org.etcdrecovery.core.wal.WalExaminer;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalRecord;
import org.etcdrecovery.core.wal.WalSummary;

/**
 * The entries of a log that follow an index without a gap, each remembered by where it is. An entry that a later leader
 * overwrote is not among them.
 */
final class ReplayLog implements WalExaminationVisitor {
    /** More than the length field of a frame, and the type, the CRC and the length of a record's data. */
    private static final int HEAD = 40;
    /** The field of raftpb.Entry and that of walpb.Record. */
    private static final int ENTRY_DATA = 4;
    private static final int RECORD_DATA = 3;

    private final Sources sources;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final long after;
    private final WalSummary summary = new WalSummary();
    private final List<Found> entries = new ArrayList<>();
    private long unused;

    /** An entry and where its frame is. */
    private record Found(long term, EntryType type, int source, long offset, int length) {}

    private ReplayLog(Sources sources, long after) {
        this.sources = sources;
        this.after = after;
    }

    /**
     * Reads the log that an assessment has read, as far as it can be used.
     *
     * @param facts   what the assessment found in it
     * @param after   the index after which entries are wanted
     * @param sources receives the open segments
     */
    static ReplayLog read(Path walDir, LogFacts facts, long after, Sources sources, Progress progress)
            throws IOException {
        LogSegments segments = LogSegments.in(walDir);
        ReplayLog log = read(segments.files(), after, sources, progress);
        boolean other = log.lastIndex() != facts.lastIndex() && segments.broken().isPresent();
        return other ? read(segments.withBroken(segments.broken().get()), after, sources, progress) : log;
    }

    private static ReplayLog read(List<Path> files, long after, Sources sources, Progress progress) throws IOException {
        ReplayLog log = new ReplayLog(sources, after);
        List<ByteSource> open = new ArrayList<>();
        for (Path file : files.subList(first(files, after), files.size())) {
            ByteSource source = ByteSource.open(file);
            int number = sources.add(source);
            ByteSource named = source.named(LogSegments.segmentName(file));
            log.numbers.put(named.name(), number);
            open.add(named);
        }
        long total = open.stream().mapToLong(ByteSource::size).sum();
        try (Work work = progress.begin(Stage.CHECK, files.getLast().toString(), total)) {
            WalExaminer.examine(open, after, log, work);
        }
        return log;
    }

    /** The last segment that begins at or before an index; the first if all are newer. */
    private static int first(List<Path> files, long index) {
        int first = 0;
        for (int i = 0; i < files.size(); i++) {
            String name = String.valueOf(Path.of(LogSegments.segmentName(files.get(i))).getFileName());
            if (SegmentName.parse(name).filter(each -> Long.compareUnsigned(each.index(), index) <= 0).isPresent()) {
                first = i;
            }
        }
        return first;
    }

    @Override
    public void record(WalRecord record, WalPosition position) {
        summary.record(record, position);
        if (record instanceof WalRecord.Entry entry) {
            collect(entry, position);
        }
    }

    @Override
    public void behindDamage(WalRecord record, WalPosition position, boolean proven) {
        if (record instanceof WalRecord.Entry) {
            unused++;
        }
    }

    private void collect(WalRecord.Entry entry, WalPosition position) {
        // Indices count from the first wanted one; unsigned, so that a bad one is large.
        long number = entry.index() - after - 1;
        if (Long.compareUnsigned(entry.index(), after) <= 0) {
            entries.clear();
            unused = 0;
        } else if (Long.compareUnsigned(number, entries.size()) > 0) {
            unused++;
        } else {
            while (entries.size() > number) {
                entries.removeLast();
            }
            unused = 0;
            entries.add(new Found(entry.term(), entry.type(), numbers.getOrDefault(position.file(), 0),
                    position.offset(), entry.data().size()));
        }
    }

    /** The number of entries. */
    int size() {
        return entries.size();
    }

    /** The number of entries after a gap. */
    long unused() {
        return unused;
    }

    /** The commit index of the last hard state. */
    long commit() {
        return summary.state().commit();
    }

    private long lastIndex() {
        return summary.lastIndex();
    }

    /**
     * Reads an entry. The length of its frame is not needed, and may be wrong if the record was healed.
     *
     * @param number counted from 0
     * @throws MalformedDataException if the file has changed since it was checked
     */
    ReplayEntry entry(int number) throws IOException {
        Found found = entries.get(number);
        ByteSource file = sources.file(found.source());
        int head = (int) Math.min(HEAD, file.size() - found.offset() - Long.BYTES);
        Place frame = new Place(found.source(), found.offset() + Long.BYTES, Math.max(head, 0));
        Place entry = field(RECORD_DATA, sources.read(frame), frame);
        byte[] bytes = sources.read(entry);
        Place data = field(ENTRY_DATA, bytes, entry);
        if (data.length() != found.length()) {
            throw MalformedDataException.damaged(file.name(), found.offset(),
                    "the entry that was there before, with " + found.length() + " bytes of data",
                    "one with " + data.length());
        }
        int start = (int) (data.offset() - entry.offset());
        return new ReplayEntry(after + 1 + number, found.term(), found.type(),
                ByteString.copyFrom(bytes, start, data.length()), data);
    }

    /**
     * Where a field of bytes is in a message; empty at its end if the message has no such field.
     *
     * @param bytes the message, or as much of it as reaches to the field
     */
    private static Place field(int number, byte[] bytes, Place message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 == number) {
                int length = in.readRawVarint32();
                return message.part(in.getTotalBytesRead(), length);
            }
            in.skipField(tag);
        }
        return message.part(message.length(), 0);
    }
}
