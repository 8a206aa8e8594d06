package org.etcdrecovery.core.testing;

import java.nio.file.Path;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Opens snapshots for tests. */
public final class Openers {
    private Openers() {}

    /** Unpacks into this directory. Nothing may be fetched. */
    public static SnapshotOpener unpackingInto(Path directory) {
        return SnapshotOpener.fetchingInto(Scratch.in(directory), (address, _, _) -> {
            throw new AssertionError("fetches " + address);
        });
    }
}
