package org.etcdrecovery.core.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that stays open from its inspection until the last member is restored from it. All of these read the same
 * file, even if another one is put in its place, and it is hashed only once.
 */
public final class SnapshotFile implements Closeable {
    private final Path path;
    private final FileIdentity identity;
    private final ByteSource source;
    private final boolean sealed;
    private @Nullable FileHasher hasher;

    private SnapshotFile(Path path, FileIdentity identity, ByteSource source, boolean sealed) {
        this.path = path;
        this.identity = identity;
        this.source = source;
        this.sealed = sealed;
    }

    /**
     * Opens a snapshot, or a database from a data directory, for reading.
     *
     * @throws IOException as {@link ByteSource#open} does
     */
    public static SnapshotFile open(Path path) throws IOException {
        // Read before opening, so that a file put in its place in between is not mistaken for a known one later.
        FileIdentity identity = FileIdentity.of(path);
        return new SnapshotFile(path.toAbsolutePath().normalize(), identity, ByteSource.open(path), true);
    }

    /**
     * Opens an image to which its hash will be appended. It is treated as if that had been done, so that the hash is
     * known once it is inspected.
     *
     * @param name the path that the file will have
     * @throws IOException as {@link ByteSource#open} does
     */
    public static SnapshotFile unsealed(Path image, Path name) throws IOException {
        return new SnapshotFile(name.toAbsolutePath().normalize(), FileIdentity.of(image), ByteSource.open(image),
                false);
    }

    /** The absolute path from which the file was opened. */
    public Path path() {
        return path;
    }

    /** The size of the file in bytes. */
    public long size() {
        return sealed ? source.size() : source.size() + TrailingHash.LENGTH;
    }

    /** Whether its size is that of an image followed by a SHA-256, which is how etcd's tools recognise a saved snapshot. */
    boolean endsInHash() {
        return size() % TrailingHash.IMAGE_UNIT == TrailingHash.LENGTH;
    }

    /** The identity of the file when it was opened. */
    FileIdentity identity() {
        return identity;
    }

    /** The bytes of the file; closed by {@link #close}. */
    public ByteSource source() {
        return source;
    }

    /**
     * Reads the meta pages.
     *
     * @throws MalformedDataException if they are not sound or the file is cut off
     */
    public BoltFile bolt() throws IOException {
        return BoltFile.open(source);
    }

    /**
     * Starts to hash the file in the background, unless that has already started.
     *
     * @throws IOException if the file cannot be read
     */
    public void startHashing(Progress progress) throws IOException {
        hasher(progress);
    }

    /**
     * Waits for the hashes of the file, which are computed once.
     *
     * @throws IOException                                if the file cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public FileHashes hashes(Progress progress) throws IOException {
        return hasher(progress).await();
    }

    private synchronized FileHasher hasher(Progress progress) throws IOException {
        if (hasher == null) {
            hasher = sealed
                    ? FileHasher.start(source, progress, imageSize())
                    : FileHasher.sealing(source, progress);
        }
        return hasher;
    }

    private OptionalLong imageSize() throws IOException {
        try {
            return OptionalLong.of(bolt().imageSize());
        } catch (MalformedDataException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (hasher != null) {
            hasher.stop();
        }
        source.close();
    }
}
