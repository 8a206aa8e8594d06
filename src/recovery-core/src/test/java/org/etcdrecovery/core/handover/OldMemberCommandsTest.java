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
                        pod -> assertThat(pod).isEqualTo(
                                """
                                        test ! -e /etc/kubernetes/etcd.yaml && mv /etc/kubernetes/manifests/etcd.yaml /etc/kubernetes/etcd.yaml &&
                                          until [ -z "$(crictl ps --quiet --name '^etcd$')" ]; do sleep 1; done"""));
        assertThat(OldMemberCommands.startAgain()).extracting(Command::text)
                .containsExactly("systemctl start --no-block etcd && journalctl -u etcd -f",
                        "mv -n /etc/kubernetes/etcd.yaml /etc/kubernetes/manifests/etcd.yaml");
    }
}
