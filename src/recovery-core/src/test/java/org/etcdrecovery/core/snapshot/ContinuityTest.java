package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.ImageEditor;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that distinguish a file whose records come from one moment from one that lacks some. */
class ContinuityTest {
    @TempDir
    private Path directory;

    /** Puts of a, b and c at revisions 2 to 4, of b at 5, a deletion of a at 6, and a put of c at 7. */
    private final EtcdFile file = new EtcdFile().put("a", "1")
            .put("b", "1")
            .put("c", "1")
            .put("b", "2")
            .delete("a")
            .put("c", "2");

    @Test
    void nothingIsMissing() throws IOException {
        assertThat(findings()).isEmpty();
        assertThat(Inspections.of(new EtcdFile().writeTo(directory)).findings()).as("an empty store").isEmpty();
        assertThat(Inspections.of(new EtcdFile().put("k", "v").writeTo(directory)).findings()).as("a single key")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 2, One revision is missing: 2", "4, 4, One revision is missing: 4",
            "3, 6, 4 revisions are missing: 3 to 6"})
    void revisionsThatAreMissingAreNamed(long first, long last, String summary) throws IOException {
        remove(first, last);
        assertDamage(FindingCode.KEYSPACE_REVISION_GAP, summary);
    }

    @Test
    void severalGapsAreNamedUpToAFew() throws IOException {
        EtcdFile many = new EtcdFile();
        for (int i = 0; i < 20; i++) {
            many.put("key " + i, "v");
        }
        for (long revision = 3; revision <= 17; revision += 2) {
            many.without("key", new Revision(revision, 0).toKey());
        }
        Inspection inspection = Inspections.of(many.writeTo(directory));
        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(inspection.findings()).extracting(Finding::summary)
                .containsExactly("8 revisions are missing: 3, 5, 7, 9, 11, and 3 more");
    }

    /** Even if the compaction was only scheduled: it may be under way. */
    @ParameterizedTest
    @ValueSource(strings = {"finishedCompactRev", "scheduledCompactRev"})
    void aCompactionMayHaveRemovedAnythingUpToItsRevision(String how) throws IOException {
        file.without("key", new Revision(2, 0).toKey())
                .without("key", new Revision(3, 0).toKey())
                .without("key", EtcdFile.tombstone(6))
                .record("meta", how, new Revision(6, 0).toKey());
        assertThat(codes()).doesNotContain(FindingCode.KEYSPACE_REVISION_GAP, FindingCode.KEYSPACE_KEY_HISTORY,
                FindingCode.KEYSPACE_LEFTOVER);
        assertThat(inspect().verdict()).isEqualTo(Verdict.RESTORABLE);
        file.put("d", "1").put("d", "2").without("key", new Revision(8, 0).toKey());
        assertThat(codes()).contains(FindingCode.KEYSPACE_REVISION_GAP, FindingCode.KEYSPACE_KEY_HISTORY);
    }

    /** 3.4 reuses revisions after a crash, so a compaction may be above the last record. */
    @Test
    void theCompactionMayBeBeyondTheLastRecord() throws IOException {
        remove(2, 4);
        file.record("meta", "scheduledCompactRev", new Revision(33, 0).toKey());
        assertThat(inspect().verdict()).isEqualTo(Verdict.RESTORABLE);
    }

    @Test
    void whereTheCompactionCannotBeReadNothingIsSaidOfRevisions() throws IOException {
        remove(2, 4);
        file.record("meta", "finishedCompactRev", new byte[]{1});
        assertThat(codes()).containsExactly(FindingCode.KEYSPACE_COMPACTION);
    }

    @ParameterizedTest
    @CsvSource({"0, sub-revision 0 of revision 8", "1, sub-revision 1 of revision 8"})
    void aHoleWithinATransactionIsNamed(long sub, String words) throws IOException {
        for (int i = 0; i < 3; i++) {
            if (i != sub) {
                byte[] key = ("txn " + i).getBytes(UTF_8);
                file.record("key", new Revision(8, i).toKey(), EtcdFile.keyValue(key, 8, key, 0));
            }
        }
        assertDamage(FindingCode.KEYSPACE_SUB_REVISION_GAP, words);
    }

    @Test
    void aPutDeletedAndPutAgainWithinOneTransactionIsSound() throws IOException {
        byte[] key = "b".getBytes(UTF_8);
        byte[] deletion = Arrays.copyOf(new Revision(8, 0).toKey(), Revision.TOMBSTONE_KEY_LENGTH);
        deletion[Revision.KEY_LENGTH] = Revision.TOMBSTONE_MARK;
        file.record("key", deletion, EtcdFile.keyValue(key, 0, new byte[0], 0))
                .record("key", new Revision(8, 1).toKey(), EtcdFile.keyValue(key, 8, key, 0));
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, 1, “b” at revision 9 has version 1 which does not follow the record before",
            "3, 4, “b” at revision 9 has version 4 which does not follow the record before",
            "3, 2, “b” at revision 9 has version 2 which does not follow the record before",
            "4, 3, “b” at revision 9 has version 3 which does not follow the record before"})
    void aPutThatDoesNotFollowTheOneBeforeIsNamed(long created, long version, String words)
            throws IOException {
        byte[] key = "b".getBytes(UTF_8);
        file.put("filler", "v")
                .record("key", new Revision(9, 0).toKey(), EtcdFile.keyValue(key, created, 9, version, key, 0));
        assertDamage(FindingCode.KEYSPACE_KEY_HISTORY, "One record does not continue the history of its key: "
                + words.replace(" which", ", which"));
    }

    @Test
    void aPutOfAKeyThatDidNotExistCreatesIt() throws IOException {
        byte[] key = "a".getBytes(UTF_8);
        file.record("key", new Revision(8, 0).toKey(), EtcdFile.keyValue(key, 2, 8, 2, key, 0));
        assertDamage(FindingCode.KEYSPACE_KEY_HISTORY, "“a” at revision 8 has version 2, but did not exist before");
    }

    @Test
    void onlyWhatExistsIsDeleted() throws IOException {
        file.delete("a").delete("never");
        assertDamage(FindingCode.KEYSPACE_KEY_HISTORY, "2 records do not continue the history of their keys: "
                + "“a” at revision 8 is deleted, but did not exist; “never” at revision 9 is deleted, but did not exist");
    }

    @Test
    void namesOfKeysAreEscapedAndCut() throws IOException {
        file.delete("\u001b[31m" + "k".repeat(100));
        Finding finding = assertDamage(FindingCode.KEYSPACE_KEY_HISTORY, "“\\x1b[31mkkk");
        assertThat(finding.summary()).contains("kkk…” at revision 8").doesNotContain("k".repeat(65));
    }

    @Test
    void manyKeysAreCounted() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            file.delete("gone " + i);
        }
        assertThat(assertDamage(FindingCode.KEYSPACE_KEY_HISTORY, "10000 records do not continue").summary())
                .endsWith(", and 9995 more");
    }

    @Test
    void whatAFinishedCompactionRemovesCallsForCare() throws IOException {
        file.record("meta", "finishedCompactRev", new Revision(7, 0).toKey());
        Inspection inspection = inspect();
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.KEYSPACE_LEFTOVER);
            assertThat(finding.summary())
                    .isEqualTo("3 records are left that the finished compaction should have removed: "
                            + "“b” at revision 5, “a” at revision 6, “c” at revision 7");
        });
    }

    @Test
    void aDeletionAtTheVeryRevisionOfTheCompactionMayStay() throws IOException {
        file.without("key", new Revision(2, 0).toKey())
                .without("key", new Revision(3, 0).toKey())
                .record("meta", "finishedCompactRev", new Revision(6, 0).toKey());
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 1, created at revision 0", "9, 8, 1, created at revision 9", "8, 8, 0, of version 0",
            "8, 8, -1, of version -1"})
    void aPutThatSaysTheImpossibleIsDamage(long created, long mod, long version, String words) throws IOException {
        byte[] key = "k".getBytes(UTF_8);
        file.record("key", new Revision(8, 0).toKey(), EtcdFile.keyValue(key, created, mod, version, key, 0));
        assertDamage(FindingCode.KEYSPACE_RECORD, words);
    }

    @Test
    void aDeletionWithAValueIsDamage() throws IOException {
        file.record("key", EtcdFile.tombstone(8), EtcdFile.keyValue("b".getBytes(UTF_8), 8, new byte[]{1}, 0));
        assertDamage(FindingCode.KEYSPACE_RECORD, "a deletion with more than a key");
    }

    @Test
    void theRecordOfABumpWithoutItsMarkIsDamage() throws IOException {
        file.record("key", new Revision(100, 0).toKey(), new byte[0]);
        assertThat(codes()).containsExactly(FindingCode.KEYSPACE_RECORD, FindingCode.KEYSPACE_REVISION_GAP);
    }

    @Test
    void aBumpIsSoundAndSoIsASecondOne() throws IOException {
        file.bump(1000).put("c", "3").delete("b").bump(5000).put("b", "1");
        assertThat(inspect().verdict()).isEqualTo(Verdict.RESTORABLE);
    }

    /** Marked in a way that leaves old records behind, as none of etcd's tools does. */
    @Test
    void aBumpThatIsMarkedAsCarriedOutLeavesRecordsBehind() throws IOException {
        file.bump(1000).record("meta", "finishedCompactRev", new Revision(1000, 0).toKey());
        assertThat(codes()).contains(FindingCode.KEYSPACE_LEFTOVER);
        assertThat(inspect().verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
    }

    /** A leaf of the keyspace from before the compaction has taken the place of its root. Nothing else is wrong. */
    @Test
    void theLastRecordMayBeBelowTheCompactionWhereAServerSentTheFile() throws IOException {
        file.record("meta", "scheduledCompactRev", new Revision(900, 0).toKey());
        assertThat(inspect().verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(withoutHash().findings()).extracting(Finding::code, Finding::severity)
                .contains(tuple(FindingCode.KEYSPACE_BEHIND_COMPACTION, Severity.CARE));
        assertThat(withoutHash().verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        file.record("meta", "storageVersion", "3.6.0".getBytes(UTF_8));
        assertThat(inspect().verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(withoutHash().verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(withoutHash().facts()).isEmpty();
    }

    @Test
    void aLastRecordBelowACompactionThatWasNotCarriedOutIsDamage() throws IOException {
        file.record("meta", "finishedCompactRev", new Revision(900, 0).toKey());
        assertThat(inspect().verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertThat(withoutHash().verdict()).isEqualTo(Verdict.DAMAGED);
    }

    private Inspection withoutHash() throws IOException {
        return Inspections.of(Files.write(directory.resolve("copy"), file.image()));
    }

    @Test
    void metaPagesOfAnotherTimeAreDamageInACopyAndTheMarkOfAToolWhereAHashFollows() throws IOException {
        ImageEditor image = new ImageEditor(EtcdFile.usual().image()).transaction(0, 7);
        Inspection copy = Inspections.of(Files.write(directory.resolve("metas"), image.image()));
        assertThat(copy.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(copy.findings()).extracting(Finding::code).contains(FindingCode.FILE_META_TRANSACTIONS);

        Inspection hashed = Inspections
                .of(Files.write(directory.resolve("metas"), EtcdFile.withHash(image.image())));
        assertThat(hashed.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(hashed.findings()).extracting(Finding::code, Finding::severity)
                .containsExactly(tuple(FindingCode.FILE_META_TRANSACTIONS, Severity.NOTE));
    }

    @Test
    void aMemberWithoutSomeRevisionsIsNoSource() throws IOException {
        remove(3, 6);
        List<Finding> found = new ArrayList<>();
        try (SnapshotFile db = SnapshotFile.open(Files.write(directory.resolve("db"), file.image()))) {
            Optional<DatabaseFacts> facts = DatabaseReader.read(db, found::add, Progress.NONE);
            assertThat(facts).isEmpty();
        }
        assertThat(found).extracting(Finding::code).containsExactly(FindingCode.KEYSPACE_REVISION_GAP);
    }

    private void remove(long first, long last) {
        for (long revision = first; revision <= last; revision++) {
            file.without("key", new Revision(revision, 0).toKey()).without("key", EtcdFile.tombstone(revision));
        }
    }

    private Inspection inspect() throws IOException {
        return Inspections.of(file.writeTo(directory));
    }

    private List<Finding> findings() throws IOException {
        return inspect().findings();
    }

    private List<Code> codes() throws IOException {
        return findings().stream().map(Finding::code).toList();
    }

    private Finding assertDamage(FindingCode code, String words) throws IOException {
        Inspection inspection = inspect();
        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(inspection.facts()).isEmpty();
        Finding finding = inspection.findings()
                .stream()
                .filter(one -> one.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(inspection.findings().toString()));
        assertThat(finding.severity()).isEqualTo(Severity.DAMAGE);
        assertThat(finding.summary()).contains(words);
        return finding;
    }
}
