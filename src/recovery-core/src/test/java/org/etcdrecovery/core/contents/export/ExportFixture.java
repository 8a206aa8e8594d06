package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.io.TempDir;

/** Exports what the tests of this package make. */
abstract class ExportFixture {
    static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");

    @TempDir
    Path directory;

    Path write(EtcdFile file, ExportFormat format) throws IOException {
        return export(file, format, false).file();
    }

    Export.Result export(EtcdFile file, ExportFormat format, boolean secrets) throws IOException {
        Path source = file.writeTo(directory);
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(source), Progress.NONE);
        return new Export(Selection.of(index.newest()), format, secrets).write(SnapshotOpener.plain(),
                SnapshotName.of(source), directory.resolve("out"), Progress.NONE);
    }

    static String object(String kind, String name, String uid, String owner) {
        String owners = owner.isEmpty()
                ? ""
                : ",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"Owner\",\"name\":\"of\",\"uid\":\"" + owner
                        + "\"}]";
        return "{\"apiVersion\":\"example.org/v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"" + name
                + "\",\"uid\":\"" + uid + "\"" + owners + "}}";
    }

    static Map<?, ?> metadata(Map<String, Object> object) {
        return (Map<?, ?>) Objects.requireNonNull(object.get("metadata"));
    }
}
