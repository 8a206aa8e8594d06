package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
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
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalReader;
import org.etcdrecovery.core.wal.WalRecord;
import org.etcdrecovery.core.wal.WalSummary;
import org.etcdrecovery.core.wal.WalVisitor;

/**
 * The entries of a log that follow an index without a gap, each remembered by where it is. An entry that a later leader
 * overwrote is not among them.
 */
final class ReplayLog implements WalVisitor {
    /** The fields of a frame: its length and padding; walpb.Record; raftpb.Entry. */
    private static final long LENGTH = (1L << 56) - 1;
    private static final int RECORD_DATA = 3;
    private static final int ENTRY_DATA = 4;

    private final Sources sources;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final long after;
    private final WalSummary summary = new WalSummary();
    private final List<Found> entries = new ArrayList<>();
    private long unused;
    private long leadingConfChanges;
    private boolean leading = true;
    private boolean beginsRestored;

    /** An entry and where its frame is. */
    private record Found(long term, EntryType type, int source, long offset) {}

    private ReplayLog(Sources sources, long after) {
        this.sources = sources;
        this.after = after;
    }

    /**
     * Reads a log as far as it can be read.
     *
     * @param segments its files in order, without a gap
     * @param after    the index after which entries are wanted
     * @param sources  receives the open segments
     */
    static ReplayLog read(List<Path> segments, long after, Sources sources, Progress progress) throws IOException {
        ReplayLog log = new ReplayLog(sources, after);
        if (segments.isEmpty()) {
            return log;
        }
        List<ByteSource> open = new ArrayList<>();
        long total = 0;
        for (Path segment : segments) {
            ByteSource source = ByteSource.open(segment);
            log.numbers.put(source.name(), sources.add(source));
            open.add(source);
            total += source.size();
        }
        try (Work work = progress.begin(Stage.CHECK, segments.getLast().toString(), total)) {
            WalReader.read(open, log, work);
        } catch (MalformedDataException e) {
            // The assessment of the directory reports it; what was read before it counts.
        }
        return log;
    }

    @Override
    public void record(WalRecord record, WalPosition position) {
        summary.record(record, position);
        if (record instanceof WalRecord.Entry entry) {
            collect(entry, position);
        } else if (record instanceof WalRecord.Snapshot snapshot) {
            beginsRestored |= snapshot.term() == 1 && snapshot.index() == leadingConfChanges && leadingConfChanges > 0;
        }
    }

    private void collect(WalRecord.Entry entry, WalPosition position) {
        leading &= entry.type() == EntryType.CONF_CHANGE && entry.term() == 1
                && entry.index() == leadingConfChanges + 1;
        if (leading) {
            leadingConfChanges++;
        }
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
                    position.offset()));
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

    /**
     * Whether the log begins as that of a restored member: with nothing but changes of membership up to the first
     * snapshot. The keys that the member was restored with are not in such a log.
     */
    boolean beginsRestored() {
        return beginsRestored;
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
        long length = file.read(found.offset(), Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong() & LENGTH;
        if (length > Integer.MAX_VALUE) {
            throw MalformedDataException.damaged(file.name(), found.offset(), "the record that was there before",
                    "one of " + length + " bytes");
        }
        byte[] bytes = sources.read(new Place(found.source(), found.offset() + Long.BYTES, (int) length));
        Place whole = new Place(found.source(), found.offset() + Long.BYTES, bytes.length);
        Place entry = field(RECORD_DATA, bytes, 0, whole);
        Place data = field(ENTRY_DATA, bytes, (int) (entry.offset() - whole.offset()), entry);
        int start = (int) (data.offset() - whole.offset());
        return new ReplayEntry(after + 1 + number, found.term(), found.type(),
                ByteString.copyFrom(bytes, start, data.length()), data);
    }

    /** Where a field of bytes is in a message; empty at its end if the message has no such field. */
    private static Place field(int number, byte[] bytes, int start, Place message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, start, message.length());
        Place found = message.part(message.length(), 0);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 == number) {
                int length = in.readRawVarint32();
                found = message.part(in.getTotalBytesRead(), length);
                in.skipRawBytes(length);
            } else {
                in.skipField(tag);
            }
        }
        return found;
    }
}
