package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.url.EtcdUrl;
import org.etcdrecovery.core.url.InvalidUrlException;
import org.junit.jupiter.api.Test;

/**
 * The IDs come from the line {@code added member} of {@code etcdutl snapshot restore s.db --data-dir o --name …
 * --initial-cluster … --initial-cluster-token … --initial-advertise-peer-urls …}, 3.6.16 and 3.7.3.
 */
class ClusterIdentityTest {
    @Test
    void hashesUrlsAndTokenAsEtcdDoes() throws Exception {
        assertThat(memberId("newtok", "http://127.0.0.1:23001")).isEqualTo("43dd31609212d1b2");
        assertThat(memberId("newtok", "https://[::1]:23002", "http://b.example:2380")).isEqualTo("4defd57ba36afcad");
        assertThat(memberId("newtok", "unix://m2:1")).isEqualTo("c5dc27f898975db3");
        assertThat(memberId("", "http://127.0.0.1:23001")).isEqualTo("e5f2bee4ef2079a4");
        assertThat(memberId("etcd-cluster", "http://127.0.0.1:34800")).isEqualTo("bcb46ee8f96cab80");
        assertThat(memberId("t\u00f6k", "HTTP://u:p@127.0.0.1:23001?q#f")).isEqualTo("a4523dc71ea87456");
    }

    @Test
    void hashesMemberIdsAsEtcdDoes() {
        assertThat(clusterId("43dd31609212d1b2")).isEqualTo("be0999ce9b32a116");
        assertThat(clusterId("c5dc27f898975db3", "43dd31609212d1b2", "4defd57ba36afcad"))
                .isEqualTo("2496455c4888304c");
    }

    @Property(tries = 100)
    void doesNotDependOnTheOrderOfMembers(@ForAll List<Long> ids, @ForAll long seed) {
        List<Long> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(ClusterIdentity.clusterId(ids(shuffled))).isEqualTo(ClusterIdentity.clusterId(ids(ids)));
    }

    private static List<MemberId> ids(List<Long> values) {
        return values.stream().map(MemberId::new).toList();
    }

    private static String memberId(String token, String... urls) throws InvalidUrlException {
        List<EtcdUrl> parsed = new ArrayList<>();
        for (String url : urls) {
            parsed.add(EtcdUrl.parse(url));
        }
        return ClusterIdentity.memberId(parsed, token).toString();
    }

    private static String clusterId(String... ids) {
        return ClusterIdentity.clusterId(
                Arrays.stream(ids).map(MemberId::parse).toList()).toString();
    }
}
