package org.etcdrecovery.core.cluster.save;

import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.MemberStatus;

/**
 * A snapshot that was received completely, whose digest fits, and that is on the disk under its name.
 *
 * @param file           where
 * @param size           its bytes, the digest included
 * @param sha256         of the whole file, in lower-case hex
 * @param imageSha256    of the image, in lower-case hex: what its last 32 bytes say, and what was computed on the way
 * @param storageVersion the version of its schema, as the stream stated it; empty before 3.6
 * @param endpoint       where it came from
 * @param member         what the member said of itself just before
 * @param memberName     its name; empty when it did not say
 * @param warnings       what may be missing from it, as sentences
 */
public record SavedSnapshot(Path file, long size, String sha256, String imageSha256, String storageVersion,
        Endpoint endpoint, MemberStatus member, String memberName, List<String> warnings) {
    public SavedSnapshot {
        warnings = List.copyOf(warnings);
    }
}
