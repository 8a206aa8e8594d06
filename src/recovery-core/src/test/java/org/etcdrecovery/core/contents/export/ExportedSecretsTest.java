package org.etcdrecovery.core.contents.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.etcdrecovery.core.contents.RecordedValues;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ExportedSecretsTest extends ExportFixture {
    @ParameterizedTest
    @EnumSource
    void secretsStayOutOfEveryFormat(ExportFormat format) throws IOException {
        String secret = object("Secret", "s", "1", "").replace("example.org/v1", "v1")
                .replace("}}", "},\"data\":{\"k\":\"S3CRET\"}}");
        EtcdFile file = new EtcdFile().put("/k8s/x", secret)
                .put("/k8s/secrets/y", "S3CRET")
                .put("/z", format == ExportFormat.YAML ? object("A", "a", "2", "") : "plain");

        Export.Result covered = export(file, format, false);
        assertThat(covered.secretsWithheld()).isEqualTo(2);
        assertThat(Files.readString(covered.file())).doesNotContain("S3CRET", base64("S3CRET"), base64(secret));

        Files.delete(covered.file());
        Export.Result shown = export(file, format, true);
        assertThat(shown.secretsWithheld()).isZero();
        assertThat(Files.readString(shown.file()))
                .contains(format == ExportFormat.ETCDCTL ? base64("S3CRET") : "S3CRET");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void secretsOfTheSampleStayOut() throws IOException {
        for (ExportFormat format : new ExportFormat[]{ExportFormat.JSON, ExportFormat.CSV, ExportFormat.YAML}) {
            Path out = directory.resolve(format.text());
            KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE);
            Selection secrets = Selection.of(index.newest()
                    .filter(KeyMatcher.containing("/data/".getBytes(UTF_8)), new Cancellation()));
            byte[] wanted = secretOfSample();
            Export.Result covered = new Export(secrets, format, false).write(SnapshotOpener.plain(),
                    SnapshotName.of(SAMPLE), out, Progress.NONE);
            assertThat(covered.secretsWithheld()).as(format.text()).isPositive();
            assertThat(Files.readString(out)).as(format.text())
                    .doesNotContain(new String(wanted, UTF_8))
                    .doesNotContain(Base64.getEncoder().encodeToString(wanted));
            Export.Result shown = new Export(secrets, format, true).write(SnapshotOpener.plain(),
                    SnapshotName.of(SAMPLE), directory.resolve(format.text() + "-shown"), Progress.NONE);
            assertThat(shown.secretsWithheld()).isZero();
            assertThat(Files.readString(shown.file())).contains(Base64.getEncoder().encodeToString(wanted));
        }
    }

    /** What the secret s0 of the sample holds. */
    private static byte[] secretOfSample() throws IOException {
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE);
        int rank = index.find("/registry/secrets/data/s0".getBytes(UTF_8));
        try (RecordedValues values = RecordedValues.open(SnapshotOpener.plain(), SnapshotName.of(SAMPLE),
                Progress.NONE)) {
            StoredValue stored = values.read(index.key(rank), index.newest().living(rank)).orElseThrow();
            KubernetesObject object = (KubernetesObject) KubernetesValue.read(stored.head(), 1).orElseThrow();
            JsonNode data = object.json(Detail.WITH_SECRETS).path("data");
            return Base64.getDecoder().decode(data.values().iterator().next().asString());
        }
    }
}
