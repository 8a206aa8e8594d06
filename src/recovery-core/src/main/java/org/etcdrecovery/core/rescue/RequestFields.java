package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.proto.RaftRequest;

/** Reads single fields of requests, without decoding the rest: keys and values may be large. */
final class RequestFields {
    /** In etcdserverpb.PutRequest and DeleteRangeRequest. */
    static final int KEY = 1;
    /** In etcdserverpb.PutRequest. */
    static final int VALUE = 2;
    /** In etcdserverpb.DeleteRangeRequest. */
    static final int RANGE_END = 2;

    /** In etcdserverpb.TxnRequest. */
    static final int TXN_COMPARE = 1;
    static final int TXN_SUCCESS = 2;
    static final int TXN_FAILURE = 3;
    /** In etcdserverpb.RequestOp. */
    static final int OP_RANGE = 1;
    static final int OP_PUT = 2;
    static final int OP_DELETE = 3;
    static final int OP_TXN = 4;

    /** Go refuses deeper messages too. */
    private static final int MAX_DEPTH = 100;

    private RequestFields() {}

    /**
     * An operation of a request: a put, or a deletion of a key or range.
     *
     * @param branch the branch of a transaction that it is in; empty outside of transactions
     */
    record Operation(boolean put, ByteString message, Optional<Branch> branch) {
        ByteString key() throws IOException {
            return bytes(message, KEY);
        }
    }

    /**
     * A branch of a transaction.
     *
     * @param outer   the one that a nested transaction is in
     * @param success whether it is carried out if the conditions hold
     */
    record Branch(Optional<Branch> outer, boolean success) {
        /** Such as {@code failure/success}. */
        String path() {
            return outer.map(before -> before.path() + "/").orElse("") + (success ? "success" : "failure");
        }
    }

    /** All operations that the request may carry out, of both branches of a transaction. */
    static List<Operation> operations(RaftRequest request) throws IOException {
        List<Operation> operations = new ArrayList<>();
        switch (request.getRequestCase()) {
            case PUT -> operations.add(new Operation(true, request.getPut(), Optional.empty()));
            case DELETE_RANGE -> operations.add(new Operation(false, request.getDeleteRange(), Optional.empty()));
            case TXN -> collect(request.getTxn(), operations, Optional.empty(), 0);
            default -> {
                // Others name no keys.
            }
        }
        return operations;
    }

    private static void collect(ByteString txn, List<Operation> operations, Optional<Branch> outer, int depth)
            throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("a transaction that is nested too deeply");
        }
        CodedInputStream in = txn.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == TXN_SUCCESS || field == TXN_FAILURE) {
                collectOperation(in.readBytes(), operations, Optional.of(new Branch(outer, field == TXN_SUCCESS)),
                        depth);
            } else {
                in.skipField(tag);
            }
        }
    }

    private static void collectOperation(ByteString operation, List<Operation> operations, Optional<Branch> branch,
            int depth) throws IOException {
        CodedInputStream in = operation.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OP_PUT -> operations.add(new Operation(true, in.readBytes(), branch));
                case OP_DELETE -> operations.add(new Operation(false, in.readBytes(), branch));
                case OP_TXN -> collect(in.readBytes(), operations, branch, depth + 1);
                default -> in.skipField(tag);
            }
        }
    }

    /** The bytes in a field of a message; empty if it is left out. */
    static ByteString bytes(ByteString message, int field) throws IOException {
        CodedInputStream in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                return in.readBytes();
            }
            in.skipField(tag);
        }
        return ByteString.EMPTY;
    }

    /** All messages in a repeated field. */
    static List<ByteString> all(ByteString message, int field) throws IOException {
        List<ByteString> found = new ArrayList<>();
        CodedInputStream in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                found.add(in.readBytes());
            } else {
                in.skipField(tag);
            }
        }
        return found;
    }

    /** The number in a field of a message; 0 if it is left out. */
    static long number(ByteString message, int field) throws IOException {
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
