package org.etcdrecovery.core.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.etcdrecovery.core.snapshot.Platform;
import org.junit.jupiter.api.Test;

class PlatformRestoreTest {
    private static final Path FILE = Path.of("/backup/it's prepared.db");

    @Test
    void quotesTheFileInThePlatformsOwnCommand() {
        assertThat(PlatformRestore.of(Platform.K3S, FILE)).extracting(PlatformRestore::name)
                .containsExactly("k3s", "rke2");
        assertThat(PlatformRestore.of(Platform.K3S, FILE)).extracting(way -> way.command().text())
                .allSatisfy(text -> assertThat(text)
                        .contains(" server --cluster-reset --cluster-reset-restore-path='/backup/it'"));
        assertThat(PlatformRestore.of(Platform.KUBERNETES, FILE)).extracting(PlatformRestore::name)
                .containsExactly("Talos", "kubeadm");
    }

    @Test
    void givesOpenShiftTheOriginal() {
        assertThat(PlatformRestore.takesPrepared(Platform.OPENSHIFT)).isFalse();
        assertThat(PlatformRestore.takesPrepared(Platform.K3S)).isTrue();
        assertThat(PlatformRestore.of(Platform.OPENSHIFT, FILE)).extracting(way -> way.command().text())
                .containsExactly("cluster-restore.sh /backup");
    }
}
