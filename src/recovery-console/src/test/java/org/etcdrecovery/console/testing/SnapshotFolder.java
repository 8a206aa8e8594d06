package org.etcdrecovery.console.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** A directory of snapshots with manifests, as {@code snapshot keep} leaves it. */
public final class SnapshotFolder {
    private final Path directory;

    /** @param directory where to write them */
    public SnapshotFolder(Path directory) {
        this.directory = directory;
    }

    /** Adds the sample with a manifest that fits it. */
    public Path sample(String name, Instant time, String verdict) throws IOException {
        Path file = directory.resolve(name);
        Files.copy(TestTools.SAMPLE, file);
        manifest(file, time, verdict, Files.size(file), sha256(file));
        return file;
    }

    /** Adds a file that no snapshot is in, with a manifest. */
    public Path stub(String name, Instant time, String verdict) throws IOException {
        Path file = other(name);
        manifest(file, time, verdict, Files.size(file), sha256(file));
        return file;
    }

    /** Adds a file without a manifest. */
    public Path other(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "x");
    }

    private static void manifest(Path file, Instant time, String verdict, long size, String sha256) throws IOException {
        Files.writeString(file.resolveSibling(file.getFileName() + ".manifest.json"),
                "{\"time\":\"%s\",\"size\":%d,\"sha256\":\"%s\",\"clusterId\":\"a1\",\"revision\":485198,\"keys\":3,\"sizeInUse\":4,\"verdict\":\"%s\"}"
                        .formatted(time, size, sha256, verdict));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
