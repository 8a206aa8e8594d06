package org.etcdrecovery.core.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.plan.Samples;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.junit.jupiter.api.Test;

class FileCommandsTest {
    private static final Path FILE = Path.of("/backup/prod etcd.db");

    @Test
    void looksAtAFile() {
        assertThat(FileCommands.status(FILE, EtcdRelease.V3_6).text())
                .isEqualTo("etcdutl snapshot status '/backup/prod etcd.db' -w table");
        assertThat(FileCommands.status(FILE, EtcdRelease.V3_4).text())
                .isEqualTo("ETCDCTL_API=3 etcdctl snapshot status '/backup/prod etcd.db' -w table");
        assertThat(FileCommands.verify(SnapshotName.of(Path.of("-odd.db"))).text())
                .isEqualTo("etcd-recovery snapshot verify ./-odd.db");
        assertThat(FileCommands.hashKv(SnapshotName.of(FILE)).text())
                .isEqualTo("etcd-recovery hashkv '/backup/prod etcd.db'");
        assertThat(FileCommands.salvage(SnapshotName.of(FILE)).text())
                .isEqualTo("etcd-recovery snapshot salvage '/backup/prod etcd.db'");
        assertThat(FileCommands.verify(new SnapshotName(FILE, Optional.of("a b.db"))).text())
                .isEqualTo("etcd-recovery snapshot verify '/backup/prod etcd.db' \\\n  --entry 'a b.db'");
        assertThat(FileCommands.hashKv(SnapshotName.of(FILE)).notes()).singleElement()
                .asString()
                .contains("changes it");
        assertThat(FileCommands.restore(Path.of("/r/plan.json")).text())
                .isEqualTo("etcd-recovery restore \\\n  --plan /r/plan.json");
    }

    @Test
    void comparesDataDirectories() {
        assertThat(FileCommands.assess(List.of(Path.of("/a/m1.etcd"), Path.of("/b c/m2.etcd"))).text())
                .isEqualTo("etcd-recovery rescue assess /a/m1.etcd '/b c/m2.etcd'");
    }

    /** The tests of the command line check that it accepts these commands and makes the same plan of them. */
    @Test
    void statesARequestInFull() {
        MemberRequest learner = new MemberRequest("m2", List.of("http://b:2380"), List.of(),
                Optional.of(Path.of("/data/two")), Optional.of(Path.of("/wal/two")), true);
        MemberRequest absent = new MemberRequest("m3", List.of("http://c:2380"), List.of("http://c:2379"),
                Optional.empty(), Optional.empty(), false);
        RestoreRequest request = RestoreRequest
                .builder(List.of(Samples.member("m1", "http://a:2380", "http://a:3380"), learner, absent), "-t")
                .target(new MinorVersion(3, 6))
                .revisionBump(5)
                .markCompacted(true)
                .clearAlarms(true)
                .skipHashCheck(true)
                .skipReadBack(true)
                .owner(new Owner("etcd", Optional.of("etcd")))
                .build();
        assertThat(FileCommands.plan(SnapshotName.of(FILE), request).text()).isEqualTo("""
                etcd-recovery plan '/backup/prod etcd.db' \\
                  --out /restore \\
                  --member m1=http://a:2380,http://a:3380 \\
                  --member m2=http://b:2380 \\
                  --data-dir m2=/data/two \\
                  --wal-dir m2=/wal/two \\
                  --learner m2 \\
                  --member m3=http://c:2380 \\
                  --client-urls m3=http://c:2379 \\
                  --elsewhere m3 \\
                  --token=-t \\
                  --etcd-version 3.6 \\
                  --bump-revision 5 \\
                  --owner etcd:etcd \\
                  --mark-compacted \\
                  --clear-alarms \\
                  --skip-hash-check \\
                  --skip-read-back""");
        assertThat(FileCommands
                .plan(SnapshotName.of(FILE), request.toBuilder().accepted(Set.of(ProblemCode.HASH_MISSING)).build())
                .text()).contains("--accept hash.missing").doesNotContain("--skip-hash-check");
        assertThat(FileCommands.restore(SnapshotName.of(FILE), request).text())
                .startsWith("etcd-recovery restore '/backup");
    }
}
