package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.proto.ConfChange;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.rescue.DumpedRecord.RecordType;
import org.etcdrecovery.core.rescue.DumpedRecord.Standing;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalRecord;

/** Says what records contain. Values are left out unless they are asked for; passwords always are. */
final class RequestWords {
    private static final int SHOWN_BYTES = 120;
    /** In etcdserverpb.Request of the v2 API. */
    private static final int V2_METHOD = 2;
    private static final int V2_PATH = 3;
    private static final int V2_VALUE = 4;
    private static final int V2_TIME = 15;

    private final boolean showValues;

    RequestWords(boolean showValues) {
        this.showValues = showValues;
    }

    DumpedRecord of(WalRecord record, WalPosition position, Standing standing) {
        return switch (record) {
            case WalRecord.Metadata metadata -> plain(position, RecordType.METADATA, standing, 0, 0, "member "
                    + Long.toHexString(metadata.memberId()) + " of cluster " + Long.toHexString(metadata.clusterId()));
            case WalRecord.State state -> plain(position, RecordType.STATE, standing, state.term(), state.commit(),
                    "committed up to " + Long.toUnsignedString(state.commit())
                            + (state.vote() == 0 ? "" : ", voted for " + new MemberId(state.vote())));
            case WalRecord.Crc crc -> plain(position, RecordType.CRC, standing, 0, 0,
                    "CRC so far " + Integer.toHexString(crc.value()));
            case WalRecord.Snapshot snapshot -> plain(position, RecordType.SNAPSHOT, standing, snapshot.term(),
                    snapshot.index(),
                    snapshot.index() == 0 ? "nothing saved elsewhere yet" : "saved elsewhere up to here");
            case WalRecord.Entry entry -> of(entry, position, standing);
        };
    }

    private static DumpedRecord plain(WalPosition position, RecordType type, Standing standing, long term, long index,
            String words) {
        return new DumpedRecord(position.file(), position.offset(), type, standing, term, index, Optional.empty(),
                words,
                0, List.of());
    }

    private DumpedRecord of(WalRecord.Entry entry, WalPosition position, Standing standing) {
        EntryKind kind = EntryDecoder.decode(entry).kind();
        List<DumpedRecord.Operation> operations = List.of();
        String words;
        try {
            if (entry.type() != EntryType.NORMAL) {
                words = change(ConfChange.parseFrom(entry.data()));
            } else if (entry.data().isEmpty()) {
                words = "a new leader";
            } else {
                RaftRequest request = RaftRequest.parseFrom(entry.data());
                if (V2Methods.isV2(request)) {
                    // Its fields have the numbers of puts and others, and hold texts.
                    words = v2(entry.data());
                } else {
                    operations = operations(request);
                    words = RaftRequestWords.of(request, showValues);
                }
            }
        } catch (IOException e) {
            words = Counted.of(entry.data().size(), "byte") + " that cannot be read";
        }
        return new DumpedRecord(position.file(), position.offset(), RecordType.ENTRY, standing, entry.term(),
                entry.index(),
                Optional.of(kind), words, entry.data().size(), operations);
    }

    private static String change(ConfChange change) {
        String type = change.getType().name().replace("CONF_CHANGE_", "").replace("_NODE", "").replace('_', ' ');
        return type.toLowerCase(Locale.ROOT) + " " + new MemberId(change.getNodeId())
                + (change.getContext().isEmpty() ? "" : " " + quoted(change.getContext()));
    }

    private List<DumpedRecord.Operation> operations(RaftRequest request) throws IOException {
        List<DumpedRecord.Operation> operations = new ArrayList<>();
        for (RequestFields.Operation operation : RequestFields.operations(request)) {
            if (operations.size() == DumpedRecord.MOST_OPERATIONS) {
                break;
            }
            operations.add(operation.put() ? put(operation) : deletion(operation));
        }
        return operations;
    }

    private DumpedRecord.Operation put(RequestFields.Operation operation) throws IOException {
        ByteString value = RequestFields.bytes(operation.message(), RequestFields.VALUE);
        return new DumpedRecord.Operation(true, operation.key(), ByteString.EMPTY, value.size(),
                showValues ? Optional.of(value) : Optional.empty(), path(operation));
    }

    private static String path(RequestFields.Operation operation) {
        return operation.branch().map(RequestFields.Branch::path).orElse("");
    }

    private static DumpedRecord.Operation deletion(RequestFields.Operation operation) throws IOException {
        return new DumpedRecord.Operation(false, operation.key(),
                RequestFields.bytes(operation.message(), RequestFields.RANGE_END), 0, Optional.empty(),
                path(operation));
    }

    /** What a request of the v2 API asks for; a server that syncs expires keys up to its time. */
    private String v2(ByteString request) throws IOException {
        ByteString path = RequestFields.bytes(request, V2_PATH);
        ByteString value = RequestFields.bytes(request, V2_VALUE);
        long time = RequestFields.number(request, V2_TIME);
        return "v2 " + quoted(RequestFields.bytes(request, V2_METHOD))
                + (path.isEmpty() ? "" : " " + quoted(path))
                + (value.isEmpty() ? "" : " = " + (showValues ? quoted(value) : Counted.of(value.size(), "byte")))
                + (time == 0 ? "" : " " + Instant.EPOCH.plusNanos(time));
    }

    static String quoted(String text) {
        return quoted(ByteString.copyFromUtf8(text));
    }

    /** A text in quotation marks, escaped and, if it is long, shortened. */
    static String quoted(ByteString bytes) {
        ByteString shown = bytes.substring(0, Math.min(SHOWN_BYTES, bytes.size()));
        return "\"" + GoQuote.escape(shown.toByteArray()) + "\""
                + (shown.size() < bytes.size() ? "… (" + Counted.of(bytes.size(), "byte") + ")" : "");
    }
}
