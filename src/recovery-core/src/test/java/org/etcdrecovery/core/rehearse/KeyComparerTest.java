package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.BUMP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as the same after a real server has had the data. */
class KeyComparerTest {
    @TempDir
    private Path directory;

    @Test
    void leasesMayRemoveKeysAndNothingElseMayChange() throws Exception {
        Path snapshot = directory.resolve("snapshot.db");
        List<Member> first = Member.onFreePorts(Files.createDirectory(directory.resolve("first")), 1);
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, first)) {
            Gateway gateway = cluster.gateway();
            for (int i = 0; i < 20; i++) {
                gateway.put("/a" + i % 10, "value " + i);
            }
            gateway.grantLease(7, 600);
            gateway.put(Gateway.bytes("/leased"), Gateway.bytes("value"), 7);
            Recovery.save(endpoint(cluster), snapshot);
        }
        List<Member> members = Member.onFreePorts(Files.createDirectory(directory.resolve("second")), 1);
        RestorePlan plan = Recovery.restore(snapshot, EtcdVersion.V3_6, members, "token", BUMP);
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members)) {
            Path untouched = save(cluster, "untouched.db");
            assertThat(compare(plan, untouched).same()).isTrue();
            assertThatNoBumpIsAKey(untouched);

            cluster.gateway().revokeLease(7);
            KeyComparison expired = compare(plan, save(cluster, "expired.db"));
            assertThat(expired.same()).isTrue();
            assertThat(expired.removed()).containsExactly("\"/leased\"");
            assertThat(expired.seen())
                    .isEqualTo(
                            "11 keys, all the same as in the snapshot; 1 key was removed since by leases that ran out");

            cluster.gateway().put("/new", "x");
            cluster.gateway().delete("/a1");
            KeyComparison changed = compare(plan, save(cluster, "changed.db"));
            assertThat(changed.same()).isFalse();
            assertThat(changed.since()).isEqualTo(2);
            assertThat(changed.named()).containsExactly("\"/new\" was written since", "\"/a1\" was deleted since");
        }
    }

    /** A second bump puts the empty key anew, and the compaction of the server removes the record of the first. */
    private void assertThatNoBumpIsAKey(Path bumped) throws IOException {
        RestorePlan plan = RehearsalFixture.plan(bumped, EtcdVersion.V3_6, directory, 1, BUMP);
        Records records = Records.of(bumped);
        records.bucket("key").values().removeIf(value -> value.length == 0);
        KeyComparison keys = compare(plan, records);
        assertThat(keys.same()).as("%s", keys).isTrue();
        assertThat(keys.keys()).isEqualTo(plan.livingKeys()).isEqualTo(11);
    }

    @Test
    void everyRecordThatIsMissingDifferentOrAddedIsFound() throws IOException {
        RestorePlan plan = RehearsalFixture.plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0);
        assertThat(compare(plan, Records.of(RehearsalFixture.SAMPLE)).same()).isTrue();

        Records records = Records.of(RehearsalFixture.SAMPLE);
        byte[] last = records.bucket("key").lastKey();
        byte[] value = records.bucket("key").remove(last);
        KeyComparison missing = compare(plan, records);
        assertThat(missing.missing()).isOne();
        assertThat(missing.named()).singleElement().asString().endsWith(" is missing");

        value[value.length - 1] ^= 1;
        records.bucket("key").put(last, value);
        assertThat(compare(plan, records).different()).isOne();

        Records more = Records.of(RehearsalFixture.SAMPLE);
        byte[] between = last.clone();
        between[between.length - 1] = 99;
        more.bucket("key").put(between, more.bucket("key").get(last));
        assertThat(compare(plan, more).named()).singleElement().asString().endsWith(" is not in the snapshot");
    }

    private Path save(RealCluster cluster, String name) throws IOException {
        Path file = directory.resolve(name);
        Recovery.save(endpoint(cluster), file);
        return file;
    }

    private static Endpoint endpoint(RealCluster cluster) throws IOException {
        return Endpoint.parse(cluster.member(0).member().clientUrl().toString(), false);
    }

    private KeyComparison compare(RestorePlan plan, Records records) throws IOException {
        return compare(plan, Files.write(directory.resolve("changed.db"), records.snapshot()));
    }

    private static KeyComparison compare(RestorePlan plan, Path database) throws IOException {
        SnapshotOpener opener = SnapshotOpener.plain();
        return KeyComparer.compare(plan, KeyComparer.planned(plan, opener, Progress.NONE), database, opener,
                Progress.NONE);
    }
}
