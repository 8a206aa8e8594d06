package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected files were written by the real tools' restore; see the README next to them. */
class WalWriterTest {
    private static final WalForm FORM = new WalForm(true, true);
    private static final long ONE = 0x43dd31609212d1b2L;
    private static final List<LogMember> ONE_MEMBER = List.of(voter(ONE,
            "{\"id\":4890119061231554994,\"peerURLs\":[\"http://127.0.0.1:23001\"],\"name\":\"m0\"}"));
    private static final LogMember FIRST = voter(0x0ccd392320437df7L,
            "{\"id\":922456321708752375,\"peerURLs\":[\"http://127.0.0.1:23001\",\"http://127.0.0.1:23011\"],"
                    + "\"name\":\"a\\u0026b\"}");
    private static final LogMember SECOND = voter(0xa2e89e6162a17a97L,
            "{\"id\":11738806569844963991,\"peerURLs\":[\"http://127.0.0.1:23002\"],\"name\":\"\\u003cβ\\\"\\u003e\"}");
    private static final LogMember THIRD = voter(0xe990133b093f36cfL,
            "{\"id\":16829972951762679503,\"peerURLs\":[\"http://127.0.0.1:23003?x=1\\u0026y=2\"],"
                    + "\"name\":\"m \\t2\"}");

    @ParameterizedTest
    @CsvSource({"3.4.23, false, true", "3.5.35, true, true", "3.6.16, true, true", "3.7.3, true, false"})
    void writesWhatTheToolWrites(String version, boolean confState, boolean zeroFields) throws IOException {
        WalForm form = new WalForm(confState, zeroFields);
        RestoredLog one = new RestoredLog(ONE, 0xbe0999ce9b32a116L, ONE_MEMBER, form);
        assertThat(write(one)).isEqualTo(WalFiles.bytes(version + "/restored-one.wal"));
        RestoredLog three = new RestoredLog(FIRST.id(), 0x65c235705848309dL, List.of(THIRD, SECOND, FIRST), form);
        assertThat(write(three)).isEqualTo(WalFiles.bytes(version + "/restored-three.wal"));
    }

    @Test
    void putsVotersBeforeLearnersAndVotesForAVoter() throws IOException {
        RestoredLog log = new RestoredLog(8, 99, List.of(learner(1), voter(-2), learner(-1), voter(8)), FORM);
        List<String> lines = WalFiles.describe(WalFiles.log(write(log)));
        assertThat(log.members()).extracting(LogMember::id).containsExactly(8L, -2L, 1L, -1L);
        assertThat(lines.get(7)).isEqualTo("state 1 8 4");
        assertThat(lines.get(8)).isEqualTo("snapshot 4 1 [8 fffffffffffffffe] [1 ffffffffffffffff]");
        assertThat(lines).hasSize(10);
    }

    @Test
    void addsALearnerAsALearner() {
        RestoredLog log = new RestoredLog(8, 99, List.of(voter(8), learner(9)), new WalForm(true, false));
        WalRecord.Entry entry = (WalRecord.Entry) log.records().get(3);
        // raftpb.ConfChange {type 3 add learner, node_id 9, context "c9"}
        assertThat(HexFormat.of().formatHex(entry.data().toByteArray())).isEqualTo("10031809" + "22026339");
    }

    @Test
    void refusesAClusterWithoutAVoter() {
        assertThatThrownBy(() -> new RestoredLog(1, 99, List.of(), FORM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RestoredLog(1, 99, List.of(learner(1)), FORM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LogMember voter(long id) {
        return voter(id, "c" + id);
    }

    private static LogMember voter(long id, String context) {
        return new LogMember(id, false, ByteString.copyFromUtf8(context));
    }

    private static LogMember learner(long id) {
        return new LogMember(id, true, ByteString.copyFromUtf8("c" + id));
    }

    private static byte[] write(RestoredLog log) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WalWriter.write(log, Channels.newChannel(out));
        return out.toByteArray();
    }
}
