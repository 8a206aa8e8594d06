package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.proto.WalFrame;

/** A log that is made record by record, so that a test knows where each one is. */
public final class MadeLog {
    private static final WalRecord.Metadata METADATA = new WalRecord.Metadata(0x11, 0x22);

    private final List<ByteArrayOutputStream> segments = new ArrayList<>();
    private final List<SegmentName> names = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final RunningCrc crc = new RunningCrc();
    private WalRecord.State state = new WalRecord.State(0, 0, 0);

    /** Where a record is. */
    record Place(int segment, int offset, int length, WalRecord record) {
        int end() {
            return offset + length;
        }
    }

    public MadeLog() {
        begin(SegmentName.FIRST);
        add(new WalRecord.Snapshot(0, 0, null));
    }

    /** Entries with values of random lengths, each followed by a state, cut into segments now and then. */
    static MadeLog random(Random random, int entries, int longest, int cutEvery) {
        MadeLog log = new MadeLog();
        for (int index = 1; index <= entries; index++) {
            if (cutEvery > 0 && index % cutEvery == 0) {
                log.cut(index);
            }
            byte[] data = new byte[random.nextInt(longest)];
            random.nextBytes(data);
            log.entry(1 + index / 20, index, data);
            if (random.nextInt(4) > 0) {
                log.state(1 + index / 20, index);
            }
        }
        return log;
    }

    public MadeLog entry(long term, long index, byte[] data) {
        return add(new WalRecord.Entry(EntryType.NORMAL, term, index, ByteString.copyFrom(data)));
    }

    public MadeLog state(long term, long commit) {
        state = new WalRecord.State(term, 0x11, commit);
        return add(state);
    }

    /** Begins a new segment, as a server does. */
    public MadeLog cut(long index) {
        begin(new SegmentName(names.size(), index));
        return add(state);
    }

    MadeLog add(WalRecord record) {
        WalFrame.Builder frame = WalFrame.newBuilder().setType(RecordCodec.type(record));
        if (!(record instanceof WalRecord.Crc)) {
            ByteString data = RecordCodec.encode(record);
            crc.update(data);
            frame.setData(data);
        }
        byte[] bytes = frame(frame.setCrc(crc.value()).build().toByteArray());
        int offset = segments.getLast().size();
        segments.getLast().writeBytes(bytes);
        places.add(new Place(segments.size() - 1, offset, bytes.length, record));
        return this;
    }

    private static byte[] frame(byte[] record) {
        FrameHeader header = FrameHeader.of(record.length);
        return ByteBuffer.allocate(FrameHeader.SIZE + (int) header.bodyLength())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.encode())
                .put(record)
                .array();
    }

    private void begin(SegmentName name) {
        segments.add(new ByteArrayOutputStream());
        names.add(name);
        add(new WalRecord.Crc(crc.value()));
        add(METADATA);
    }

    /** The records before one. */
    List<WalRecord> recordsBefore(Place place) {
        return records().subList(0, places().indexOf(place));
    }

    List<Place> places() {
        return places;
    }

    /** The place of the record of an entry. */
    Place entry(long index) {
        return places.stream()
                .filter(place -> place.record() instanceof WalRecord.Entry entry && entry.index() == index)
                .findFirst()
                .orElseThrow();
    }

    /** The bytes of the segments, the last one with zeros behind its records. */
    List<byte[]> bytes(int zeros) {
        List<byte[]> bytes = new ArrayList<>(segments.stream().map(ByteArrayOutputStream::toByteArray).toList());
        byte[] last = bytes.removeLast();
        bytes.add(Arrays.copyOf(last, last.length + zeros));
        return bytes;
    }

    public SegmentName name(int segment) {
        return names.get(segment);
    }

    List<ByteSource> sources(List<byte[]> bytes) {
        List<ByteSource> sources = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i++) {
            sources.add(ByteSource.of("wal/" + names.get(i).fileName(), bytes.get(i)));
        }
        return sources;
    }

    /** What an examination found. */
    record Examined(WalExamination result, List<WalRecord> records, List<WalRecord> behind, List<WalRecord> proven) {
        WalVerdict verdict() {
            return result.verdict();
        }
    }

    static Examined examine(List<ByteSource> sources, long covered) throws IOException {
        List<WalRecord> records = new ArrayList<>();
        List<WalRecord> behind = new ArrayList<>();
        List<WalRecord> proven = new ArrayList<>();
        WalExamination result = WalExaminer.examine(sources, covered, new WalExaminationVisitor() {
            @Override
            public void record(WalRecord record, WalPosition position) {
                records.add(record);
            }

            @Override
            public void behindDamage(WalRecord record, WalPosition position, boolean isProven) {
                behind.add(record);
                if (isProven) {
                    proven.add(record);
                }
            }
        }, Progress.NONE.begin(Stage.READ_BACK, "log", -1));
        return new Examined(result, records, behind, proven);
    }

    Examined examine(List<byte[]> bytes) throws IOException {
        return examine(sources(bytes), 0);
    }

    List<WalRecord> records() {
        return places.stream().map(Place::record).toList();
    }
}
