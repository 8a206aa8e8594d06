package org.etcdrecovery.core.rescue.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.etcdrecovery.core.rescue.replay.Requests.compare;
import static org.etcdrecovery.core.rescue.replay.Requests.compareValue;
import static org.etcdrecovery.core.rescue.replay.Requests.operation;
import static org.etcdrecovery.core.rescue.replay.Requests.put;
import static org.etcdrecovery.core.rescue.replay.Requests.range;
import static org.etcdrecovery.core.rescue.replay.Requests.request;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.wal.EntryType;
import org.junit.jupiter.api.Test;

class KeyRequestsTest {
    private static final int RANGE = 1;
    private static final int PUT = 2;
    private static final int DELETE = 3;
    private static final int TXN = 4;
    private static final int EQUAL = 0;
    private static final int GREATER = 1;
    private static final int VERSION = 0;
    private static final int CREATE = 1;
    private static final int MOD = 2;
    private static final int LEASE = 4;

    private final ReplayingStore store = new ReplayingStore();

    @Test
    void aPutCountsItsVersions() {
        store.put("a", "1");
        store.put("a", "2");
        store.delete("a", "");
        store.put("a", "3");

        assertThat(store.records()).containsExactly("2.0 a=1 (created 2, version 1, lease 0)",
                "3.0 a=2 (created 2, version 2, lease 0)", "4.0 a deleted", "5.0 a=3 (created 5, version 1, lease 0)");
        assertThat(store.state().keys().revision()).isEqualTo(5);
    }

    @Test
    void aPutIsRejectedWithoutItsLeaseOrTheKeyWhoseValueItKeeps() {
        assertThat(store.put("a", "1", 9).effect()).isEqualTo(Effect.REJECTED);
        assertThat(keeping("a", 5)).isEqualTo(Effect.REJECTED);
        assertThat(keeping("a", 6)).isEqualTo(Effect.REJECTED);
        assertThat(store.state().keys().revision()).isEqualTo(1);

        store.grant(9);
        store.put("a", "1", 9);
        assertThat(keeping("a", 6)).isEqualTo(Effect.APPLIED);
        assertThat(keeping("a", 5)).isEqualTo(Effect.APPLIED);
        assertThat(store.records()).containsExactly("2.0 a=1 (created 2, version 1, lease 9)",
                "3.0 a=new (created 2, version 2, lease 9)", "4.0 a=new (created 2, version 3, lease 0)");
    }

    private Effect keeping(String key, int flag) {
        return store
                .apply(request().setPut(Requests.put(key, flag == 5 ? "" : "new", 0, out -> out.writeBool(flag, true))))
                .effect();
    }

    @Test
    void aDeletionWithoutKeysMakesNoRevision() {
        for (String key : List.of("a", "b", "c", "d")) {
            store.put(key, "1");
        }

        assertThat(store.delete("x", "").effect()).isEqualTo(Effect.NONE);
        assertThat(store.delete("c", "b").effect()).isEqualTo(Effect.NONE);
        store.delete("b", "d");
        store.delete("a", "\0");

        assertThat(store.records().subList(4, 8)).containsExactly("6.0 b deleted", "6.1 c deleted", "7.0 a deleted",
                "7.1 d deleted");
        assertThat(store.state().keys().revision()).isEqualTo(7);
    }

    @Test
    void aTransactionIsOneRevision() {
        store.put("a", "1");

        store.txn(List.of(compareValue("a", EQUAL, "1"), compare("a", "", VERSION, EQUAL, 1),
                compare("a", "", CREATE, EQUAL, 2), compare("a", "", MOD, GREATER, 1),
                compare("a", "", LEASE, EQUAL, 0)),
                List.of(operation(PUT, put("b", "2")), operation(DELETE, Requests.delete("a", "c")),
                        operation(TXN, Requests.txn(List.of(compare("b", "", VERSION, EQUAL, 0)),
                                List.of(operation(PUT, put("a", "4"))), List.of())),
                        operation(PUT, put("c", "3"))),
                List.of(operation(PUT, put("wrong", "branch"))));

        assertThat(store.records().subList(1, 6)).containsExactly("3.0 b=2 (created 3, version 1, lease 0)",
                "3.1 a deleted", "3.2 b deleted", "3.3 a=4 (created 3, version 1, lease 0)",
                "3.4 c=3 (created 3, version 1, lease 0)");
        assertThat(store.state().keys().revision()).isEqualTo(3);
    }

    @Test
    void aComparisonWithAnAbsentKeyComparesWithZeroAndNeverAValue() {
        assertThat(holds(compare("a", "", VERSION, EQUAL, 0))).isTrue();
        assertThat(holds(compare("a", "b", MOD, GREATER, 0))).isFalse();
        assertThat(holds(compareValue("b", EQUAL, ""))).isFalse();
        assertThat(holds(compareValue("b", 3, "x"))).isFalse();
    }

    @Test
    void aComparisonOfARangeHoldsForEveryKey() {
        store.put("a1", "1");
        store.put("a2", "1");
        store.put("a2", "2");

        assertThat(holds(compare("a1", "a9", VERSION, GREATER, 0))).isTrue();
        assertThat(holds(compare("a1", "a9", VERSION, EQUAL, 1))).isFalse();
        assertThat(holds(compare("a2", "\0", VERSION, EQUAL, 2))).isTrue();
    }

    private boolean holds(ByteString comparison) {
        long before = store.state().keys().revision();
        store.txn(List.of(comparison), List.of(operation(PUT, put("z-holds", "yes"))), List.of());
        boolean holds = store.state().keys().revision() > before;
        store.delete("z-holds", "");
        return holds;
    }

    @Test
    void aTransactionIsCheckedAgainstWhatWasThereBefore() {
        ByteString keepsValue = operation(PUT, Requests.put("new", "", 0, out -> out.writeBool(5, true)));

        assertThat(store.txn(List.of(), List.of(operation(PUT, put("new", "1")), operation(TXN,
                Requests.txn(List.of(), List.of(keepsValue), List.of()))), List.of()).effect())
                .isEqualTo(Effect.REJECTED);
        assertThat(store
                .txn(List.of(), List.of(operation(PUT, put("a", "1")), operation(RANGE, range("a", 99))), List.of())
                .effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.records()).isEmpty();
    }

    /** A server panics on it, and its database has nothing of the transaction. */
    @Test
    void aTransactionOnWhichAServerStopsChangesNothing() {
        store.grant(9);
        store.grant(10);
        store.put("a", "1", 9);
        store.put("b", "2", 9);
        store.put("c", "3", 9);
        List<String> before = store.records();
        Map<Key, Optional<KeyState>> changed = Map.copyOf(store.state().keys().before());
        Map<Key, KeyState> living = Map.copyOf(all());
        ByteString keepsValue = operation(PUT, Requests.put("a", "", 0, out -> out.writeBool(5, true)));
        ByteString txn = Requests.txn(List.of(),
                List.of(operation(PUT, put("new", "1", 10)), operation(PUT, put("b", "9", 10)),
                        operation(PUT, put("c", "9", 9)), operation(DELETE, Requests.delete("a", "c")), keepsValue),
                List.of());

        assertThatThrownBy(
                () -> store.tryToApply(EntryType.NORMAL, request().setTxn(txn).build().toByteString()))
                .isInstanceOf(ServerStopsException.class);

        assertThat(store.records()).isEqualTo(before);
        assertThat(store.state().keys().revision()).isEqualTo(4);
        assertThat(store.state().keys().before()).isEqualTo(changed);
        assertThat(all()).isEqualTo(living);
        assertThat(store.state().leases().keys(9)).extracting(key -> new String(key.bytes(), UTF_8))
                .containsExactly("a", "b", "c");
        assertThat(store.state().leases().keys(10)).isEmpty();
    }

    private Map<Key, KeyState> all() {
        return store.state().keys().in(KeySpan.of(Key.of("a".getBytes(UTF_8)), "\0".getBytes(UTF_8)));
    }

    @Test
    void upTo36TheRangesOfATransactionAreDroppedAndThatIsNamed() {
        ReplayingStore older = new ReplayingStore("3.6.16");

        Outcome outcome = older.txn(List.of(), List.of(operation(PUT, put("a", "1")), operation(RANGE, range("a", 99))),
                List.of());

        assertThat(outcome.effect()).isEqualTo(Effect.APPLIED);
        assertThat(outcome.uncertain()).containsExactly(ReplayCode.TXN_RANGES);
    }

    @Test
    void aRangeInATransactionMustNotBeCompacted() {
        store.put("a", "1");
        store.put("a", "2");
        store.compact(3);

        assertThat(reads(2)).isEqualTo(Effect.REJECTED);
        assertThat(reads(3)).isEqualTo(Effect.APPLIED);
    }

    private Effect reads(long revision) {
        return store.txn(List.of(), List.of(operation(RANGE, range("a", revision)), operation(PUT, put("b", "1"))),
                List.of()).effect();
    }

    @Test
    void aCompactionIsRejectedBackwardsAndBeyondTheEnd() {
        store.put("a", "1");
        store.put("a", "2");

        assertThat(store.compact(4).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.compact(3).effect()).isEqualTo(Effect.APPLIED);
        assertThat(store.compact(3).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.compact(2).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.state().keys().compacted()).isEqualTo(3);
    }

    @Test
    void aRevokedLeaseDeletesItsKeysInOrder() {
        store.grant(9);
        store.grant(10);
        store.put("b", "1", 9);
        store.put("a", "1", 9);
        store.put("c", "1", 9);
        store.put("c", "2", 10);
        store.put("a", "2");
        store.put("a", "3", 9);

        assertThat(store.revoke(9).effect()).isEqualTo(Effect.APPLIED);
        assertThat(store.records().subList(6, 8)).containsExactly("8.0 a deleted", "8.1 b deleted");
        assertThat(store.revoke(9).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.state().leases().exists(9)).isFalse();
        assertThat(store.state().leases().exists(10)).isTrue();
    }

    @Test
    void aLeaseIsGrantedOnce() {
        assertThat(store.grant(0).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.grant(9).effect()).isEqualTo(Effect.APPLIED);
        assertThat(store.grant(9).effect()).isEqualTo(Effect.REJECTED);
        assertThat(grant(10, 9_000_000_001L).effect()).isEqualTo(Effect.REJECTED);
        assertThat(grant(11, 1).uncertain()).containsExactly(ReplayCode.LEASE_TTL);
        assertThat(store.state().leases().changed(11).orElseThrow().getTtl()).isEqualTo(2);
    }

    private Outcome grant(long lease, long ttl) {
        return store.apply(request().setLeaseGrant(Requests.message(out -> {
            out.writeInt64(1, ttl);
            out.writeInt64(2, lease);
        })));
    }

    @Test
    void refusesTransactionsThatAreNestedWithoutEnd() {
        ByteString txn = Requests.txn(List.of(), List.of(), List.of());
        for (int i = 0; i < 1001; i++) {
            txn = Requests.txn(List.of(), List.of(operation(TXN, txn)), List.of());
        }
        ByteString data = request().setTxn(txn).build().toByteString();

        assertThatThrownBy(() -> store.tryToApply(EntryType.NORMAL, data))
                .isInstanceOf(UnreadableRequestException.class)
                .hasMessageContaining("nested more than 1000 deep");
    }

    @Test
    void refusesRequestsOfAnotherKind() {
        assertThatThrownBy(() -> store.tryToApply(EntryType.NORMAL, ByteString.copyFromUtf8("no request")))
                .isInstanceOf(UnreadableRequestException.class);
        assertThatThrownBy(() -> store.tryToApply(EntryType.NORMAL,
                Requests.message(out -> out.writeBytes(9000, ByteString.EMPTY))))
                .isInstanceOf(UnreadableRequestException.class)
                .hasMessageContaining("field 9000");
        assertThat(store.apply(EntryType.NORMAL, ByteString.EMPTY).effect()).isEqualTo(Effect.NONE);
    }
}
