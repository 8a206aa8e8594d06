package org.etcdrecovery.core.rescue.replay;

import java.nio.file.Path;
import org.etcdrecovery.core.rescue.SnapshotOutput;
import org.etcdrecovery.core.snapshot.Inspection;

/**
 * A snapshot that was made of a member's directory and is on the disk under its name.
 *
 * @param file        the file
 * @param size        its size in bytes, including the hash
 * @param sha256      the SHA-256 of the whole file, in lower-case hex
 * @param imageSha256 the SHA-256 of the image, which the file ends with, in lower-case hex
 * @param inspection  what an inspection found in it
 */
public record RescuedSnapshot(Path file, long size, String sha256, String imageSha256, Inspection inspection) {
    static RescuedSnapshot of(Path file, SnapshotOutput.Written written) {
        return new RescuedSnapshot(file.toAbsolutePath(), written.size(), written.sha256(), written.imageSha256(),
                written.inspection());
    }
}
