package org.etcdrecovery.console.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeadmHostTest {
    @TempDir
    Path root;

    @Test
    void takesTheCertificatesAndTheUrlOfTheManifest() throws IOException {
        files("etcd/ca.crt", "etcd/healthcheck-client.crt", "etcd/healthcheck-client.key", "apiserver-etcd-client.crt",
                "apiserver-etcd-client.key");
        Files.createDirectories(root.resolve("etc/kubernetes/manifests"));
        Files.writeString(root.resolve("etc/kubernetes/manifests/etcd.yaml"), """
                spec:
                  containers:
                  - command:
                    - etcd
                    - --advertise-client-urls=https://10.0.0.11:2379
                    - --cert-file=/etc/kubernetes/pki/etcd/server.crt
                """);

        assertThat(KubeadmHost.find(root)).hasValueSatisfying(host -> {
            assertThat(host.endpoints()).isEqualTo("https://10.0.0.11:2379");
            assertThat(host.ca()).endsWith("pki/etcd/ca.crt");
            assertThat(host.certificate()).endsWith("pki/etcd/healthcheck-client.crt");
            assertThat(host.key()).endsWith("pki/etcd/healthcheck-client.key");
        });
    }

    @Test
    void usesTheUsualUrlWhileTheManifestIsMovedOut() throws IOException {
        files("etcd/ca.crt", "apiserver-etcd-client.crt", "apiserver-etcd-client.key");

        assertThat(KubeadmHost.find(root)).hasValueSatisfying(host -> {
            assertThat(host.endpoints()).isEqualTo("https://127.0.0.1:2379");
            assertThat(host.key()).endsWith("pki/apiserver-etcd-client.key");
        });
    }

    @Test
    void readsTheManifestThatWasMovedOut() throws IOException {
        files("etcd/ca.crt", "apiserver-etcd-client.crt", "apiserver-etcd-client.key");
        Files.writeString(root.resolve("etc/kubernetes/etcd.yaml"),
                "    - --advertise-client-urls=https://10.0.0.11:2379\n");

        assertThat(KubeadmHost.find(root)).map(KubeadmHost::endpoints).contains("https://10.0.0.11:2379");
    }

    /** As other installers write it, with certificates in places of their own. */
    @Test
    void usesTheCertificatesThatTheManifestNames() throws IOException {
        Files.createDirectories(root.resolve("etc/kubernetes/pki"));
        files("../../other/ca.crt", "../../other/server.crt", "../../other/server.key");
        Files.createDirectories(root.resolve("etc/kubernetes/manifests"));
        Files.writeString(root.resolve("etc/kubernetes/manifests/etcd.yaml"), """
                  - command:
                    - etcd
                    - --peer-cert-file=/etc/other/peer.crt
                    - "--cert-file=/etc/other/server.crt"
                    - --key-file=/etc/other/server.key
                    - --peer-trusted-ca-file=/etc/other/peer-ca.crt
                    - --trusted-ca-file=/etc/other/ca.crt
                """);

        assertThat(KubeadmHost.find(root)).hasValueSatisfying(host -> {
            assertThat(host.ca()).endsWith("other/ca.crt");
            assertThat(host.certificate()).endsWith("other/server.crt");
            assertThat(host.key()).endsWith("other/server.key");
        });
    }

    @Test
    void offersNothingWithoutAKeyOrOnAnotherHost() throws IOException {
        assertThat(KubeadmHost.find(root)).isEmpty();
        files("etcd/ca.crt", "etcd/healthcheck-client.crt");
        assertThat(KubeadmHost.find(root)).isEmpty();
    }

    private void files(String... names) throws IOException {
        for (String name : List.of(names)) {
            Path file = root.resolve("etc/kubernetes/pki").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }
}
