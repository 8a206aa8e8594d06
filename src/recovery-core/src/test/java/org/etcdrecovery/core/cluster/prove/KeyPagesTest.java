package org.etcdrecovery.core.cluster.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.testing.HostileMember;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeyPagesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int COUNT = 100;
    private static final List<KeyValue> KEYS = IntStream.range(0, COUNT)
            .mapToObj(i -> key("key%03d".formatted(i), 10))
            .toList();

    /** Serves the keys of a store from the given key on, up to the limit. */
    @FunctionalInterface
    private interface Store {
        List<KeyValue> from(String first, int limit);
    }

    private static KeyValue key(String name, int bytes) {
        return KeyValue.newBuilder()
                .setKey(ByteString.copyFromUtf8(name))
                .setValue(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    private static Store of(List<KeyValue> keys) {
        return (first, limit) -> keys.stream()
                .filter(kv -> kv.getKey().toStringUtf8().compareTo(first) >= 0)
                .limit(limit)
                .toList();
    }

    @Test
    void servesEveryKeyOnce() throws Exception {
        assertThat(read(of(KEYS), COUNT)).hasSize(COUNT).doesNotHaveDuplicates().isSorted();
        assertThat(read(of(List.of()), 0)).isEmpty();
        assertThat(read(of(KEYS.subList(0, 16)), 16)).as("just one page").hasSize(16);
    }

    /** Keys after many small ones, so large that only one at a time stays within the limit. */
    @Test
    void takesSmallerPagesWhereValuesAreLarge() throws Exception {
        List<KeyValue> keys = new ArrayList<>(KEYS);
        IntStream.range(0, 4).forEach(i -> keys.add(key("large" + i, 9 << 20)));
        assertThat(read(of(keys), keys.size())).hasSize(keys.size()).doesNotHaveDuplicates();
    }

    @Test
    void refusesAKeyThatIsTooLarge() {
        assertRefuses(of(List.of(key("k", 17 << 20))), 1, Cause.TOO_LARGE, "16777216");
    }

    @Test
    void refusesKeysOutOfOrder() {
        assertRefuses((_, _) -> List.of(KEYS.get(1), KEYS.get(0)), COUNT, Cause.SERVER, "keys out of order");
        assertRefuses((_, limit) -> KEYS.subList(0, Math.min(limit, COUNT)), 10_000, Cause.SERVER,
                "keys out of order");
    }

    @Test
    void refusesMoreThanWasAskedFor() {
        assertRefuses((_, _) -> KEYS, COUNT, Cause.SERVER, "100 keys where 16 were asked for");
    }

    /** Each page is in order, and there is always another one. */
    @Test
    void refusesKeysWithoutEnd() {
        assertRefuses((first, limit) -> IntStream.rangeClosed(1, limit)
                .mapToObj(i -> key(first + "%06d".formatted(i), 1))
                .toList(), 10_000, Cause.SERVER, "more keys at revision 7 than the 10000 that it counts");
    }

    private static void assertRefuses(Store store, int counted, Cause cause, String text) {
        assertThatThrownBy(() -> read(store, counted)).isInstanceOfSatisfying(CallFailedException.class, e -> {
            assertThat(e.failure().cause()).isEqualTo(cause);
            assertThat(e).hasMessageContaining(text);
        });
    }

    private static List<String> read(Store store, int counted) throws IOException {
        try (HostileMember member = new HostileMember().on("Range", call -> {
            RangeRequest request = RangeRequest.parseFrom(call.request());
            RangeResponse.Builder answer = RangeResponse.newBuilder()
                    .setHeader(HostileMember.header())
                    .setCount(counted);
            if (!request.getCountOnly()) {
                answer.addAllKvs(store.from(request.getKey().toStringUtf8(), (int) request.getLimit()));
            }
            HostileMember.once(answer.build()).give(call);
        });
                MemberClient client = new Contacts(ConnectionSettings.of(List.of()).withTimeouts(PATIENCE, PATIENCE))
                        .open(member.endpoint())) {
            List<String> names = new ArrayList<>();
            KeyPages pages = new KeyPages(client, 7);
            while (pages.hasNext()) {
                pages.next().forEach(kv -> names.add(new String(kv.key(), StandardCharsets.UTF_8)));
            }
            return names;
        }
    }
}
