package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.rescue.replay.Requests.operation;
import static org.etcdrecovery.core.rescue.replay.Requests.put;

import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.rescue.EntryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What etcd refuses while an alarm is raised. */
class AlarmChecksTest {
    private static final int NOSPACE = 1;
    private static final int CORRUPT = 2;
    private static final int RAISE = 1;
    private static final int DISARM = 2;

    private final ReplayingStore store = new ReplayingStore();

    @ParameterizedTest
    @ValueSource(strings = {"3.4.23", "3.5.35", "3.6.16", "3.7.3"})
    void withoutSpaceNothingIsAdded(String version) {
        ReplayingStore full = new ReplayingStore(version);
        full.put("a", "1");
        full.alarm(RAISE, NOSPACE);

        assertThat(full.put("b", "1").effect()).isEqualTo(Effect.REJECTED);
        assertThat(full.grant(9).effect()).isEqualTo(Effect.REJECTED);
        assertThat(full.txn(List.of(), List.of(), List.of(operation(2, put("b", "1")))).effect())
                .isEqualTo(Effect.REJECTED);
        assertThat(full.txn(List.of(), List.of(operation(3, Requests.delete("x", ""))), List.of()).effect())
                .isEqualTo(Effect.NONE);
        assertThat(full.delete("a", "").effect()).isEqualTo(Effect.APPLIED);
        assertThat(full.compact(3).effect()).isEqualTo(Effect.APPLIED);
        full.alarm(DISARM, NOSPACE);
        assertThat(full.put("b", "1").effect()).isEqualTo(Effect.APPLIED);
    }

    @Test
    void nestedPutsCountFromSomePatchReleasesOn() {
        assertThat(nestedPutWithoutSpace("3.4.44")).isEqualTo(Outcome.of(EntryKind.TXN, Effect.APPLIED));
        assertThat(nestedPutWithoutSpace("3.6.13")).isEqualTo(Outcome.of(EntryKind.TXN, Effect.APPLIED));
        assertThat(nestedPutWithoutSpace("3.6.14")).isEqualTo(Outcome.of(EntryKind.TXN, Effect.REJECTED));
        assertThat(nestedPutWithoutSpace("3.6")).isEqualTo(new Outcome(EntryKind.TXN, Effect.REJECTED,
                Set.of(ReplayCode.TXN_QUOTA)));
    }

    private static Outcome nestedPutWithoutSpace(String version) {
        ReplayingStore full = new ReplayingStore(version);
        full.alarm(RAISE, NOSPACE);
        return full.txn(List.of(), List.of(operation(4, Requests.txn(List.of(), List.of(operation(2, put("b", "1"))),
                List.of()))), List.of());
    }

    @Test
    void whenCorruptNothingIsChanged() {
        store.put("a", "1");
        store.grant(9);
        store.alarm(RAISE, CORRUPT);

        assertThat(store.put("b", "1").effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.delete("a", "").effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.txn(List.of(), List.of(), List.of()).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.compact(2).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.grant(10).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.revoke(9).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.state().buckets().records(BucketName.ALARM)).hasSize(1);
    }
}
