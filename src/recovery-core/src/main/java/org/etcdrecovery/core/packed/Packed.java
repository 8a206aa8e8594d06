package org.etcdrecovery.core.packed;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.HumanSize;

/**
 * What is known about a packed file.
 *
 * @param form      how it is packed, the innermost first, such as {@code zip} or {@code tar in gzip}
 * @param size      the size of the packed file in bytes
 * @param entry     the name of the entry that is the snapshot; empty if it is no archive, or if none was taken
 * @param snapshots the names, escaped and shortened, of all entries that are snapshots, at most {@value #MOST_NAMES}
 * @param others    how many other files the archive holds
 */
public record Packed(String form, long size, Optional<String> entry, List<String> snapshots, int others) {
    /** The maximum number of names that are kept. */
    public static final int MOST_NAMES = 100;

    /** Copies the list. */
    public Packed {
        snapshots = List.copyOf(snapshots);
    }

    /** How it is packed and what was taken, in a few words; the name of the entry is escaped. */
    public String words() {
        return form + entry.map(name -> ", entry " + name).orElse("") + ", " + HumanSize.of(size)
                + (others > 0 ? ", with " + Counted.of(others, "other file") : "");
    }
}
