package org.etcdrecovery.core.rescue.replay;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.proto.RaftRequest.RequestCase;
import org.etcdrecovery.core.rescue.EntryKind;
import org.etcdrecovery.core.rescue.replay.Operation.Delete;
import org.etcdrecovery.core.rescue.replay.Operation.Put;
import org.etcdrecovery.core.rescue.replay.Operation.Range;
import org.etcdrecovery.core.rescue.replay.Operation.Txn;
import org.etcdrecovery.core.wal.EntryType;

/** What an entry requests, and the keys that it names, in words. */
final class EntryFacts {
    private static final int MOST = 10;

    private final List<String> keys = new ArrayList<>();

    private EntryFacts() {}

    /** The first keys and ranges that an entry writes or deletes. */
    static List<String> keys(ReplayEntry entry) {
        EntryFacts found = new EntryFacts();
        if (entry.type() == EntryType.NORMAL) {
            try {
                if (RequestReader.read(entry.data(), entry.place()) instanceof Request.Keys request) {
                    found.add(request.operation());
                }
            } catch (UnreadableRequestException e) {
                // It names no key that can be read.
            }
        }
        return found.keys;
    }

    /** What an entry requests. */
    static EntryKind kind(ReplayEntry entry) {
        if (entry.type() != EntryType.NORMAL) {
            return EntryKind.MEMBERSHIP;
        }
        try {
            return switch (RequestReader.read(entry.data(), entry.place())) {
                case Request.Nothing _ -> EntryKind.NEW_LEADER;
                case Request.V2 _ -> EntryKind.OTHER;
                case Request.Keys keys -> kind(keys.operation());
                case Request.Other other -> kind(other.message().getRequestCase());
            };
        } catch (UnreadableRequestException e) {
            return EntryKind.UNREADABLE;
        }
    }

    static EntryKind kind(Operation operation) {
        return switch (operation) {
            case Put _ -> EntryKind.PUT;
            case Delete _ -> EntryKind.DELETE;
            case Txn _ -> EntryKind.TXN;
            case Range _ -> EntryKind.OTHER;
        };
    }

    private static EntryKind kind(RequestCase request) {
        return switch (request) {
            case LEASE_GRANT -> EntryKind.LEASE_GRANT;
            case LEASE_REVOKE -> EntryKind.LEASE_REVOKE;
            case COMPACTION -> EntryKind.COMPACTION;
            case ALARM -> EntryKind.ALARM;
            case LEASE_CHECKPOINT, CLUSTER_VERSION_SET, CLUSTER_MEMBER_ATTR_SET, DOWNGRADE_INFO_SET -> EntryKind.OTHER;
            default -> EntryKind.AUTH;
        };
    }

    private void add(Operation operation) {
        switch (operation) {
            case Put put -> add(KeySpan.of(put.key()));
            case Delete delete -> add(delete.keys());
            case Range _ -> {
                // It changes nothing.
            }
            case Txn txn -> {
                txn.success().forEach(this::add);
                txn.failure().forEach(this::add);
            }
        }
    }

    private void add(KeySpan span) {
        if (keys.size() < MOST) {
            String first = GoQuote.escape(span.from().bytes());
            Key end = span.end();
            keys.add(span.single() ? first : first + " to " + (end == null ? "the end" : GoQuote.escape(end.bytes())));
        }
    }
}
