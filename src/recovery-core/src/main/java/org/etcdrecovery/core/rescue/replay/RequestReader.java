package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.RequestHeader;
import org.etcdrecovery.core.proto.V2Request;
import org.etcdrecovery.core.rescue.V2Methods;
import org.etcdrecovery.core.rescue.replay.Operation.Comparison;
import org.etcdrecovery.core.rescue.replay.Request.Client;

/**
 * Decodes the data of entries. Requests about keys, which are most, are read in place, so that a value is known by where
 * it is in the log. Source: api/etcdserverpb since 3.4.
 */
final class RequestReader {
    /** Fields that {@link RaftRequest} leaves out: the ID, and what only reads users, roles or their state. */
    private static final Set<Integer> WITHOUT_EFFECT = Set.of(1, 1013, 1102, 1106, 1107, 1202);
    /** Deeper than any client nests; bounds the recursion. */
    private static final int DEEPEST = 1000;

    private final Place place;
    private final CodedInputStream in;

    private RequestReader(ByteString data, Place place) {
        this.place = place;
        this.in = data.newCodedInput();
    }

    /**
     * Decodes the data of a normal entry.
     *
     * @param place where the data is
     * @throws UnreadableRequestException if it is not a request of a known release
     */
    static Request read(ByteString data, Place place) throws UnreadableRequestException {
        if (data.isEmpty()) {
            return new Request.Nothing();
        }
        try {
            RaftRequest message = RaftRequest.parseFrom(data);
            if (V2Methods.isV2(message)) {
                return new Request.V2(V2Request.parseFrom(data));
            }
            Client client = client(message.getHeader());
            return switch (message.getRequestCase()) {
                case PUT, DELETE_RANGE, TXN, RANGE ->
                    new Request.Keys(client, new RequestReader(data, place).operation());
                case REQUEST_NOT_SET -> {
                    refuseUnknown(message);
                    yield new Request.Nothing();
                }
                default -> new Request.Other(client, message);
            };
        } catch (IOException e) {
            throw new UnreadableRequestException("its data is not a request: " + e.getMessage(), e);
        }
    }

    private static Client client(RequestHeader header) {
        return header.equals(RequestHeader.getDefaultInstance())
                ? Client.NONE
                : new Client(header.getUsername(), header.getAuthRevision());
    }

    private static void refuseUnknown(RaftRequest message) throws UnreadableRequestException {
        for (int field : message.getUnknownFields().asMap().keySet()) {
            if (!WITHOUT_EFFECT.contains(field)) {
                throw new UnreadableRequestException("it is a request that this program does not know: field " + field);
            }
        }
    }

    private Operation operation() throws IOException, UnreadableRequestException {
        Operation found = null;
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            switch (tag >>> 3) {
                case 3, 4, 5, 6 -> {
                    int limit = enter();
                    found = switch (tag >>> 3) {
                        case 3 -> range();
                        case 4 -> put();
                        case 5 -> delete();
                        default -> txn(1);
                    };
                    in.popLimit(limit);
                }
                default -> in.skipField(tag);
            }
        }
        if (found == null) {
            throw new UnreadableRequestException("its data has no request");
        }
        return found;
    }

    private int enter() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    private Operation.Range range() throws IOException {
        Key key = Key.of(new byte[0]);
        byte[] end = new byte[0];
        long revision = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> key = Key.of(in.readByteArray());
                case 2 -> end = in.readByteArray();
                case 4 -> revision = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        return new Operation.Range(KeySpan.of(key, end), revision);
    }

    private Operation.Put put() throws IOException {
        Key key = Key.of(new byte[0]);
        Place value = Place.NOTHING;
        long lease = 0;
        boolean prevKv = false;
        boolean ignoreValue = false;
        boolean ignoreLease = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> key = Key.of(in.readByteArray());
                case 2 -> value = bytes();
                case 3 -> lease = in.readInt64();
                case 4 -> prevKv = in.readBool();
                case 5 -> ignoreValue = in.readBool();
                case 6 -> ignoreLease = in.readBool();
                default -> in.skipField(tag);
            }
        }
        return new Operation.Put(key, value, lease, prevKv, ignoreValue, ignoreLease);
    }

    private Operation.Delete delete() throws IOException {
        Key key = Key.of(new byte[0]);
        byte[] end = new byte[0];
        boolean prevKv = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> key = Key.of(in.readByteArray());
                case 2 -> end = in.readByteArray();
                case 3 -> prevKv = in.readBool();
                default -> in.skipField(tag);
            }
        }
        return new Operation.Delete(KeySpan.of(key, end), prevKv);
    }

    private Operation.Txn txn(int depth) throws IOException, UnreadableRequestException {
        if (depth > DEEPEST) {
            throw new UnreadableRequestException("its transactions are nested more than " + DEEPEST + " deep");
        }
        List<Comparison> comparisons = new ArrayList<>();
        List<Operation> success = new ArrayList<>();
        List<Operation> failure = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> {
                    int limit = enter();
                    comparisons.add(comparison());
                    in.popLimit(limit);
                }
                case 2 -> member(success, depth);
                case 3 -> member(failure, depth);
                default -> in.skipField(tag);
            }
        }
        return new Operation.Txn(comparisons, success, failure);
    }

    /** Adds an operation of a transaction; one that is not set has no effect. */
    private void member(List<Operation> operations, int depth) throws IOException, UnreadableRequestException {
        int limit = enter();
        Operation found = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 >= 1 && tag >>> 3 <= 4) {
                int inner = enter();
                found = switch (tag >>> 3) {
                    case 1 -> range();
                    case 2 -> put();
                    case 3 -> delete();
                    default -> txn(depth + 1);
                };
                in.popLimit(inner);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(limit);
        if (found != null) {
            operations.add(found);
        }
    }

    private Comparison comparison() throws IOException {
        int result = 0;
        int target = 0;
        Key key = Key.of(new byte[0]);
        byte[] end = new byte[0];
        // The fields 4 to 8 are one of: they belong to the targets 0 to 4.
        int set = -1;
        long number = 0;
        Place value = Place.NOTHING;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = tag >>> 3;
            switch (field) {
                case 1 -> result = in.readEnum();
                case 2 -> target = in.readEnum();
                case 3 -> key = Key.of(in.readByteArray());
                case 4, 5, 6, 8 -> {
                    number = in.readInt64();
                    set = field - 4;
                }
                case 7 -> {
                    value = bytes();
                    set = Comparison.VALUE;
                }
                case 64 -> end = in.readByteArray();
                default -> in.skipField(tag);
            }
        }
        boolean belongs = set == target;
        return new Comparison(result, target, KeySpan.of(key, end), belongs ? number : 0,
                belongs ? value : Place.NOTHING);
    }

    /** Where a field of bytes is, which is skipped. */
    private Place bytes() throws IOException {
        int length = in.readRawVarint32();
        int start = in.getTotalBytesRead();
        in.skipRawBytes(length);
        return place.part(start, length);
    }
}
