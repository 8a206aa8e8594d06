package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What etcd is started with is read from units, environment files, manifests and configuration files as they win. */
class ConfiguredMemberTest {
    @Test
    void aFlagWinsOverAVariableAndTheLastSettingOverEarlierOnes() {
        ConfiguredMember member = unit("""
                [Service]
                Environment="ETCD_NAME=one" ETCD_DATA_DIR=/a
                Environment=OPTIONS=--wal-dir=/w
                ExecStart=/usr/bin/false
                # from a drop-in
                ExecStart=
                ExecStart=-/usr/bin/etcd --name two \\
                  $OPTIONS --listen-peer-urls=${PEER}
                """, "export ETCD_DATA_DIR='/b c'\nPEER=http://10.0.0.1:2380\n");
        assertThat(member.program()).isEqualTo("/usr/bin/etcd");
        assertThat(member.setting("name")).contains("two");
        assertThat(member.setting("data-dir")).contains("/b c");
        assertThat(member.setting("wal-dir")).contains("/w");
        assertThat(member.setting("listen-peer-urls")).contains("http://10.0.0.1:2380");
        assertThat(member.isReadable()).isTrue();
    }

    @Test
    void looksIntoAShell() {
        ConfiguredMember member = unit("""
                ExecStart=/bin/bash -c "GOMAXPROCS=$(nproc) exec /usr/bin/etcd --name=\\"m 1\\" --data-dir=/d"
                """, "");
        assertThat(member.setting("name")).contains("m 1");
        assertThat(member.setting("data-dir")).contains("/d");
        assertThat(member.program()).isEqualTo("/usr/bin/etcd");
    }

    @Test
    void whatIsNotEtcdIsNotRead() {
        assertThat(unit("ExecStart=/usr/bin/docker run quay.io/coreos/etcd\n", "").isReadable()).isFalse();
    }

    @Test
    void aManifestMayHaveItsDirectoryElsewhere() {
        ConfiguredMember member = ConfiguredMember.ofManifest("""
                spec:
                  containers:
                  - command:
                    - etcd
                    - --name=m1
                    - "--data-dir=/data/etcd"
                    - --cert-file=/pki/server.crt
                    image: registry.k8s.io/etcd:3.6.16-0
                    volumeMounts:
                    - mountPath: /data
                      name: etcd-data
                    - mountPath: /pki
                      name: certs
                  volumes:
                  - hostPath:
                      path: /etc/kubernetes/pki/etcd
                      type: DirectoryOrCreate
                    name: certs
                  - hostPath:
                      path: /var/lib
                    name: etcd-data
                """.lines().toList());
        assertThat(member.imageVersion()).isEqualTo("3.6.16-0");
        assertThat(member.setting("data-dir").map(member::onHost)).contains("/var/lib/etcd");
        assertThat(member.files()).containsExactly("/etc/kubernetes/pki/etcd/server.crt");
    }

    @Test
    void aConfigurationFileReplacesEverything() {
        ConfiguredMember member = unit("ExecStart=/usr/bin/etcd --config-file=/etc/etcd.conf --name=flag\n",
                "ETCD_DATA_DIR=/variable\n");
        member.useFile("""
                name: 'm1'
                data-dir: /var/lib/etcd # usual
                client-transport-security:
                  cert-file: /c.crt
                peer-transport-security:
                  cert-file: "/p.crt"
                """.lines().toList());
        assertThat(member.setting("name")).contains("m1");
        assertThat(member.setting("data-dir")).contains("/var/lib/etcd");
        assertThat(member.setting("cert-file")).contains("/c.crt");
        assertThat(member.setting("peer-cert-file")).contains("/p.crt");
    }

    private static ConfiguredMember unit(String unit, String environment) {
        return ConfiguredMember.ofUnit(UnitFile.read(unit.lines().toList(), List.of(environment.split("\n", -1))));
    }
}
