package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotTrainingTest {
    @TempDir
    private Path directory;

    @Test
    void runsTheVerbsForMembersToTheirEnd() throws Exception {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1)) {
            AotTraining.main(new String[]{"live", "not read", directory.toString(),
                    cluster.member(0).member().clientUrl().toString()});
        }

        assertThat(directory.resolve("saved.db.manifest.json")).isRegularFile();
    }

    @Test
    void runsTheVerbThatReadsToItsEnd() throws IOException {
        Snapshots.copyTo(directory);

        assertThatCode(() -> AotTraining.main(new String[]{"read",
                directory.resolve(Snapshots.OF_3_6).toString(), "not written"})).doesNotThrowAnyException();
    }

    @Test
    void runsTheVerbsForFilesToTheirEnd() throws IOException {
        Snapshots.copyTo(directory);
        Path out = directory.resolve("out");

        AotTraining.main(new String[]{"judge", directory.resolve(Snapshots.OF_3_6).toString(), out.toString()});

        assertThat(out.resolve("default.etcd/member/snap/db")).isRegularFile();
        assertThat(out.resolve("m1.etcd/member/snap/db")).isRegularFile();
    }
}
