package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.PeerAnswer.State;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.junit.jupiter.api.Test;

class PeerClientTest {
    private static final String THREE = "[{\"id\":1},{\"id\":2},{\"id\":3}]";

    @Test
    void takesTheListOnlyOnceItStopsChanging() throws Exception {
        PeerAnswer answer = ask("[]", "[{\"id\":1}]", THREE, THREE);
        assertThat(answer.state()).isEqualTo(State.SERVING);
        assertThat(answer.list()).hasValueSatisfying(list -> {
            assertThat(list.clusterId()).isEqualTo(new ClusterId(0xCAFE));
            assertThat(list.members()).extracting(member -> member.id().value()).containsExactly(1L, 2L, 3L);
        });
    }

    @Test
    void aMemberThatKnowsNoMembersNamesNone() throws Exception {
        PeerAnswer answer = ask("[]");
        assertThat(answer.state()).isEqualTo(State.SERVING);
        assertThat(answer.list()).isEmpty();
    }

    private static PeerAnswer ask(String... members) throws Exception {
        try (FakePeer peer = new FakePeer(0, members)) {
            return PeerClient.ask(peer.endpoint(), ConnectionSettings.of(List.of(peer.endpoint()))
                    .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        }
    }
}
