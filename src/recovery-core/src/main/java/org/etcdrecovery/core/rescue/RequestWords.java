package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private static final int SHOWN_OPERATIONS = 4;
    private static final int SHOWN_BYTES = 120;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int LEASE = 3;
    /** In etcdserverpb.Request of the v2 API. */
    private static final int V2_PATH = 3;

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
                    snapshot.index(), "saved elsewhere up to here");
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
                operations = operations(request);
                words = request.getV2().isEmpty()
                        ? words(request, kind, operations)
                        : "v2 " + quoted(request.getV2()) + " " + quoted(RequestFields.bytes(entry.data(), V2_PATH));
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
            ByteString second = RequestFields.bytes(operation.message(), SECOND);
            operations.add(operation.put()
                    ? new DumpedRecord.Operation(true, operation.key(), ByteString.EMPTY, second.size(),
                            showValues ? Optional.of(second) : Optional.empty())
                    : new DumpedRecord.Operation(false, operation.key(), second, 0, Optional.empty()));
        }
        return operations;
    }

    private String words(RaftRequest request, EntryKind kind, List<DumpedRecord.Operation> operations)
            throws IOException {
        return switch (request.getRequestCase()) {
            case PUT, DELETE_RANGE -> operations.stream().map(this::words).collect(Collectors.joining())
                    + lease(request);
            case TXN -> transaction(operations);
            case LEASE_GRANT -> "grant lease " + Long.toHexString(number(request.getLeaseGrant(), SECOND)) + ", TTL "
                    + number(request.getLeaseGrant(), FIRST) + " s";
            case LEASE_REVOKE -> "revoke lease " + Long.toHexString(number(request.getLeaseRevoke(), FIRST));
            case COMPACTION -> "compact up to revision " + number(request.getCompaction(), FIRST);
            case AUTH_ENABLE -> "turn authentication on";
            case AUTH_DISABLE -> "turn authentication off";
            case AUTH_USER_ADD -> named("add user", request.getAuthUserAdd());
            case AUTH_USER_DELETE -> named("delete user", request.getAuthUserDelete());
            case AUTH_USER_CHANGE_PASSWORD -> named("change the password of user",
                    request.getAuthUserChangePassword());
            case AUTH_USER_GRANT_ROLE -> named("grant a role to user", request.getAuthUserGrantRole());
            case AUTH_USER_REVOKE_ROLE -> named("revoke a role of user", request.getAuthUserRevokeRole());
            case AUTH_ROLE_ADD -> named("add role", request.getAuthRoleAdd());
            case AUTH_ROLE_DELETE -> named("delete role", request.getAuthRoleDelete());
            case AUTH_ROLE_GRANT_PERMISSION ->
                named("grant a permission to role", request.getAuthRoleGrantPermission());
            case AUTH_ROLE_REVOKE_PERMISSION -> named("revoke a permission of role",
                    request.getAuthRoleRevokePermission());
            case CLUSTER_VERSION_SET -> named("set the cluster version", request.getClusterVersionSet());
            case REQUEST_NOT_SET -> kind == EntryKind.UNREADABLE ? "a request that cannot be read" : "another request";
            default -> request.getRequestCase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private String transaction(List<DumpedRecord.Operation> operations) {
        return "transaction: "
                + (operations.isEmpty()
                        ? "no writes"
                        : operations.stream()
                                .limit(SHOWN_OPERATIONS)
                                .map(this::words)
                                .collect(
                                        Collectors.joining("; ")))
                + (operations.size() > SHOWN_OPERATIONS
                        ? "; " + (operations.size() - SHOWN_OPERATIONS) + " more operations"
                        : "");
    }

    private String words(DumpedRecord.Operation operation) {
        if (operation.put()) {
            return "put " + quoted(operation.key()) + " = "
                    + operation.value()
                            .map(RequestWords::quoted)
                            .orElse(Counted.of(operation.valueSize(), "byte"));
        }
        return "delete " + quoted(operation.key())
                + (operation.rangeEnd().isEmpty() ? "" : " to " + quoted(operation.rangeEnd()));
    }

    private static String lease(RaftRequest request) throws IOException {
        long lease = request.hasPut() ? number(request.getPut(), LEASE) : 0;
        return lease == 0 ? "" : ", lease " + Long.toHexString(lease);
    }

    private static String named(String what, ByteString request) throws IOException {
        return what + " " + quoted(RequestFields.bytes(request, FIRST));
    }

    private static String quoted(ByteString bytes) {
        ByteString shown = bytes.substring(0, Math.min(SHOWN_BYTES, bytes.size()));
        return "\"" + GoQuote.escape(shown.toByteArray()) + "\""
                + (shown.size() < bytes.size() ? "… (" + Counted.of(bytes.size(), "byte") + ")" : "");
    }

    private static long number(ByteString message, int field) throws IOException {
        CodedInputStream in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (field << 3 | WireFormat.WIRETYPE_VARINT)) {
                return in.readInt64();
            }
            in.skipField(tag);
        }
        return 0;
    }
}
