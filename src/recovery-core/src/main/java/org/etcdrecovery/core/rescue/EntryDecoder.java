package org.etcdrecovery.core.rescue;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.etcdrecovery.core.proto.PutRequest;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.RequestOp;
import org.etcdrecovery.core.proto.TxnRequest;
import org.etcdrecovery.core.rescue.LogEntry.Effect;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.WalRecord;

/**
 * Determines what a log entry requests and whether applying it creates a new revision. Source: server/etcdserver/apply
 * of etcd since 3.4.
 */
final class EntryDecoder {
    private EntryDecoder() {}

    static LogEntry decode(WalRecord.Entry entry) {
        if (entry.type() != EntryType.NORMAL) {
            return of(entry, EntryKind.MEMBERSHIP, Effect.NONE);
        }
        if (entry.data().isEmpty()) {
            return of(entry, EntryKind.NEW_LEADER, Effect.NONE);
        }
        try {
            return request(entry, RaftRequest.parseFrom(entry.data()));
        } catch (InvalidProtocolBufferException e) {
            return of(entry, EntryKind.UNREADABLE, Effect.PERHAPS);
        }
    }

    private static LogEntry request(WalRecord.Entry entry, RaftRequest request)
            throws InvalidProtocolBufferException {
        if (V2Methods.isV2(request)) {
            return of(entry, EntryKind.OTHER, Effect.NONE);
        }
        return switch (request.getRequestCase()) {
            case PUT -> of(entry, EntryKind.PUT, effect(PutRequest.parseFrom(request.getPut())));
            // Only the keyspace shows whether there is a key to delete.
            case DELETE_RANGE -> of(entry, EntryKind.DELETE, Effect.PERHAPS);
            case TXN -> of(entry, EntryKind.TXN, effect(TxnRequest.parseFrom(request.getTxn())));
            case LEASE_GRANT -> of(entry, EntryKind.LEASE_GRANT, Effect.NONE);
            case LEASE_REVOKE -> of(entry, EntryKind.LEASE_REVOKE, Effect.PERHAPS);
            case COMPACTION -> of(entry, EntryKind.COMPACTION, Effect.NONE);
            case ALARM -> of(entry, EntryKind.ALARM, Effect.NONE);
            case AUTH_ENABLE, AUTH_DISABLE, AUTHENTICATE, AUTH_USER_ADD, AUTH_USER_DELETE, AUTH_USER_CHANGE_PASSWORD,
                    AUTH_USER_GRANT_ROLE, AUTH_USER_REVOKE_ROLE, AUTH_ROLE_ADD, AUTH_ROLE_DELETE,
                    AUTH_ROLE_GRANT_PERMISSION, AUTH_ROLE_REVOKE_PERMISSION ->
                of(entry, EntryKind.AUTH, Effect.NONE);
            // A field that is not known here may be a read or a request of a newer server.
            case RANGE, LEASE_CHECKPOINT, CLUSTER_VERSION_SET, CLUSTER_MEMBER_ATTR_SET, DOWNGRADE_INFO_SET ->
                of(entry, EntryKind.OTHER, Effect.NONE);
            case REQUEST_NOT_SET -> of(entry, EntryKind.OTHER, Effect.PERHAPS);
        };
    }

    private static LogEntry of(WalRecord.Entry entry, EntryKind kind, Effect effect) {
        return new LogEntry(entry.index(), entry.term(), kind, effect);
    }

    /**
     * A put is rejected if its lease does not exist, or if it keeps the value or lease of a key that does not exist.
     */
    private static Effect effect(PutRequest put) {
        return put.getLease() != 0 || put.getIgnoreValue() || put.getIgnoreLease() ? Effect.PERHAPS : Effect.CERTAIN;
    }

    private static Effect effect(TxnRequest txn) {
        Effect success = effect(txn.getSuccessList());
        // Without a condition the other branch is never taken.
        Effect failure = txn.getCompareCount() == 0 ? success : effect(txn.getFailureList());
        return success == failure ? success : Effect.PERHAPS;
    }

    /** The effect of all operations of a branch. If one is rejected, none takes effect. */
    private static Effect effect(List<RequestOp> operations) {
        boolean writes = false;
        boolean certain = false;
        boolean mayBeRejected = false;
        for (RequestOp operation : operations) {
            Effect effect = switch (operation.getRequestCase()) {
                case PUT -> effect(operation.getPut());
                case DELETE_RANGE -> Effect.PERHAPS;
                case TXN -> effect(operation.getTxn());
                case RANGE, REQUEST_NOT_SET -> Effect.NONE;
            };
            writes |= effect != Effect.NONE;
            certain |= effect == Effect.CERTAIN;
            mayBeRejected |= switch (operation.getRequestCase()) {
                // The revision may be compacted or in the future.
                case RANGE -> operation.getRange().getRevision() != 0;
                case PUT -> effect == Effect.PERHAPS;
                case TXN -> effect != Effect.CERTAIN;
                case DELETE_RANGE, REQUEST_NOT_SET -> false;
            };
        }
        if (!writes) {
            return Effect.NONE;
        }
        return certain && !mayBeRejected ? Effect.CERTAIN : Effect.PERHAPS;
    }
}
