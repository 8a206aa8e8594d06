package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.LeaderSnapshots;
import org.etcdrecovery.core.rescue.LogPiece;
import org.etcdrecovery.core.rescue.LogSegments;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.OpenLog;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.SegmentName;
import org.etcdrecovery.core.wal.WalExaminationVisitor;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalRecord;

/**
 * The entries of a log that follow an index without a gap, each remembered by where it is. An entry that a later leader
 * overwrote is not among them.
 */
final class ReplayLog implements WalExaminationVisitor {
    /** The tag of the data of a walpb.Record. */
    private static final byte RECORD_DATA = 3 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    /** The tags of a raftpb.Entry. */
    private static final int ENTRY_TERM = 2 << 3 | WireFormat.WIRETYPE_VARINT;
    private static final int ENTRY_INDEX = 3 << 3 | WireFormat.WIRETYPE_VARINT;
    private static final int ENTRY_DATA = 4 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    /** More than both messages take without the data of the entry. */
    private static final int OTHER_FIELDS = 128;

    private final Sources sources;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final long after;
    private final LeaderSnapshots snapshots = new LeaderSnapshots();
    private long commit;
    private final List<Found> entries = new ArrayList<>();
    private long unused;

    /** An entry and where its frame is. */
    private record Found(long term, EntryType type, int source, long offset, int length) {}

    private ReplayLog(Sources sources, long after) {
        this.sources = sources;
        this.after = after;
    }

    /**
     * Reads a log as far as it can be read.
     *
     * @param directory whose log it is, as an assessment has read it
     * @param after     the index after which entries are wanted
     * @param sources   receives the open segments
     */
    static ReplayLog read(MemberDirectory directory, long after, Sources sources, Progress progress)
            throws IOException {
        ReplayLog log = new ReplayLog(sources, after);
        for (LogPiece piece : directory.pieces()) {
            piece.read(log.open(piece.segments()), log, progress);
        }
        List<Path> segments = directory.segments();
        if (directory.pieces().isEmpty() && !segments.isEmpty()) {
            // The assessment of the directory reports how the log ends, and what was healed or is behind damage.
            log.open(segments.subList(first(segments, after), segments.size()))
                    .examine(segments.getLast(), after, log, progress);
        }
        return log;
    }

    private OpenLog open(List<Path> segments) throws IOException {
        OpenLog open = sources.keep(OpenLog.open(segments));
        for (ByteSource segment : open.segments()) {
            numbers.put(segment.name(), sources.add(segment));
        }
        return open;
    }

    /** The last segment that begins at or before an index; the first if all are newer. */
    private static int first(List<Path> segments, long index) {
        int first = 0;
        for (int i = 0; i < segments.size(); i++) {
            String name = String.valueOf(Path.of(LogSegments.segmentName(segments.get(i))).getFileName());
            if (SegmentName.parse(name).filter(each -> Long.compareUnsigned(each.index(), index) <= 0).isPresent()) {
                first = i;
            }
        }
        return first;
    }

    @Override
    public void record(WalRecord record, WalPosition position) {
        snapshots.record(record).ifPresent(this::keep);
        if (record instanceof WalRecord.Entry entry) {
            collect(entry, position);
        } else if (record instanceof WalRecord.State state && unused == 0) {
            commit = Math.max(commit, state.commit());
        }
    }

    @Override
    public void behindDamage(WalRecord record, WalPosition position, boolean proven) {
        if (record instanceof WalRecord.Entry) {
            unused++;
        }
    }

    /** Gives up what a snapshot from the leader replaced. */
    private void keep(long last) {
        while (!entries.isEmpty() && Long.compareUnsigned(after + entries.size(), last) > 0) {
            entries.removeLast();
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

    /** The highest commit index that a hard state before any gap has. */
    long commit() {
        return commit;
    }

    /**
     * Reads an entry.
     *
     * @param number counted from 0
     * @throws MalformedDataException if the file has changed since it was checked
     */
    ReplayEntry entry(int number) throws IOException {
        Found found = entries.get(number);
        ByteSource file = sources.file(found.source());
        long from = found.offset() + Long.BYTES;
        // Neither the length in front of the record nor its other fields: they may be what was healed.
        int length = (int) Math.min(found.length() + (long) OTHER_FIELDS, file.size() - from);
        Place whole = new Place(found.source(), from, Math.max(0, length));
        byte[] bytes = sources.read(whole);
        long index = after + 1 + number;
        for (int tag = 0; tag < Math.min(bytes.length, OTHER_FIELDS); tag++) {
            int data = bytes[tag] == RECORD_DATA ? data(bytes, tag + 1, index, found) : -1;
            if (data >= 0) {
                return new ReplayEntry(index, found.term(), found.type(),
                        ByteString.copyFrom(bytes, data, found.length()), whole.part(data, found.length()));
            }
        }
        throw MalformedDataException.damaged(file.name(), found.offset(), "the record that was there before",
                "another one");
    }

    /** Where the data of the entry is, whose length and fields begin at a position; negative if it is not that entry. */
    private static int data(byte[] bytes, int position, long index, Found found) {
        CodedInputStream in = CodedInputStream.newInstance(bytes, position, bytes.length - position);
        long term = 0;
        long actual = 0;
        int start = 0;
        int length = 0;
        try {
            in.pushLimit(in.readRawVarint32());
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag) {
                    case ENTRY_TERM -> term = in.readUInt64();
                    case ENTRY_INDEX -> actual = in.readUInt64();
                    case ENTRY_DATA -> {
                        length = in.readRawVarint32();
                        start = position + in.getTotalBytesRead();
                        in.skipRawBytes(length);
                    }
                    default -> in.skipField(tag);
                }
            }
        } catch (IOException e) {
            // Bytes of something else.
            return -1;
        }
        return term == found.term() && actual == index && length == found.length() ? start : -1;
    }
}
