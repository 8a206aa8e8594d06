package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.etcdrecovery.core.proto.RaftEntry;
import org.etcdrecovery.core.proto.RaftHardState;
import org.etcdrecovery.core.proto.WalFrame;
import org.etcdrecovery.core.proto.WalMetadata;
import org.etcdrecovery.core.proto.WalSnapshot;

/**
 * Encodes and decodes the data of records by type. It writes all numbers, even if they are 0, as etcd up to 3.6 does
 * everywhere and 3.7 does in the log of a restored member.
 */
final class RecordCodec {
    static final int METADATA = 1;
    static final int ENTRY = 2;
    static final int STATE = 3;
    static final int CRC = 4;
    static final int SNAPSHOT = 5;

    private RecordCodec() {}

    static int type(WalRecord record) {
        return switch (record) {
            case WalRecord.Metadata _ -> METADATA;
            case WalRecord.Entry _ -> ENTRY;
            case WalRecord.State _ -> STATE;
            case WalRecord.Crc _ -> CRC;
            case WalRecord.Snapshot _ -> SNAPSHOT;
        };
    }

    /** The data of a record; a crc record has none. */
    static ByteString encode(WalRecord record) {
        return switch (record) {
            case WalRecord.Metadata metadata -> WalMetadata.newBuilder()
                    .setNodeId(metadata.memberId())
                    .setClusterId(metadata.clusterId())
                    .build()
                    .toByteString();
            case WalRecord.Entry entry -> RaftEntry.newBuilder()
                    .setType(entry.type().number())
                    .setTerm(entry.term())
                    .setIndex(entry.index())
                    .setData(entry.data())
                    .build()
                    .toByteString();
            case WalRecord.State state -> RaftHardState.newBuilder()
                    .setTerm(state.term())
                    .setVote(state.vote())
                    .setCommit(state.commit())
                    .build()
                    .toByteString();
            case WalRecord.Crc _ -> ByteString.EMPTY;
            case WalRecord.Snapshot snapshot -> encode(snapshot);
        };
    }

    private static ByteString encode(WalRecord.Snapshot snapshot) {
        WalSnapshot.Builder builder = WalSnapshot.newBuilder().setIndex(snapshot.index()).setTerm(snapshot.term());
        if (snapshot.confState() != null) {
            builder.setConfState(snapshot.confState());
        }
        return builder.build().toByteString();
    }

    /**
     * The decoded record; empty if its type, or the type of the entry in it, is unknown.
     *
     * @throws InvalidProtocolBufferException if its data is not the message that its type requires
     */
    static Optional<WalRecord> decode(WalFrame record) throws InvalidProtocolBufferException {
        ByteString data = record.getData();
        // Java cannot switch on a long; a type beyond the int range is as unknown as 0.
        int type = Math.clamp(record.getType(), 0, Integer.MAX_VALUE);
        return switch (type) {
            case METADATA -> {
                WalMetadata metadata = WalMetadata.parseFrom(data);
                yield Optional.of(new WalRecord.Metadata(metadata.getNodeId(), metadata.getClusterId()));
            }
            case ENTRY -> {
                RaftEntry entry = RaftEntry.parseFrom(data);
                yield EntryType.ofNumber(entry.getType())
                        .map(known -> new WalRecord.Entry(known, entry.getTerm(), entry.getIndex(), entry.getData()));
            }
            case STATE -> {
                RaftHardState state = RaftHardState.parseFrom(data);
                yield Optional.of(new WalRecord.State(state.getTerm(), state.getVote(), state.getCommit()));
            }
            case CRC -> Optional.of(new WalRecord.Crc(record.getCrc()));
            case SNAPSHOT -> {
                WalSnapshot snapshot = WalSnapshot.parseFrom(data);
                yield Optional.of(new WalRecord.Snapshot(snapshot.getIndex(), snapshot.getTerm(),
                        snapshot.hasConfState() ? snapshot.getConfState() : null));
            }
            default -> Optional.empty();
        };
    }
}
