package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.RescueCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            member.log().entry(3, 11, Requests.request().setPut(Requests.put("e", "later")).build().toByteString());
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

    /** The database that came with the snapshot is in place, and the log still has entries of earlier terms after it. */
    @ParameterizedTest
    @ValueSource(longs = {2, 4})
    void appliesNothingToADatabaseFromTheLeaderThatALogHadBefore(long stale) throws IOException {
        member.log().entry(stale, 8, Requests.request().setPut(Requests.put("a", "stale")).build().toByteString());
        member.log().state(stale, 6).snapshot(3, 7).state(4, 7);
        member.write();

        try (Replay replay = Replay.of(member.assess(), ReplayOptions.DEFAULT, Progress.NONE)) {
            assertThat(replay.result().to().index()).isEqualTo(7);
        }
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
}
