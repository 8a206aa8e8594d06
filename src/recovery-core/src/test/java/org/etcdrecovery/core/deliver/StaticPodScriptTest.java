package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.deliver.MemberFiles.assertOld;
import static org.etcdrecovery.core.deliver.MemberFiles.names;
import static org.etcdrecovery.core.deliver.MemberFiles.old;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the hosts, where the kubelet runs etcd as a static pod. */
class StaticPodScriptTest {
    @TempDir
    private Path directory;

    @Test
    void theKubeletSeesAManifestOnlyWhileItMayRun() throws IOException {
        Path manifests = Files.createDirectories(directory.resolve("kubernetes/manifests"));
        String manifest = """
                spec:
                  - command:
                    - etcd
                    - --listen-client-urls=https://127.0.0.1:2379,https://10.0.0.1:2379
                    - --name=m1
                """;
        Path etcd = Files.writeString(manifests.resolve("etcd.yaml"), manifest);
        Path apiServer = Files.writeString(manifests.resolve("kube-apiserver.yaml"), "api server");
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = new LocalHost(data, new ServiceForm.StaticPod(etcd.toString()));
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate").with("quarantine", "yes")).failed()).isEmpty();
        assertThat(manifests).isEmptyDirectory();

        assertThat(host.run(host.call("start")).failed()).isEmpty();
        String port = host.run(host.call("status")).answer().value("quarantine").orElse("");
        assertThat(etcd).hasContent(manifest.replaceAll("urls=.*", "urls=http://127.0.0.1:" + port));
        assertThat(apiServer).doesNotExist();

        Path original = directory.resolve("kubernetes/etcd-recovery-manifests/etcd.yaml");
        String corrected = Files.readString(original).replace("--name=m1", "--name=m2");
        Files.writeString(original, corrected);
        assertThat(host.run(host.call("start")).failed()).isEmpty();
        assertThat(etcd).as("what was corrected since")
                .hasContent(corrected.replaceAll("urls=.*", "urls=http://127.0.0.1:" + port));
        Files.writeString(original, manifest);

        assertThat(host.run(host.call("open")).failed()).isEmpty();
        assertThat(etcd).hasContent(manifest);
        assertThat(apiServer).exists();

        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertThat(manifests).as("not to be started").isEmptyDirectory();
        assertThat(host.run(host.call("undo").with("start_old", "yes")).failed()).isEmpty();
        assertThat(etcd).hasContent(manifest);
        assertThat(names(manifests)).containsExactly("etcd.yaml", "kube-apiserver.yaml");
        assertOld(data);
    }

    /** On an empty directory, etcd would begin a new member, or with others such as it a new cluster. */
    @Test
    void whereNothingWasNoOldMemberIsStarted() throws IOException {
        Path manifests = Files.createDirectories(directory.resolve("kubernetes/manifests"));
        Path etcd = Files.writeString(manifests.resolve("etcd.yaml"), "    - --name=m1\n");
        LocalHost host = new LocalHost(directory.resolve("etcd"), new ServiceForm.StaticPod(etcd.toString()));
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertThat(host.run(host.call("start")).failed()).isEmpty();
        assertThat(etcd).exists();

        for (int i = 0; i < 2; i++) {
            LocalHost.Answer undone = host.run(host.call("undo").with("start_old", "yes"));
            assertThat(undone.failed()).isEmpty();
            assertThat(undone.answer().value("blank")).contains(directory.resolve("etcd").toString());
            assertThat(etcd).doesNotExist();
        }
    }

    @Test
    void aConfigurationThatCannotCarryAQuarantineIsLeftAsItIs() throws IOException {
        Path manifests = Files.createDirectories(directory.resolve("kubernetes/manifests"));
        Path etcd = Files.writeString(manifests.resolve("etcd.yaml"), "    - --config-file=/etc/etcd.conf\n");
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = new LocalHost(data, new ServiceForm.StaticPod(etcd.toString()));
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate").with("quarantine", "yes")).failed())
                .startsWith("quarantine.config-file");
        assertThat(etcd).exists();
        assertOld(data);
    }
}
