package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets with records that belong in another bucket, or in none. */
class BucketShapeTest {
    @TempDir
    private Path directory;

    private final EtcdFile file = EtcdFile.usual();

    @Test
    void bucketsAndMetaKeysOfOtherNamesAreNotedWhereTheyAreNames() throws IOException {
        file.record("newer", "k", new byte[1]).record("meta", "newer", new byte[1]);
        Inspection inspection = Inspections.of(file.writeTo(directory));
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.findings()).extracting(Finding::summary)
                .containsExactly("A bucket that etcd does not have: newer",
                        "A record that etcd does not have there: newer");
    }

    @Test
    void recordsOfTheKeyspaceInTheBucketMetaAreDamage() throws IOException {
        file.record("meta", new Revision(5, 0).toKey(), new byte[1]);
        assertDamage(FindingCode.KEYSPACE_FOREIGN_META_KEY, "A record that etcd does not have there: \\x00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authUsers", "authRoles", "members", "members_removed"})
    void recordsOfTheKeyspaceInAnotherBucketOfACopyAreDamage(String bucket) throws IOException {
        file.record(bucket, EtcdFile.tombstone(5), EtcdFile.keyValue("a".getBytes(UTF_8), 0, new byte[0], 0));
        Inspection copy = copied();
        assertThat(copy.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(copy.findings()).filteredOn(finding -> finding.code() == FindingCode.TREE_FOREIGN_RECORD)
                .singleElement()
                .satisfies(finding -> assertThat(finding.summary())
                        .startsWith("A record that does not belong in this bucket, under \\x00"));
        // A server that hashed the file had the record. Another check finds out whether it can read it.
        assertThat(Inspections.of(file.writeTo(directory)).findings()).extracting(Finding::code)
                .doesNotContain(FindingCode.TREE_FOREIGN_RECORD);
    }

    @Test
    void usersAndRolesSayTheirNames() throws IOException {
        String longName = "n".repeat(200);
        file.user(longName).role(longName);
        assertThat(copied().findings()).extracting(Finding::code).containsExactly(FindingCode.HASH_MISSING);
        file.record("authUsers", longName.substring(1), EtcdFile.userRecord(longName, EtcdFile.BCRYPT));
        assertThat(copied().findings()).extracting(Finding::code).contains(FindingCode.TREE_FOREIGN_RECORD);
    }

    /** Inspects the file without the hash that proves that the server had these records. */
    private Inspection copied() throws IOException {
        return Inspections.of(Files.write(directory.resolve("copy.db"), file.image()));
    }

    private void assertDamage(FindingCode code, String words) throws IOException {
        Inspection inspection = Inspections.of(file.writeTo(directory));
        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(inspection.facts()).isEmpty();
        assertThat(inspection.findings()).filteredOn(finding -> finding.code() == code)
                .singleElement()
                .satisfies(finding -> assertThat(finding.summary()).contains(words));
    }
}
