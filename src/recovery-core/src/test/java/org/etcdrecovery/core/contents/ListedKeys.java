package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The keys that exist at the last revision of a snapshot, and their values. */
public final class ListedKeys {
    private ListedKeys() {}

    /** All of them, in key order. */
    public static List<KeyRow> of(Path snapshot) throws IOException {
        List<KeyRow> rows = new ArrayList<>();
        LivingScan.read(SnapshotOpener.plain(), SnapshotName.of(snapshot),
                (buffer, keyValue) -> rows.add(KeyRow.of(buffer, keyValue)), Progress.NONE);
        rows.sort(Comparator.comparing(KeyRow::key, Arrays::compareUnsigned));
        return rows;
    }

    /** Those that begin with a prefix, in key order. */
    public static List<KeyRow> under(String prefix, Path snapshot) throws IOException {
        return of(snapshot).stream().filter(row -> row.text().startsWith(prefix)).toList();
    }

    /** All of the value of a key. */
    public static byte[] value(KeyRow row, Path snapshot) throws IOException {
        return StoredValue
                .read(SnapshotOpener.plain(), SnapshotName.of(snapshot), row, Integer.MAX_VALUE)
                .orElseThrow()
                .head();
    }
}
