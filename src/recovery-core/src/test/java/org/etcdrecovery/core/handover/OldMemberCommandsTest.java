package org.etcdrecovery.core.handover;

import static org.assertj.core.api.Assertions.assertThat;

import org.etcdrecovery.core.shell.Command;
import org.junit.jupiter.api.Test;

class OldMemberCommandsTest {
    @Test
    void overwritesNothing() {
        assertThat(OldMemberCommands.copyDataDirectory()).singleElement()
                .extracting(Command::text)
                .asString()
                .isEqualTo("test ! -e /var/lib/etcd.copy && cp -aT --reflink=auto /var/lib/etcd /var/lib/etcd.copy");
        assertThat(OldMemberCommands.stopWriters()).singleElement()
                .extracting(Command::text)
                .asString()
                .startsWith("mv -n ");
    }

    @Test
    void disablesAsSystemdAndAsKubeadmHaveIt() {
        assertThat(OldMemberCommands.disable()).extracting(Command::text)
                .satisfiesExactly(unit -> assertThat(unit).isEqualTo("systemctl disable --now etcd"),
                        pod -> assertThat(pod).contains("/etc/kubernetes/manifests/etcd.yaml"));
        assertThat(OldMemberCommands.startAgain()).hasSameSizeAs(OldMemberCommands.disable());
    }
}
