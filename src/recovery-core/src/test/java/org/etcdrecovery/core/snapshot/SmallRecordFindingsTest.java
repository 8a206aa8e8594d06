package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.json.InspectionJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What an inspection, and other readers of the same records, say about small records that no server writes. */
class SmallRecordFindingsTest {
    private static final String RUBBISH = "\u00ff\u00ff";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"authUsers, bob, cluster.user-record", "auth, authRevision, cluster.auth-record"})
    void whatEveryServerReadsAtItsStartIsDamageWhenItCannot(String bucket, String key, String code) throws IOException {
        EtcdFile file = EtcdFile.usual().record(bucket, key, RUBBISH.getBytes(ISO_8859_1));
        assertOne(file, Severity.DAMAGE, code, "");
        assertThat(Inspections.of(file.writeTo(directory)).facts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"cluster, clusterVersion, 3.x.0, 3.6 and later",
            "cluster, clusterVersion, ``, 3.6 and later", "cluster, clusterVersion, 2.0.0, 3.6 and later",
            "cluster, clusterVersion, 3.6.9, 3.6", "meta, storageVersion, 3.4.0, 3.6 and later",
            "meta, storageVersion, 2.0.0, 3.6 and later", "cluster, downgrade, {, 3.5 and later",
            "cluster, downgrade, ``, 3.5 and later", "cluster, downgrade, `{\"enabled\":1}`, 3.5 and later",
            "cluster, downgrade, `{\"ENABLED\":true}`, 3.5 and later",
            "cluster, downgrade, `{\"target-version\":\"x\",\"enabled\":true}`, 3.5 and later"})
    void whatSomeServersDoNotStartWithCallsForCareAndThesePlansAreRefused(String bucket, String key, String value,
            String versions) throws IOException {
        EtcdFile file = EtcdFile.usual().record(bucket, key, value.getBytes(ISO_8859_1));
        Inspection inspection = Inspections.of(file.writeTo(directory));
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertThat(inspection.facts().orElseThrow().refusals()).singleElement()
                .satisfies(refusal -> assertThat(refusal.versions()).hasToString(versions));
        assertThat(JsonMapper.shared()
                .readTree(InspectionJson.print(inspection))
                .path("facts")
                .path("refusals")
                .valueStream())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.path("versions").asString()).isEqualTo(versions))
                .satisfies(refusal -> assertThat(refusal.path("record").asString())
                        .isEqualTo(inspection.findings().getFirst().summary()));
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.why()).startsWith("etcd " + versions + " ");
            assertThat(finding.remedy()).contains("3.4");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"target-version\":\"x\",\"enabled\":false}", "null", "{}",
            "{\"target-version\":\"\u00ff\",\"enabled\":null}"})
    void whatServersPassOverIsNoFinding(String downgrade) throws IOException {
        EtcdFile file = EtcdFile.usual()
                .record("cluster", "downgrade", downgrade.getBytes(ISO_8859_1))
                .record("meta", "confState", new byte[0])
                .record("meta", "storageVersion", "three".getBytes(UTF_8));
        assertThat(Inspections.of(file.writeTo(directory)).findings()).isEmpty();
    }

    @Test
    void aDowngradeUnderWayCallsForCare() throws IOException {
        byte[] to35 = "{\"target-version\":\"3.5.0\",\"enabled\":true}".getBytes(UTF_8);
        assertOne(EtcdFile.usual().record("cluster", "downgrade", to35), Severity.CARE, "cluster.downgrade",
                "A downgrade of the cluster to 3.5.0 is in progress");
        byte[] to36 = "{\"target-version\":\"3.6.0\",\"enabled\":true}".getBytes(UTF_8);
        Inspection inspection = Inspections
                .of(EtcdFile.usual().record("cluster", "downgrade", to36).writeTo(directory));
        assertThat(inspection.facts().orElseThrow().refusals()).singleElement()
                .satisfies(refusal -> assertThat(refusal.versions()).hasToString("3.5"));
    }

    @Test
    void recordsThatTogetherLeaveNoVersionAreDamage() throws IOException {
        EtcdFile file = EtcdFile.usual().record("authUsers", "bob", new byte[]{8, 1});
        assertThat(Inspections.of(file.writeTo(directory)).verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        file.record("authUsers", "eve", new byte[]{26, 1, -1});
        assertThat(Inspections.of(file.writeTo(directory)).verdict()).isEqualTo(Verdict.DAMAGED);
        EtcdFile newer = EtcdFile.usual()
                .record("authUsers", "eve", new byte[]{26, 1, -1})
                .record("cluster", "downgrade", "[]".getBytes(UTF_8))
                .record("cluster", "clusterVersion", "3.7.0".getBytes(UTF_8));
        assertThat(Inspections.of(newer.writeTo(directory)).findings()).extracting(Finding::remedy)
                .contains("Take another copy or an older snapshot, or restore for a version that starts: 3.4.");
        newer.record("meta", "storageVersion", "3.6.0".getBytes(UTF_8));
        assertThat(Inspections.of(newer.writeTo(directory)).verdict())
                .as("plans refuse 3.4, too, because its later releases refuse this storage version")
                .isEqualTo(Verdict.DAMAGED);
    }

    @Test
    void aRoleIsReadAtTheStartWhenAUserHasIt() throws IOException {
        byte[] rubbish = RUBBISH.getBytes(ISO_8859_1);
        assertOne(EtcdFile.usual().record("authRoles", "spare", rubbish), Severity.CARE, "cluster.role-record",
                "The record of role spare cannot be read: ");
        EtcdFile used = EtcdFile.usual().record("authRoles", "spare", rubbish).user("bob", "spare");
        assertThat(Inspections.of(used.writeTo(directory)).verdict()).isEqualTo(Verdict.DAMAGED);
    }

    @Test
    void authenticationIsNoted() throws IOException {
        EtcdFile file = EtcdFile.usual().auth().user("root", "root");
        assertOne(file, Severity.NOTE, "cluster.auth-on", "Authentication is on");
        assertThat(Inspections.of(file.writeTo(directory)).facts().orElseThrow().authEnabled()).isTrue();
        byte[] withoutPassword = {10, 4, 'r', 'o', 'o', 't', 26, 4, 'r', 'o', 'o', 't', 34, 2, 8, 1};
        Inspection inspection = Inspections
                .of(EtcdFile.usual().auth().record("authUsers", "root", withoutPassword).writeTo(directory));
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.findings()).singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("client certificate"));
        assertThat(Inspections.of(EtcdFile.usual().user("root", "root").writeTo(directory)).findings())
                .as("it is off")
                .isEmpty();
    }

    @Test
    void authenticationThatNoOneCanAdministerCallsForCare() throws IOException {
        String code = "cluster.auth-without-root";
        assertOne(EtcdFile.usual().auth(), Severity.CARE, code, "Authentication is on, and there is no user");
        assertOne(EtcdFile.usual().auth().user("bob"), Severity.CARE, code,
                "Authentication is on, and no user has the role root");
        assertOne(EtcdFile.usual().auth().role("a").user("root", "root", "a"), Severity.CARE, code,
                "Authentication is on, and no user has the role root");
        assertOne(EtcdFile.usual().auth().user("bob", "root"), Severity.CARE, code,
                "Authentication is on, and the user root does not exist");
        assertOne(EtcdFile.usual().auth().user("bob", "root").user("root"), Severity.CARE, code,
                "Authentication is on, and the user root does not have the role root");
    }

    @Test
    void usersAndRolesThatContradictOthersCallForCare() throws IOException {
        assertOne(EtcdFile.usual().user("bob", "gone"), Severity.CARE, "cluster.user-record",
                "User bob has the role gone, which does not exist");
        assertOne(EtcdFile.usual().record("authUsers", "bob", EtcdFile.userRecord("bob", "secret")), Severity.CARE,
                "cluster.user-record", "The password of user bob is not a bcrypt hash");
        assertOne(EtcdFile.usual().record("authUsers", "bob", EtcdFile.userRecord("rob", EtcdFile.BCRYPT)),
                Severity.CARE,
                "cluster.user-record", "The record of user bob carries the name “rob”");
        assertOne(EtcdFile.usual().record("authRoles", "a", new byte[0]), Severity.CARE, "cluster.role-record",
                "The record of role a carries the name “”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0002", "\u0001\u0001"})
    void anAuthenticationThatIsNeitherOnNorOffCallsForCare(String value) throws IOException {
        assertOne(EtcdFile.usual().record("auth", "authEnabled", value.getBytes(ISO_8859_1)), Severity.CARE,
                "cluster.auth-record", "Nothing shows whether authentication is on");
    }

    @Test
    void keysOfALeaseThatDoesNotExistAreNamed() throws IOException {
        EtcdFile file = EtcdFile.usual()
                .put("/lost/\n", "v", 0x99)
                .put("/lost/2", "v", -2)
                .put("/leased", "v", 0x99)
                .put("/lost/2", "again", -2);
        assertOne(file, Severity.CARE, "cluster.lease-gone",
                "3 keys are attached to leases that do not exist: “/lost/\\n”, “/leased”, “/lost/2”");
        Inspection inspection = Inspections.of(file.writeTo(directory));
        assertThat(inspection.facts().orElseThrow().leaseCounts().keys()).isEqualTo(3);
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.why()).contains("The 2 leases are 99, fffffffffffffffe.");
            assertThat(finding.remedy()).contains("etcdctl put --ignore-value KEY");
        });
    }

    @Test
    void ofManyKeysWithoutTheirLeaseTheFirstAreNamed() throws IOException {
        EtcdFile file = EtcdFile.usual();
        for (int i = 0; i < 300; i++) {
            file.put("/lost/" + i + "x".repeat(100), "v", 0x1000 + i);
        }
        Inspection inspection = Inspections.of(file.writeTo(directory));
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.summary()).startsWith("300 keys are attached to leases that do not exist: “/lost/0xxx")
                    .endsWith("x…” and 295 more")
                    .hasSizeLessThan(500);
            assertThat(finding.why()).contains("The 300 leases are 1000, 1001, 1002, 1003, 1004 and 295 more.");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9_000_000_001L, Long.MAX_VALUE})
    void aLeaseThatNoEtcdGrantsCallsForCare(long seconds) throws IOException {
        assertOne(EtcdFile.usual().lease(0x88, seconds), Severity.CARE, "cluster.lease-ttl",
                "Lease 88 has " + seconds + " seconds to live; etcd grants 1 to 9000000000");
        assertThat(Inspections.of(EtcdFile.usual().lease(0x88, 1).lease(0x89, 9_000_000_000L).writeTo(directory))
                .findings()).isEmpty();
    }

    @Test
    void aLeaseThatOnlySomeServersReadCallsForCare() throws IOException {
        assertOne(EtcdFile.usual().record("lease", EtcdFile.number(0x88), new byte[]{8, -120, 1, 16, 60, 10, 0}),
                Severity.CARE, "cluster.lease-record", "The record of lease 88 cannot be read: field 1 of wire type 2");
    }

    @Test
    void anAlarmThatCannotBeReadCallsForCareAndIsToldToThePlan() throws IOException {
        EtcdFile file = EtcdFile.usual().record("alarm", new byte[]{(byte) 0xFF}, new byte[0]);
        assertOne(file, Severity.CARE, "cluster.alarm-record", "An alarm cannot be read: a number that is cut off");
        assertThat(Inspections.of(file.writeTo(directory)).facts().orElseThrow().alarms()).extracting(Alarm::kind)
                .containsExactly(Alarm.Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"id\":\"1\"}", "{\"id\":1.5}", "{\"id\":-1}", "{\"id\":1}x",
            "\u0000\u00ff"})
    void aMemberThatCannotBeReadCallsForCare(String json) throws IOException {
        assertOne(EtcdFile.usual().record("members", "1", json.getBytes(ISO_8859_1)), Severity.CARE,
                "cluster.member-record", "The record of member 1 cannot be read: ");
    }

    @Test
    void aMemberUnderAKeyThatIsNoIdCallsForCare() throws IOException {
        assertOne(EtcdFile.usual().record("members", "m1", "{\"id\":1}".getBytes(UTF_8)), Severity.CARE,
                "cluster.member-record", "“m1” is not the ID of a member");
        assertOne(EtcdFile.usual().record("members_removed", RUBBISH.getBytes(ISO_8859_1), new byte[0]), Severity.CARE,
                "cluster.member-record", "“\\xff\\xff” is not the ID of a member");
    }

    @ParameterizedTest
    @CsvSource({"consistent_index, index", "term, term"})
    void aNumberOfAnotherLengthCallsForCareWhereARestoreReplacesIt(String key, String name) throws IOException {
        assertOne(EtcdFile.usual().record("meta", key, new byte[7]), Severity.CARE,
                "cluster." + key.replace('_', '-'), "The " + name + " of the last applied entry has 7 bytes");
    }

    @Test
    void aRevisionAfterWhichThereIsNoneIsDamage() throws IOException {
        String words = "Revision 9223372036854775807 leaves no room for later ones";
        assertOne(new EtcdFile().record("meta", "finishedCompactRev", new Revision(Long.MAX_VALUE, 0).toKey()),
                Severity.DAMAGE, "keyspace.no-revision-left", words);
        assertThat(Inspections
                .of(EtcdFile.usual()
                        .record("key", new Revision(Long.MAX_VALUE, 0).toKey(), new byte[0])
                        .writeTo(directory))
                .findings()).extracting(Finding::code).contains(FindingCode.KEYSPACE_NO_REVISION_LEFT);
    }

    @Test
    void aBucketThatIsNotReadToItsEndIsNeverJustRestorable() throws IOException {
        EtcdFile file = EtcdFile.usual().record("authRoles", "large", new byte[(1 << 20) + 1]);
        assertOne(file, Severity.CARE, "cluster.unread-records", "1 record of the bucket authRoles was not read");
    }

    @Test
    void theReadersOfADatabaseAndOfContentsSayTheSame() throws IOException {
        byte[] rubbish = RUBBISH.getBytes(ISO_8859_1);
        for (String[] place : List.of(new String[]{"authUsers", "bob"}, new String[]{"auth", "authRevision"},
                new String[]{"cluster", "downgrade"}, new String[]{"cluster", "clusterVersion"},
                new String[]{"members", "1"}, new String[]{"members_removed", "m"}, new String[]{"meta", "term"},
                new String[]{"authRoles", "spare"},
                new String[]{"alarm", "\b"}, new String[]{"lease", "abcdefgh"})) {
            EtcdFile file = EtcdFile.usual().record(place[0], place[1], rubbish);
            Path written = file.writeTo(directory);
            List<Finding> inspected = Inspections.of(written).findings();
            List<Finding> heard = new ArrayList<>();
            try (SnapshotFile open = SnapshotFile.open(written)) {
                DatabaseReader.read(open, heard::add, Progress.NONE);
            }
            assertThat(heard).as(Arrays.toString(place)).isEqualTo(inspected).isNotEmpty();
            if (!place[0].equals("lease")) {
                assertThat(SnapshotContents.read(SnapshotOpener.plain(), SnapshotName.of(written), Progress.NONE)
                        .unreadable())
                        .containsExactly(inspected.getFirst().summary() + ".");
            }
        }
    }

    private void assertOne(EtcdFile file, Severity severity, String code, String summary) throws IOException {
        Inspection inspection = Inspections.of(file.writeTo(directory));
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.code().text()).isEqualTo(code);
            assertThat(finding.summary()).startsWith(summary);
        });
    }
}
