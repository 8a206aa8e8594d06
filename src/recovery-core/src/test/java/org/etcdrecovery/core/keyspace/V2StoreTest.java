package org.etcdrecovery.core.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.raftsnap.SnapFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V2StoreTest {
    /** The expected files come from a restore by the real tools; see the README next to them. */
    @ParameterizedTest
    @ValueSource(strings = {"3.4.23", "3.5.35", "3.6.16", "3.7.3"})
    void writesWhatTheToolWrites(String version) throws IOException {
        EtcdRelease tool = EtcdRelease.parse(version).orElseThrow();
        List<Member> members = List.of(member(0xe990133b093f36cfL, "http://127.0.0.1:23003?x=1&y=2"),
                member(0x0ccd392320437df7L, "http://127.0.0.1:23001", "http://127.0.0.1:23011"),
                member(0xa2e89e6162a17a97L, "http://127.0.0.1:23002"));
        String resource = "/raftsnap/" + version + "/restored-three.snap";
        try (InputStream in = V2StoreTest.class.getResourceAsStream(resource)) {
            byte[] file = Objects.requireNonNull(in, resource).readAllBytes();
            String expected = SnapFile.read(ByteSource.of(resource, file)).store().toStringUtf8();
            assertThat(V2Store.restored(members, tool)).asString(UTF_8).isEqualTo(expected);
        }
    }

    @Test
    void marksALearnerAsAServerDoes() {
        Member learner = new Member(new MemberId(0x12), "m", List.of("http://h:1"), List.of(), true);
        assertThat(V2Store.restored(List.of(learner), EtcdRelease.V3_4)).asString(UTF_8)
                .contains("{\\\"peerURLs\\\":[\\\"http://h:1\\\"],\\\"isLearner\\\":true}");
    }

    @Test
    void ordersChildrenByNameAndIndexesByNumber() {
        String document = new String(V2Store.restored(List.of(member(0x10, "http://h:2"), member(0x9, "http://h:1")),
                EtcdRelease.V3_6), UTF_8);
        assertThat(document.indexOf("\"10\":{\"Path\":\"/0/members/10\",\"CreatedIndex\":2"))
                .isPositive()
                .isLessThan(document.indexOf("\"9\":{\"Path\":\"/0/members/9\",\"CreatedIndex\":1"));
    }

    @Test
    void refusesMoreMembersThanEvents() {
        List<Member> many = Collections.nCopies(1000, member(1, "http://h:1"));
        assertThatThrownBy(() -> V2Store.restored(many, EtcdRelease.V3_6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> V2Store.restored(List.of(), EtcdRelease.V3_6))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Member member(long id, String... peerUrls) {
        return new Member(new MemberId(id), "", List.of(peerUrls), List.of(), false);
    }
}
