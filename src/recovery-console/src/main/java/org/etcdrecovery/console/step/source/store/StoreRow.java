package org.etcdrecovery.console.step.source.store;

import java.util.Optional;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.store.StoredSnapshot;

/**
 * A snapshot in the table, or a gap between two.
 *
 * @param madeBy   who made it
 * @param name     its name in the folder; of a gap, what is missing
 * @param taken    when it was made
 * @param revision its revision
 * @param size     its size
 * @param tone     the tone of the verdict; neutral without a verdict
 * @param verdict  what is known of it, in a word or two
 * @param snapshot the snapshot; empty for a gap
 */
public record StoreRow(String madeBy, String name, String taken, String revision, String size, Tone tone,
        String verdict, Optional<StoredSnapshot> snapshot) {
    /** Whether snapshots are missing here. */
    boolean isGap() {
        return snapshot.isEmpty();
    }
}
