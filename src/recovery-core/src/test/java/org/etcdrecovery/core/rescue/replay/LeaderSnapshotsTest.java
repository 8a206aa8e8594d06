package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a replay makes of the log of a follower that has received a snapshot from its leader. */
class LeaderSnapshotsTest {
    @TempDir
    private Path directory;

    private LaggingMember member;

    @BeforeEach
    void make() throws IOException {
        member = new LaggingMember(directory.resolve("m1.etcd"));
    }

    /** A snapshot from the leader replaced what the member had beyond its commit index; here its database is lost. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void givesUpWhatASnapshotFromTheLeaderReplaced(boolean beyond, boolean entryFollows) throws IOException {
        member.put("a", "kept").committed().put("b", "stale");
        if (beyond) {
            member.put("c", "stale").put("d", "stale");
        }
        member.log().snapshot(3, 10);
        if (entryFollows) {
            member.log().entry(3, 11, put("e", "later"));
        }
        member.log().state(3, 10);
        member.write();

        try (Replay replay = Replay.of(member.assess(), ReplayOptions.DEFAULT, Progress.NONE)) {
            assertThat(replay.result().to().index()).isEqualTo(8);
            assertThat(replay.result().unused()).isEqualTo(entryFollows ? 1 : 0);
            assertThat(replay.result().maybe()).isZero();
            assertThat(replay.decisions()).extracting(Finding::code).contains(RescueCode.ENTRIES_MISSING);
        }
    }

    /**
     * The database that came with the snapshot is in place, and the log has a longer tail of entries that no leader
     * committed. etcd 3.4 does not store the term in the database.
     */
    @ParameterizedTest
    @CsvSource({"false, 2, false", "false, 4, false", "false, 2, true", "true, 2, false", "true, 4, false",
            "true, 2, true"})
    void continuesADatabaseFromTheLeaderOnlyWithWhatTheLogGotAfterIt(boolean stored, long stale, boolean entryFollows)
            throws IOException {
        EtcdFile sent = stored
                ? LaggingMember.base().record("meta", "term", EtcdFile.number(5))
                : LaggingMember.base().without("meta", "term".getBytes(StandardCharsets.UTF_8));
        member = new LaggingMember(directory.resolve("m2.etcd"), EtcdFile.MEMBER, sent);
        member.log().entry(stale, 8, put("a", "stale")).entry(stale, 9, put("c", "stale"));
        member.log().state(stale, 6).snapshot(5, 7).state(6, 7);
        if (entryFollows) {
            member.log().entry(6, 8, put("e", "later")).state(6, 8);
        }
        member.write();

        MemberDirectory assessed = member.assess();
        LogFacts log = assessed.log().orElseThrow();
        assertThat(assessed.findings()).extracting(Finding::code)
                .doesNotContain(RescueCode.OTHER_HISTORY, RescueCode.DATABASE_AHEAD, RescueCode.ENTRIES_MISSING);
        assertThat(log.lastIndex()).isEqualTo(entryFollows ? 8 : 7);
        assertThat(log.lastTerm()).isEqualTo(entryFollows ? 6 : 5);
        assertThat(log.end()).isEqualTo(LogFacts.End.WHOLE);
        assertThat(assessed.source().orElseThrow().term()).isEqualTo(log.lastTerm());
        assertThat(assessed.tail().orElseThrow().maybe().count()).isZero();
        try (Replay replay = Replay.of(assessed, ReplayOptions.DEFAULT, Progress.NONE)) {
            assertThat(replay.result().to().index()).isEqualTo(log.lastIndex());
            assertThat(replay.result().to().revision()).isEqualTo(entryFollows ? 5 : 4);
            assertThat(replay.result().maybe()).isZero();
        }
    }

    /** What the hard state says is committed is missing, though the tail that was replaced reached further. */
    @Test
    void findsALogShortByWhatASnapshotFromTheLeaderLeftOfIt() throws IOException {
        member.put("a", "stale").put("b", "stale");
        member.log().state(2, 6).snapshot(3, 7).state(3, 7).state(3, 8);
        member.write();

        LogFacts log = member.assess().log().orElseThrow();

        assertThat(log.lastIndex()).isEqualTo(7);
        assertThat(log.end()).isEqualTo(LogFacts.End.SHORT);
    }

    /** A server that starts ignores the record of a snapshot that was not completed, and the leader goes on without it. */
    @Test
    void ignoresASnapshotThatWasNotCompleted() throws IOException {
        member.put("a", "new").put("b", "new");
        member.log().snapshot(3, 20).state(3, 7);
        member.put("c", "new").committed().write();

        try (Replay replay = Replay.of(member.assess(), ReplayOptions.DEFAULT, Progress.NONE)) {
            assertThat(replay.result().to().index()).isEqualTo(10);
            assertThat(replay.decisions()).isEmpty();
        }
    }

    private static ByteString put(String key, String value) {
        return Requests.request().setPut(Requests.put(key, value)).build().toByteString();
    }
}
