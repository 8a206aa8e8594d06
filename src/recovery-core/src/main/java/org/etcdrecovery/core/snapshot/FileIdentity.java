package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from another that is put in its place, and from itself after it was written to. Good enough not to
 * find something out twice; what is written from a file is held against its SHA-256.
 *
 * @param key      what the file system calls it; null where it has no such thing
 * @param size     its size in bytes
 * @param modified when it was last written to
 */
record FileIdentity(@Nullable Object key, long size, FileTime modified) {
    static FileIdentity of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileIdentity(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
    }
}
