package org.etcdrecovery.console.explorer.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Keys for the tests of this package. */
final class SampleKeys {
    private SampleKeys() {}

    /** Two namespaces of pods, one config map, a secret, and a key outside. */
    static EtcdFile file() {
        return new EtcdFile().put("/registry/pods/default/web-1", "a".repeat(100))
                .put("/registry/pods/default/web-2", "b".repeat(50))
                .put("/registry/pods/system/dns", "c".repeat(400))
                .put("/registry/configmaps/default/root", "d".repeat(10))
                .put("/registry/secrets/default/token", "e")
                .put("/registry/pods/default/web-1", "changed")
                .delete("/registry/configmaps/default/root")
                .put("other", "x");
    }

    static KeyIndex index(Path directory) {
        return index(directory, file());
    }

    static KeyIndex index(Path directory, EtcdFile file) {
        try {
            return KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(file.writeTo(directory)), Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
