package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.Ranker;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay of directories that are made for the test. */
class ReplayTest {
    @TempDir
    private Path directory;

    private LaggingMember member;

    @BeforeEach
    void make() throws IOException {
        member = new LaggingMember(directory.resolve("m1.etcd"));
    }

    @Test
    void saysWhatTheLogAdds() throws IOException {
        member.put("a", "new").put("d", "4").delete("b").delete("b").committed().put("e", "5").write();

        try (Replay replay = replay(ReplayOptions.DEFAULT)) {
            ReplayResult result = replay.result();
            assertThat(result.from()).isEqualTo(new ReplayResult.Point(7, 2, 4, -1));
            assertThat(result.to()).isEqualTo(new ReplayResult.Point(12, 2, 8, -1));
            assertThat(result.applied().words()).isEqualTo("3 puts, 1 delete");
            assertThat(result.idle().words()).isEqualTo("1 delete");
            assertThat(result.maybe()).isEqualTo(1);
            assertThat(result.keys().first().stream().map(change -> words(replay, change))).containsExactly(
                    "a: 1 -> new", "b: 2 -> none", "d: none -> 4", "e: none -> 5");
            assertThat(result.maybeList()).singleElement()
                    .matches(entry -> entry.index() == 12 && entry.keys().equals(List.of("e")));
            assertThat(codes(result.findings())).containsExactly("replay.maybe-committed");
            assertThat(replay.decisions()).isEmpty();
        }
    }

    private static String words(Replay replay, KeyChange change) {
        return change.key() + ": " + value(replay, change.before()) + " -> " + value(replay, change.after());
    }

    private static String value(Replay replay, Optional<KeyChange.Version> version) {
        try {
            return version.isPresent() ? new String(replay.value(version.get(), 100), StandardCharsets.UTF_8) : "none";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void writesASnapshotWithEveryOtherRecordOfTheDatabase() throws IOException {
        Files.write(member.database(), LaggingMember.base().lease(5, 60).record("unknown", "x", new byte[]{1}).image());
        member.put("a", "new").committed().write();
        byte[] before = Files.readAllBytes(member.database());

        RescuedSnapshot written = write("rescued.db");

        Records records = Records.of(written.file());
        Records expected = Records.of(Files.write(directory.resolve("expected.db"), LaggingMember.base()
                .lease(5, 60)
                .record("unknown", "x", new byte[]{1})
                .put("a", "new")
                .record("meta", "consistent_index", EtcdFile.number(8))
                .image()));
        assertThat(Judge.differences(records, expected)).isEmpty();
        assertThat(records.get("meta", "consistent_index").orElseThrow()).isEqualTo(EtcdFile.number(8));
        assertThat(written.inspection().verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(Files.size(written.file())).isEqualTo(written.size());
        assertThat(Files.readAllBytes(member.database())).isEqualTo(before);
    }

    @Test
    void carriesOutACompactionOfOldAndNewRecords() throws IOException {
        member.put("a", "new")
                .delete("b")
                .put("a", "newer")
                .delete("c")
                .entry(compaction(7))
                .put("d", "4")
                .committed()
                .write();

        Records records = Records.of(write("rescued.db").file());

        byte[] mark = new Revision(7, 0).toKey();
        assertThat(records.get("meta", "scheduledCompactRev").orElseThrow()).isEqualTo(mark);
        assertThat(records.get("meta", "finishedCompactRev").orElseThrow()).isEqualTo(mark);
        // Of a, the newest; of c, a deletion after the compaction and the put before it; b is gone.
        assertThat(records.keys("key").stream().map(key -> key[7])).containsExactly((byte) 4, (byte) 7,
                (byte) 8, (byte) 9);
    }

    private static ByteString compaction(long revision) {
        return Requests.request()
                .setCompaction(Requests.message(out -> out.writeInt64(1, revision)))
                .build()
                .toByteString();
    }

    @Test
    void leavesOutWhatMayNotBeCommittedOnRequest() throws IOException {
        member.put("a", "new").committed().put("a", "newer").delete("b").write();

        try (Replay replay = replay(new ReplayOptions(true, Optional.empty()))) {
            assertThat(replay.result().to().index()).isEqualTo(8);
            assertThat(replay.result().leftOut()).isEqualTo(2);
            assertThat(replay.result().maybeList().stream().map(entry -> entry.keys().getFirst())).containsExactly("a",
                    "b");
            assertThat(codes(replay.decisions())).containsExactly("replay.maybe-committed");
        }
    }

    @Test
    void neverAppliesBeyondAGap() throws IOException {
        member.put("a", "new").gap().put("b", "beyond").put("c", "beyond").committed().write();

        try (Replay replay = replay(ReplayOptions.DEFAULT)) {
            assertThat(replay.result().to().index()).isEqualTo(8);
            assertThat(replay.result().unused()).isEqualTo(2);
            assertThat(codes(replay.decisions())).contains("replay.entries-unused");
        }
    }

    @Test
    void takesNoCommitIndexFromBeyondAGap() throws IOException {
        member.put("a", "new").gap().put("b", "beyond").committed().write();

        try (Replay replay = replay(new ReplayOptions(true, Optional.empty()))) {
            assertThat(replay.result().to().index()).isEqualTo(7);
            assertThat(replay.result().leftOut()).isEqualTo(1);
        }
    }

    @Test
    void takesTheEntryThatALaterLeaderWroteInItsPlace() throws IOException {
        member.put("a", "lost").put("b", "lost").committed();
        member.log().entry(3, 8, Requests.request().setPut(Requests.put("a", "kept")).build().toByteString());
        member.write();

        try (Replay replay = replay(ReplayOptions.DEFAULT)) {
            assertThat(replay.result().keys().first().stream().map(change -> words(replay, change)))
                    .containsExactly("a: 1 -> kept");
            assertThat(replay.result().to()).isEqualTo(new ReplayResult.Point(8, 3, 5, -1));
        }
    }

    @Test
    void endsBeforeAnEntryThatItCannotRead() throws IOException {
        member.put("a", "new").entry(ByteString.copyFromUtf8("no request")).put("b", "beyond").committed().write();

        try (Replay replay = replay(ReplayOptions.DEFAULT)) {
            assertThat(replay.result().to().index()).isEqualTo(8);
            assertThat(replay.result().unused()).isEqualTo(2);
            assertThat(codes(replay.decisions())).contains("replay.entries-unused");
        }
    }

    /** A cancellation takes effect in all passes over the entries, those that are left out included. */
    @Test
    void everyEntryIsReported() throws IOException {
        member.put("a", "new").committed().put("b", "new").put("c", "new").write();
        MemberDirectory found = member.assess();
        List<Long> totals = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        Progress counting = (_, subject, total) -> {
            if (!subject.startsWith(found.walDir().toString())) {
                return Progress.NONE.begin(Stage.CHECK, subject, total);
            }
            totals.add(total);
            done.add(0L);
            int number = done.size() - 1;
            return new Work() {
                @Override
                public void advance(long amount) {
                    done.set(number, done.get(number) + amount);
                }

                @Override
                public void close() {
                    // The numbers are compared at the end.
                }
            };
        };

        Replay.of(found, new ReplayOptions(true, Optional.empty()), counting).close();

        assertThat(done).isEqualTo(totals);
        assertThat(totals).contains(1L, 3L);
    }

    /** Half of a transaction would be records behind the revision at which the result claims to end. */
    @Test
    void writesNothingOfATransactionOnWhichAServerStops() throws IOException {
        ByteString keepsValue = Requests.put("a", "", 0, out -> out.writeBool(5, true));
        ByteString txn = Requests.txn(List.of(), List.of(Requests.operation(3, Requests.delete("a", "")),
                Requests.operation(2, keepsValue)), List.of());
        member.put("b", "new").entry(Requests.request().setTxn(txn).build().toByteString()).committed().write();

        try (Replay replay = replay(ReplayOptions.DEFAULT)) {
            assertThat(replay.result().to()).isEqualTo(new ReplayResult.Point(8, 2, 5, -1));
            assertThat(replay.result().unused()).isEqualTo(1);
            assertThat(replay.result().keys().first().stream().map(KeyChange::key)).containsExactly("b");
            assertThat(codes(replay.decisions())).contains("replay.entries-unused");
            Records records = Records.of(replay.write(directory.resolve("rescued.db"), _ -> "{}").file());
            assertThat(records.keys("key")).allMatch(key -> Revision.mainOf(ByteBuffer.wrap(key), 0) <= 5);
        }
    }

    @Test
    void aLogFromTheFirstEntryNeedsNoDatabase() throws IOException {
        member.put("a", "1").put("b", "2").committed().write();
        Files.delete(member.database());

        try (Replay replay = replay(ReplayOptions.DEFAULT)) {
            assertThat(replay.result().base()).isEmpty();
            assertThat(codes(replay.decisions())).containsExactly("rescue.rebuild-from-log");
            Records records = Records.of(replay.write(directory.resolve("rescued.db"), _ -> "{}").file());
            assertThat(records.keys("key")).hasSize(2);
            assertThat(records.keys("members")).hasSize(1);
            assertThat(records.get("auth", "authRevision").orElseThrow()).isEqualTo(EtcdFile.number(1));
        }
    }

    /** A server starts with the few keys in such a log and says nothing. */
    @Test
    void theLogOfARestoredMemberIsNotEnough() throws IOException {
        LaggingMember restored = new LaggingMember(directory.resolve("restored.etcd"));
        restored.log().snapshot(1, 1);
        restored.put("a", "1").committed().write();
        Files.delete(restored.database());

        try (Replay replay = Replay.of(restored.assess(), ReplayOptions.DEFAULT, Progress.NONE)) {
            assertThat(replay.result().isImpossible()).isTrue();
            assertThat(codes(replay.findings())).contains("rescue.restored-history", "replay.no-base");
            assertThatThrownBy(() -> replay.write(directory.resolve("rescued.db"), _ -> "{}"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void replacesNoFile() throws IOException {
        member.put("a", "new").committed().write();
        Path taken = Files.writeString(directory.resolve("rescued.db"), "taken");

        assertThatThrownBy(() -> write("rescued.db")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(taken).hasContent("taken");
    }

    @Test
    void choosesTheLogOfTheNewestLeader() throws IOException {
        member.put("a", "1").put("b", "1").put("c", "1").committed().write();
        LaggingMember later = new LaggingMember(directory.resolve("m2.etcd"));
        later.put("a", "1").committed();
        later.log().entry(3, 9, ByteString.EMPTY);
        later.write();

        ChosenMember source = ChosenMember
                .choose(Ranker.rank(List.of(member.assess(), later.assess()), Optional.empty()))
                .orElseThrow();

        assertThat(source.member().directory().dataDir()).isEqualTo(later.dataDir());
        assertThat(source.overwritten()).isFalse();
    }

    private Replay replay(ReplayOptions options) throws IOException {
        return Replay.of(member.assess(), options, Progress.NONE);
    }

    private RescuedSnapshot write(String name) throws IOException {
        try (Replay replay = replay(ReplayOptions.DEFAULT)) {
            return replay.write(directory.resolve(name), _ -> "{}");
        }
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(finding -> finding.code().text()).toList();
    }
}
