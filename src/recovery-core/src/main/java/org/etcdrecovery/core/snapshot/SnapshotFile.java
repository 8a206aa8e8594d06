package org.etcdrecovery.core.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.packed.Packed;
import org.etcdrecovery.core.packed.RefusedException;
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
    private final Unpacking unpacking;
    private final Optional<String> address;
    private @Nullable FileHasher hasher;
    private @Nullable FileHasher containerHasher;

    /**
     * What is known about a packed file.
     *
     * @param packed    how it is packed; empty if it is not
     * @param refusal   why no snapshot was taken out of it; empty if one was, or if it is not packed
     * @param container the packed file; null if it is not packed, or nothing was taken out of it
     * @param release   called when this file is closed
     */
    private record Unpacking(Optional<Packed> packed, Optional<Finding> refusal, @Nullable ByteSource container,
            Closeable release) {
        static final Unpacking NONE = new Unpacking(Optional.empty(), Optional.empty(), null, () -> {});
    }

    private SnapshotFile(Path path, FileIdentity identity, ByteSource source, boolean sealed, Unpacking unpacking,
            Optional<String> address) {
        this.path = path;
        this.identity = identity;
        this.source = source;
        this.sealed = sealed;
        this.unpacking = unpacking;
        this.address = address;
    }

    /**
     * Opens a snapshot that is not packed, or a database from a data directory, for reading. What an operator names is
     * opened by {@link SnapshotOpener}.
     *
     * @throws IOException as {@link ByteSource#open} does
     */
    public static SnapshotFile open(Path path) throws IOException {
        return SnapshotOpener.plain().open(SnapshotName.of(path), Progress.NONE);
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
                false, Unpacking.NONE, Optional.empty());
    }

    static SnapshotFile plain(Path path, FileIdentity identity, ByteSource source, Optional<String> address) {
        return new SnapshotFile(path, identity, source, true, Unpacking.NONE, address);
    }

    /** @param source the packed file */
    static SnapshotFile refused(Path path, FileIdentity identity, ByteSource source, Optional<Packed> packed,
            Finding refusal, Optional<String> address) {
        return new SnapshotFile(path, identity, source, true,
                new Unpacking(packed, Optional.of(refusal), null, () -> {}), address);
    }

    /**
     * @param source    the snapshot
     * @param container the packed file
     * @param release   called when this file is closed
     */
    static SnapshotFile unpacked(Path path, FileIdentity identity, ByteSource source, ByteSource container,
            Packed packed, Closeable release, Optional<String> address) {
        return new SnapshotFile(path, identity, source, true,
                new Unpacking(Optional.of(packed), Optional.empty(), container, release), address);
    }

    /**
     * The absolute path from which the file was opened: of a packed file its own, not that of the unpacked snapshot, and of
     * a fetched one that of the copy in scratch.
     */
    public Path path() {
        return path;
    }

    /** Where it was fetched from; empty if it is on this machine. */
    public Optional<String> address() {
        return address;
    }

    /** How messages name it. */
    public String shown() {
        return address.orElseGet(path::toString);
    }

    /** The size of the snapshot in bytes, unpacked. */
    public long size() {
        return sealed ? source.size() : source.size() + TrailingHash.LENGTH;
    }

    /** Whether its size is that of an image followed by a SHA-256, which is how etcd's tools recognise a saved snapshot. */
    boolean endsInHash() {
        return size() % TrailingHash.IMAGE_UNIT == TrailingHash.LENGTH;
    }

    /** The identity of the file when it was opened. */
    public FileIdentity identity() {
        return identity;
    }

    /** What is known about a packed file; empty if it is not packed. */
    public Optional<Packed> packed() {
        return unpacking.packed;
    }

    /** Why no snapshot was taken out of a packed file; empty if one was, or if it is not packed. */
    Optional<Finding> refusal() {
        return unpacking.refusal;
    }

    /**
     * The bytes of the snapshot; closed by {@link #close}.
     *
     * @throws RefusedException if no snapshot was taken out of a packed file
     */
    public ByteSource source() throws RefusedException {
        if (unpacking.refusal.isPresent()) {
            throw new RefusedException(unpacking.refusal.get());
        }
        return source;
    }

    /**
     * Reads the meta pages.
     *
     * @throws MalformedDataException if they are not sound or the file is cut off
     * @throws RefusedException       if no snapshot was taken out of a packed file
     */
    public BoltFile bolt() throws IOException {
        return BoltFile.open(source());
    }

    /**
     * Starts to hash the file in the background, unless that has already started.
     *
     * @throws IOException if the file cannot be read
     */
    public void startHashing(Progress progress) throws IOException {
        hasher(progress);
        containerHasher(progress);
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

    /**
     * Waits for the hash of the packed file, which is computed once.
     *
     * @return the packed file that the snapshot was taken out of; empty if it is not packed
     * @throws IOException                                if the file cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public Optional<Container> container(Progress progress) throws IOException {
        FileHasher hashing = containerHasher(progress);
        return hashing == null
                ? Optional.empty()
                : Optional.of(new Container(unpacking.packed.flatMap(Packed::entry), hashing.await().sha256()));
    }

    private synchronized @Nullable FileHasher containerHasher(Progress progress) {
        ByteSource container = unpacking.container;
        if (container != null && containerHasher == null) {
            containerHasher = FileHasher.start(container, progress, OptionalLong.empty());
        }
        return containerHasher;
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
        if (containerHasher != null) {
            containerHasher.stop();
        }
        try (Closeable _ = unpacking.release; ByteSource _ = unpacking.container) {
            source.close();
        }
    }
}
