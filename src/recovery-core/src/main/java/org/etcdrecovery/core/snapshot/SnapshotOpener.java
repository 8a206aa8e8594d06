package org.etcdrecovery.core.snapshot;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.packed.Packing;
import org.etcdrecovery.core.packed.Unpacked;
import org.etcdrecovery.core.packed.Unpacker;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a snapshot that an operator names: it opens plain files, unpacks packed ones into scratch, and fetches
 * those that are not on this machine. It keeps what it fetched, and what it unpacked last, so that a front end that reads
 * the same file several times waits for that once. It may be shared by threads.
 */
public final class SnapshotOpener implements Closeable {
    private final Optional<Scratch> scratch;
    private final Optional<SnapshotFetcher> fetcher;
    private final Cancellation closing = new Cancellation();
    private final Set<Kept> living = new HashSet<>();
    private final Map<String, Fetched> fetched = new HashMap<>();
    private @Nullable Kept kept;

    private SnapshotOpener(Optional<Scratch> scratch, Optional<SnapshotFetcher> fetcher) {
        this.scratch = scratch;
        this.fetcher = fetcher;
    }

    /** Fetches files that are not on this machine into this directory, and unpacks there too. */
    public static SnapshotOpener fetchingInto(Scratch scratch, SnapshotFetcher fetcher) {
        return new SnapshotOpener(Optional.of(scratch), Optional.of(fetcher));
    }

    /** Unpacks nothing: an inspection of a packed file says how to unpack it by hand. */
    public static SnapshotOpener plain() {
        return new SnapshotOpener(Optional.empty(), Optional.empty());
    }

    /**
     * Opens a snapshot. If none can be taken out of a packed file, an inspection of the result says why, and every other
     * use of it fails with that reason.
     *
     * @throws java.nio.file.NoSuchFileException                 if the file does not exist
     * @throws org.etcdrecovery.core.files.ScratchException      if there is no room to unpack it
     * @throws IOException                                       if it cannot be read, or the scratch file not written
     * @throws java.util.concurrent.CancellationException        if the progress is cancelled
     */
    public SnapshotFile open(SnapshotName name, Progress progress) throws IOException {
        if (name.address().isPresent()) {
            return open(fetched(name.address().get(), progress), name, progress);
        }
        if (Files.isDirectory(name.file())) {
            throw NamedDirectory.refusal(name.file());
        }
        return open(name.file(), name, progress);
    }

    private SnapshotFile open(Path file, SnapshotName name, Progress progress) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        // Read before opening, so that a file put in its place in between is not mistaken for a known one later.
        FileIdentity identity = FileIdentity.of(file);
        ByteSource source = ByteSource.open(file, name.shown());
        try {
            Optional<Packing> packing = scratch.isEmpty() ? Optional.empty() : Unpacker.packing(source);
            if (packing.isPresent()) {
                return unpacked(new SnapshotName(path, name.entry(), name.address()), identity, source, packing.get(),
                        progress);
            }
            return name.entry().isPresent() && scratch.isPresent()
                    ? SnapshotFile.refused(path, identity, source, Optional.empty(),
                            Unpacker.noArchive(name.entry().get()), name.address())
                    : SnapshotFile.plain(path, identity, source, name.address());
        } catch (IOException | RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    private synchronized SnapshotFile unpacked(SnapshotName name, FileIdentity identity, ByteSource source,
            Packing packing, Progress progress) throws IOException {
        Kept current = kept;
        if (current == null || !current.isOf(name, identity)) {
            forget();
            Unpacked unpacked = Unpacker.unpack(source, packing, name.entry(), scratch.orElseThrow(),
                    closing.guard(progress));
            if (unpacked.refusal().isPresent()) {
                unpacked.close();
                return SnapshotFile.refused(name.file(), identity, source, Optional.of(unpacked.packed()),
                        unpacked.refusal().get(), name.address());
            }
            current = new Kept(name, identity, unpacked);
            living.add(current);
            kept = current;
        }
        Kept used = current;
        FileIdentity unpackedIdentity = FileIdentity.of(used.unpacked.file());
        ByteSource file = ByteSource.open(used.unpacked.file());
        used.users++;
        // Messages name the file that the operator named, not one that is gone when they are read.
        ByteSource snapshot = file.named(name.shown() + used.unpacked.packed().entry().map(" "::concat).orElse(""));
        return SnapshotFile.unpacked(name.file(), unpackedIdentity, snapshot, source, used.unpacked.packed(),
                () -> release(used, file), name.address());
    }

    private synchronized Path fetched(String address, Progress progress) throws IOException {
        Fetched known = fetched.get(address);
        if (known != null) {
            return known.file();
        }
        if (fetcher.isEmpty() || scratch.isEmpty()) {
            throw new FileNotFoundException(
                    address + " is not on this machine, and is not fetched here; copy it to a file first");
        }
        ScratchDirectory directory = scratch.get().create();
        try {
            Path file = fetcher.get().fetch(address, directory, closing.guard(progress));
            fetched.put(address, new Fetched(directory, file));
            return file;
        } catch (IOException | RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private synchronized void release(Kept used, ByteSource file) throws IOException {
        file.close();
        used.users--;
        removeIfUnused(used);
    }

    private void removeIfUnused(Kept each) throws IOException {
        if (each.users == 0 && !each.wanted && living.remove(each)) {
            each.unpacked.close();
        }
    }

    private void forget() throws IOException {
        if (kept != null) {
            kept.wanted = false;
            removeIfUnused(kept);
            kept = null;
        }
    }

    /** Stops what is being fetched or unpacked, and removes everything that was, even if it is still open. */
    @Override
    public void close() throws IOException {
        closing.cancel();
        synchronized (this) {
            for (Kept each : living) {
                each.unpacked.close();
            }
            living.clear();
            kept = null;
            for (Fetched each : fetched.values()) {
                each.directory().close();
            }
            fetched.clear();
        }
    }

    /** A file that was fetched into a directory of its own. */
    private record Fetched(ScratchDirectory directory, Path file) {}

    /** A file that was unpacked. It is removed once it is neither used nor wanted any more. */
    private static final class Kept {
        private final SnapshotName name;
        private final FileIdentity identity;
        private final Unpacked unpacked;
        private int users;
        private boolean wanted = true;

        Kept(SnapshotName name, FileIdentity identity, Unpacked unpacked) {
            this.name = name;
            this.identity = identity;
            this.unpacked = unpacked;
        }

        boolean isOf(SnapshotName otherName, FileIdentity otherIdentity) {
            return name.equals(otherName) && identity.equals(otherIdentity);
        }
    }
}
