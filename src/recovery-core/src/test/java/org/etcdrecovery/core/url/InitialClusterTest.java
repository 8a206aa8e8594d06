package org.etcdrecovery.core.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class InitialClusterTest {
    @Test
    void collectsTheUrlsOfEachNameInOrder() {
        assertThat(InitialCluster.parse("m1=http://b:1,m0=http://a:1,m1=http://c:1?x=y")).containsExactly(
                entry("m1", List.of("http://b:1", "http://c:1?x=y")), entry("m0", List.of("http://a:1")));
    }

    @Test
    void readsOddTextsAsEtcdDoes() {
        assertThat(InitialCluster.parse("")).isEmpty();
        assertThat(InitialCluster.parse(",,m0,=http://a:1, m1 =http://b:1,")).containsExactly(
                entry("m0", List.of("")), entry("", List.of("http://a:1")), entry(" m1 ", List.of("http://b:1")));
    }
}
