package org.etcdrecovery.core.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTest {
    @Test
    void writesWhatEtcdWrites() {
        Member member = new Member(new MemberId(-1L), "m0", List.of("http://127.0.0.1:23001"),
                List.of("http://127.0.0.1:2379"), true);
        assertThat(new String(member.toJson(), UTF_8))
                .isEqualTo("{\"id\":18446744073709551615,\"peerURLs\":[\"http://127.0.0.1:23001\"],\"isLearner\":true,"
                        + "\"name\":\"m0\",\"clientURLs\":[\"http://127.0.0.1:2379\"]}");
        assertThat(Member.fromJson(member.toJson())).isEqualTo(member);
    }

    @Test
    void leavesOutWhatIsEmpty() {
        Member member = new Member(new MemberId(1), "", List.of("unix://a"), List.of(), false);
        assertThat(new String(member.toJson(), UTF_8)).isEqualTo("{\"id\":1,\"peerURLs\":[\"unix://a\"]}");
        assertThat(Member.fromJson(member.toJson())).isEqualTo(member);
    }

    @Test
    void escapesAsGoDoes() {
        Member member = new Member(new MemberId(1), "a&b<c>\u2028\u2029\"\\\n\u001f\u00e9", List.of(), List.of(),
                false);
        assertThat(new String(member.toJson(), UTF_8))
                .isEqualTo("{\"id\":1,\"peerURLs\":[],\"name\":\"a\\u0026b\\u003cc"
                        + "\\u003e\\u2028\\u2029\\\"\\\\\\n\\u001f\u00e9\"}");
        assertThat(Member.fromJson(member.toJson())).isEqualTo(member);
    }

    @Test
    void saysWhatIsWrongWithARecord() {
        assertThatThrownBy(() -> Member.fromJson("{\"id\":".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not JSON: ");
        assertThatThrownBy(() -> Member.fromJson("[]".getBytes(UTF_8))).hasMessage("not a JSON object");
        assertThatThrownBy(() -> Member.fromJson("{}".getBytes(UTF_8))).hasMessage("no member ID");
        assertThatThrownBy(() -> Member.fromJson("{\"id\":\"7\"}".getBytes(UTF_8)))
                .hasMessage("its field id is not a number of 64 bits without a sign");
        assertThat(Member.fromJson("null".getBytes(UTF_8), new MemberId(7)).id()).as("that of the key")
                .isEqualTo(new MemberId(7));
    }
}
