package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Logs of one segment for the tests of other packages. */
public final class LogFiles {
    /** The zeros behind the records, as a server preallocates them. */
    public static final int ZEROS = 4096;

    private final List<WalRecord> records = new ArrayList<>();

    /** A log that starts like every new one. */
    public LogFiles(long memberId, long clusterId) {
        records.add(new WalRecord.Metadata(memberId, clusterId));
        records.add(new WalRecord.Snapshot(0, 0, null));
    }

    public LogFiles entry(long term, long index, ByteString data) {
        records.add(new WalRecord.Entry(EntryType.NORMAL, term, index, data));
        return this;
    }

    public LogFiles confChange(long term, long index) {
        records.add(new WalRecord.Entry(EntryType.CONF_CHANGE, term, index, ByteString.copyFromUtf8("change")));
        return this;
    }

    /** A change of membership with its data, a raftpb.ConfChange. */
    public LogFiles confChange(long term, long index, ByteString data) {
        records.add(new WalRecord.Entry(EntryType.CONF_CHANGE, term, index, data));
        return this;
    }

    public LogFiles state(long term, long commit) {
        records.add(new WalRecord.State(term, 0, commit));
        return this;
    }

    public LogFiles snapshot(long term, long index) {
        records.add(new WalRecord.Snapshot(index, term, null));
        return this;
    }

    /** Writes the first segment into a new directory. */
    public Path writeTo(Path directory) throws IOException {
        Path file = Files.createDirectories(directory).resolve(SegmentName.FIRST.fileName());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            WalWriter.write(records, channel);
            channel.write(ByteBuffer.allocate(ZEROS), channel.size());
        }
        return file;
    }
}
