package org.etcdrecovery.console.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.handover.StartForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({"etc/kubernetes/manifests/etcd.yaml, '', STATIC_POD", "etc/kubernetes/etcd.yaml, '', STATIC_POD",
            "etc/systemd/system/etcd.service, ExecStart=/usr/bin/etcd --name a, UNIT_CHANGES",
            "lib/systemd/system/etcd.service, EnvironmentFile=-/etc/default/%p, ENVIRONMENT"})
    void knowsHowItStartsEtcd(String file, String content, StartForm form) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);

        assertThat(new Host.Local(root).startForm()).contains(form);
    }

    @Test
    void knowsNothingOfAnotherHost() {
        assertThat(new Host.Local(root).startForm()).isEqualTo(Optional.empty());
    }
}
