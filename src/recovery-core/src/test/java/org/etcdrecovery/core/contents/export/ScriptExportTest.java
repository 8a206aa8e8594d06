package org.etcdrecovery.core.contents.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;

class ScriptExportTest extends ExportFixture {
    @Test
    void aScriptForKeysOfKubernetesIsRefused() throws IOException {
        EtcdFile file = new EtcdFile().put("/registry/pods/a", "x").put("/z", "y");

        assertThatThrownBy(() -> write(file, ExportFormat.ETCDCTL)).isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("/registry/pods/a is a key of Kubernetes")
                .hasMessageContaining("yaml");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    /** API servers may use any prefix. */
    @Test
    void aScriptLeavesOutWhatApiServersHaveStored() throws IOException {
        EtcdFile file = new EtcdFile().put("/k8s/pods/a", "k8s\0broken")
                .put("/k8s/secrets/b", "k8s:enc:aescbc:v1:key1:x")
                .put("/k8s/c", object("Custom", "c", "1", ""))
                .put("/z", "y");

        Export.Result result = export(file, ExportFormat.ETCDCTL, false);

        assertThat(result.exported()).isEqualTo(1);
        assertThat(result.leftOut()).extracting(Export.LeftOut::key)
                .containsExactly("/k8s/c", "/k8s/pods/a", "/k8s/secrets/b");
        Files.delete(result.file());
        assertThatThrownBy(() -> write(new EtcdFile().put("registry/pods/a", "x"), ExportFormat.ETCDCTL))
                .isInstanceOf(ExportRefusedException.class);
    }

    @Test
    void aScriptNamesTheKeysThatItCannotPut() throws IOException {
        EtcdFile file = new EtcdFile().put("/nul\0", "x").put("/z", "y");

        Export.Result result = export(file, ExportFormat.ETCDCTL, false);

        assertThat(result.exported()).isEqualTo(1);
        assertThat(result.leftOut()).extracting(Export.LeftOut::key).containsExactly("/nul\\x00");
    }
}
