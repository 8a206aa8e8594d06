package org.etcdrecovery.core.cluster.save;

import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.MemberStatus;

/**
 * A snapshot that was received completely, matches its digest, and is on the disk under its name.
 *
 * @param file           the file
 * @param size           its size in bytes, including the digest
 * @param sha256         the SHA-256 of the whole file, in lower-case hex
 * @param imageSha256    the SHA-256 of the image, in lower-case hex, as in the last 32 bytes and as computed here
 * @param storageVersion the version of its schema, as the stream stated it; empty before 3.6
 * @param endpoint       where it came from
 * @param member         the status of the member just before
 * @param memberName     the name of the member; empty if it has none
 * @param warnings       what may be missing from it, as sentences
 */
public record SavedSnapshot(Path file, long size, String sha256, String imageSha256, String storageVersion,
        Endpoint endpoint, MemberStatus member, String memberName, List<String> warnings) {
    public SavedSnapshot {
        warnings = List.copyOf(warnings);
    }
}
