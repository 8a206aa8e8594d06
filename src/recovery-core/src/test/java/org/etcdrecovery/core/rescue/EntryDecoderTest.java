package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import org.etcdrecovery.core.proto.PutRequest;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.RangeRequest;
import org.etcdrecovery.core.proto.RequestOp;
import org.etcdrecovery.core.proto.TxnRequest;
import org.etcdrecovery.core.rescue.LogEntry.Effect;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.WalRecord;
import org.junit.jupiter.api.Test;

class EntryDecoderTest {
    private static final RequestOp PUT = RequestOp.newBuilder().setPut(PutRequest.getDefaultInstance()).build();
    private static final RequestOp DELETE = RequestOp.newBuilder().setDeleteRange(ByteString.EMPTY).build();
    private static final RequestOp RANGE = RequestOp.newBuilder().setRange(RangeRequest.getDefaultInstance()).build();
    private static final RequestOp OLD_RANGE = RequestOp.newBuilder()
            .setRange(RangeRequest.newBuilder().setRevision(2))
            .build();

    @Test
    void aPutMakesARevisionUnlessItMayBeRejected() {
        assertEntry(put(PutRequest.newBuilder()), EntryKind.PUT, Effect.CERTAIN);
        assertEntry(put(PutRequest.newBuilder().setLease(7)), EntryKind.PUT, Effect.PERHAPS);
        assertEntry(put(PutRequest.newBuilder().setIgnoreValue(true)), EntryKind.PUT, Effect.PERHAPS);
        assertEntry(put(PutRequest.newBuilder().setIgnoreLease(true)), EntryKind.PUT, Effect.PERHAPS);
    }

    @Test
    void aTransactionMakesOneWhereEveryWayThroughItDoes() {
        TxnRequest.Builder compared = TxnRequest.newBuilder().addCompare(ByteString.EMPTY);
        assertTxn(TxnRequest.newBuilder(), Effect.NONE);
        assertTxn(TxnRequest.newBuilder().addSuccess(RANGE), Effect.NONE);
        assertTxn(TxnRequest.newBuilder().addSuccess(PUT), Effect.CERTAIN);
        assertTxn(TxnRequest.newBuilder().addSuccess(DELETE), Effect.PERHAPS);
        assertTxn(TxnRequest.newBuilder().addSuccess(DELETE).addSuccess(PUT), Effect.CERTAIN);
        assertTxn(TxnRequest.newBuilder().addSuccess(PUT).addSuccess(OLD_RANGE), Effect.PERHAPS);
        assertTxn(compared.clone().addSuccess(PUT).addFailure(RANGE), Effect.PERHAPS);
        assertTxn(compared.clone().addSuccess(PUT).addFailure(PUT), Effect.CERTAIN);
        assertTxn(compared.clone().addSuccess(RANGE).addFailure(RANGE), Effect.NONE);
        assertTxn(TxnRequest.newBuilder().addSuccess(RequestOp.newBuilder().setTxn(compared.clone().addSuccess(PUT))),
                Effect.PERHAPS);
    }

    @Test
    void tellsTheOtherKinds() {
        assertEntry(ByteString.EMPTY, EntryKind.NEW_LEADER, Effect.NONE);
        assertEntry(RaftRequest.newBuilder().setDeleteRange(ByteString.EMPTY), EntryKind.DELETE, Effect.PERHAPS);
        assertEntry(RaftRequest.newBuilder().setLeaseGrant(ByteString.EMPTY), EntryKind.LEASE_GRANT, Effect.NONE);
        assertEntry(RaftRequest.newBuilder().setLeaseRevoke(ByteString.EMPTY), EntryKind.LEASE_REVOKE,
                Effect.PERHAPS);
        assertEntry(RaftRequest.newBuilder().setCompaction(ByteString.EMPTY), EntryKind.COMPACTION, Effect.NONE);
        assertEntry(RaftRequest.newBuilder().setAlarm(ByteString.EMPTY), EntryKind.ALARM, Effect.NONE);
        assertEntry(RaftRequest.newBuilder().setAuthEnable(ByteString.EMPTY), EntryKind.AUTH, Effect.NONE);
        assertEntry(RaftRequest.newBuilder().setClusterVersionSet(ByteString.EMPTY), EntryKind.OTHER, Effect.NONE);
        assertEntry(ByteString.copyFromUtf8("no request"), EntryKind.UNREADABLE, Effect.PERHAPS);
        assertThat(EntryDecoder.decode(new WalRecord.Entry(EntryType.CONF_CHANGE, 1, 1, ByteString.EMPTY)).kind())
                .isEqualTo(EntryKind.MEMBERSHIP);
    }

    /** 3.4 and 3.5 log these for a member's attributes; in a current request field 4 is a put. */
    @Test
    void aBareRequestOfTheV2ApiIsNoPut() throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeUInt64(1, 77);
        out.writeString(2, "PUT");
        out.writeString(3, "/0/members/8e9e05c52164694d/attributes");
        out.writeString(4, "{\"name\":\"m1\",\"clientURLs\":[\"http://127.0.0.1:2379\"]}");
        out.writeBool(5, false);
        out.flush();

        assertEntry(bytes.toByteString(), EntryKind.OTHER, Effect.NONE);
    }

    private static ByteString put(PutRequest.Builder put) {
        return RaftRequest.newBuilder().setPut(put.build().toByteString()).build().toByteString();
    }

    private static void assertTxn(TxnRequest.Builder txn, Effect effect) {
        assertEntry(RaftRequest.newBuilder().setTxn(txn.build().toByteString()), EntryKind.TXN, effect);
    }

    private static void assertEntry(RaftRequest.Builder request, EntryKind kind, Effect effect) {
        assertEntry(request.build().toByteString(), kind, effect);
    }

    private static void assertEntry(ByteString data, EntryKind kind, Effect effect) {
        assertThat(EntryDecoder.decode(new WalRecord.Entry(EntryType.NORMAL, 2, 9, data)))
                .isEqualTo(new LogEntry(9, 2, kind, effect));
    }
}
