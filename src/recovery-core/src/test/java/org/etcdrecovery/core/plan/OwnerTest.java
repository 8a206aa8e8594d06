package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerTest {
    @Test
    void readsUserAndGroup() {
        assertThat(Owner.parse("etcd")).contains(new Owner("etcd", Optional.empty()));
        assertThat(Owner.parse(" 1000:etcd ")).contains(new Owner("1000", Optional.of("etcd")));
        assertThat(new Owner("1000", Optional.of("etcd"))).hasToString("1000:etcd");
    }

    @Test
    void refusesHalfOfItAndPaths() {
        for (String text : new String[]{"", ":", "etcd:", ":etcd", "a:b:c", "/srv/m1.etcd", "etcd:/srv"}) {
            assertThat(Owner.parse(text)).as(text).isEmpty();
        }
    }
}
