package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a file from another one put in its place, and from itself after a change. Good enough to decide whether
 * known facts still hold; what a restore writes is checked by its SHA-256.
 *
 * @param key      the file system's key of the file; null if the file system has none
 * @param size     the size in bytes
 * @param modified when the file was last modified
 */
public record FileIdentity(@Nullable Object key, long size, FileTime modified) {
    static FileIdentity of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileIdentity(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
    }
}
