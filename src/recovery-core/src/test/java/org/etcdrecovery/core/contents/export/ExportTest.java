package org.etcdrecovery.core.contents.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every format, and JSON. */
class ExportTest extends ExportFixture {
    private static final int PAGE = 4096;

    @Test
    void jsonHoldsEveryByte() throws IOException {
        String value = "\0\u0001 {}\n";
        Path out = write(new EtcdFile().lease(7, 60).put("/a", value, 7).put("/b", "old").put("/b", "new"),
                ExportFormat.JSON);

        JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(out));

        assertThat(json.path("revision").asLong()).isEqualTo(4);
        assertThat(json.path("keys").size()).isEqualTo(2);
        JsonNode first = json.at("/keys/0");
        assertThat(first.path("key").asString()).isEqualTo("/a");
        assertThat(first.path("value").asString()).isEqualTo(value);
        assertThat(Base64.getDecoder().decode(first.path("valueBase64").asString())).isEqualTo(value.getBytes(UTF_8));
        assertThat(first.path("lease").asString()).isEqualTo("7");
        assertThat(json.at("/keys/1/value").asString()).isEqualTo("new");
        assertThat(json.at("/keys/1/version").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "YAML")
    void aValueThatIsTooLargeIsLeftOut(ExportFormat format) throws IOException {
        EtcdFile file = new EtcdFile().put("/large", "x".repeat(16 << 20)).put("/small", "y");

        Export.Result result = export(file, format, false);

        assertThat(result.exported()).isEqualTo(1);
        assertThat(result.leftOut()).singleElement().satisfies(each -> {
            assertThat(each.key()).isEqualTo("/large");
            assertThat(each.why()).contains("larger than 16");
        });
    }

    @ParameterizedTest
    @EnumSource
    void anExportOfADamagedFileIsNotComplete(ExportFormat format) throws IOException {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 100; i++) {
            String key = format == ExportFormat.ETCDCTL ? "plain" : object("A", "a" + i, "", "");
            file.put("/a/" + i, key + " ".repeat(200));
        }
        byte[] image = file.snapshot();
        Arrays.fill(image, leafOfKeys(image), leafOfKeys(image) + 16, (byte) 0x55);
        Path source = Files.write(directory.resolve("damaged"), image);
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(source), Progress.NONE);

        Export.Result result = new Export(Selection.of(index.newest()), format, false).write(SnapshotOpener.plain(),
                SnapshotName.of(source), directory.resolve("out"), Progress.NONE);

        assertThat(result.exported()).isPositive();
        assertThat(result.unreadable()).isNotEmpty();
        assertThat(result.isComplete()).isFalse();
    }

    /** The place of a page with records of the bucket key, but not of its last, and not of the freelist. */
    private static int leafOfKeys(byte[] image) {
        for (int at = 2 * PAGE; at < image.length; at += PAGE) {
            if (new String(image, at, PAGE, ISO_8859_1).contains("/a/10")) {
                return at;
            }
        }
        throw new AssertionError("no such page");
    }

    @ParameterizedTest
    @EnumSource
    void aTakenNameStaysUntouched(ExportFormat format) throws IOException {
        Path out = Files.writeString(directory.resolve("out"), "mine");

        assertThatThrownBy(() -> write(new EtcdFile().put("/a", object("A", "a", "", "")), format))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(out).hasContent("mine");
    }

    @ParameterizedTest
    @EnumSource
    void anExportIsWholeOrNotThere(ExportFormat format) throws IOException {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 50; i++) {
            file.put("/a/" + i, format == ExportFormat.ETCDCTL ? "plain" : object("A", "a" + i, "", ""));
        }
        Path source = file.writeTo(directory);
        Cancellation cancellation = new Cancellation();
        int[] works = {0};
        Progress stopping = cancellation.guard((stage, subject, total) -> new Work() {
            @Override
            public void advance(long amount) {
                if (total == 50 && ++works[0] == (format == ExportFormat.YAML ? 70 : 20)) {
                    cancellation.cancel();
                }
            }

            @Override
            public void close() {
                // Nothing to end.
            }
        });
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(source), Progress.NONE);

        assertThatThrownBy(() -> new Export(Selection.of(index.newest()), format, false)
                .write(SnapshotOpener.plain(), SnapshotName.of(source), directory.resolve("out"), stopping))
                .isInstanceOf(CancellationException.class);

        assertThat(directory.toFile().list()).containsExactly("snapshot");
        Path out = write(file, format);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out))).isEqualTo("rw-------");
    }

    @Test
    void nothingToExportIsRefused() throws IOException {
        assertThatThrownBy(() -> write(new EtcdFile(), ExportFormat.JSON)).isInstanceOf(ExportRefusedException.class);
        assertThatThrownBy(() -> write(new EtcdFile().put("/a", "no object"), ExportFormat.YAML))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("/a, because it is not an object of Kubernetes");
    }
}
