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
 * A snapshot that stays open from its inspection to the last member that is restored from it: all of them read the same
 * file, whatever is put in its place meanwhile, and it is hashed once.
 */
public final class SnapshotFile implements Closeable {
    private final Path path;
    private final FileIdentity identity;
    private final ByteSource source;
    private @Nullable FileHasher hasher;

    private SnapshotFile(Path path, FileIdentity identity, ByteSource source) {
        this.path = path;
        this.identity = identity;
        this.source = source;
    }

    /**
     * Opens a snapshot, or a database from a data directory, for reading.
     *
     * @throws IOException as {@link ByteSource#open} says
     */
    public static SnapshotFile open(Path path) throws IOException {
        // Before it is opened: of a file that is replaced in between, nothing may be taken for known later on.
        FileIdentity identity = FileIdentity.of(path);
        return new SnapshotFile(path.toAbsolutePath().normalize(), identity, ByteSource.open(path));
    }

    /** The absolute path under which it was opened. */
    public Path path() {
        return path;
    }

    /** The size of the file in bytes. */
    public long size() {
        return source.size();
    }

    /** Whether it has the length of an image with a SHA-256 behind it, by which etcd's tools tell the two apart. */
    boolean endsInHash() {
        return size() % TrailingHash.IMAGE_UNIT == TrailingHash.LENGTH;
    }

    /** Which file it is. */
    FileIdentity identity() {
        return identity;
    }

    /** The bytes of the file; they stay this object's to close. */
    public ByteSource source() {
        return source;
    }

    /**
     * Reads the meta pages.
     *
     * @throws MalformedDataException when they are not sound or the file is cut off
     */
    public BoltFile bolt() throws IOException {
        return BoltFile.open(source);
    }

    /**
     * Begins to hash the file in the background, unless that has begun already.
     *
     * @throws IOException when the file cannot be read
     */
    public void startHashing(Progress progress) throws IOException {
        hasher(progress);
    }

    /**
     * The hashes of the file, computed once.
     *
     * @throws IOException                                when the file cannot be read
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public FileHashes hashes(Progress progress) throws IOException {
        return hasher(progress).await();
    }

    private synchronized FileHasher hasher(Progress progress) throws IOException {
        if (hasher == null) {
            hasher = FileHasher.start(source, progress, imageSize());
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
