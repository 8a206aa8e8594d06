package org.etcdrecovery.core.store.objects;

import java.time.Instant;
import java.util.Optional;

/**
 * A file or an object.
 *
 * @param name     its name below the folder that was listed, with slashes between its parts
 * @param size     its size in bytes
 * @param modified when it was last written
 * @param etag     the tag of this content; empty if the store has none
 */
public record StoredObject(String name, long size, Instant modified, Optional<String> etag) {
    /** Whether it lies in the folder itself, not below it. */
    public boolean isDirect() {
        return name.indexOf('/') < 0;
    }

    /** The last part of the name. */
    public String lastPart() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
