package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.files.ScratchFile;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.files.UnsuitablePathException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.store.objects.StoreException.Reason;

/** A directory. Links are not followed, so nothing outside of it is listed or changed. */
final class FolderStore implements ObjectStore {
    private static final int DEEPEST = 4;
    private static final int BLOCK = 1 << 20;
    private static final Duration CLAIM_LIFE = Duration.ofMinutes(10);

    private final Path directory;

    FolderStore(Path directory) throws IOException {
        this.directory = directory.toAbsolutePath().normalize();
        if (!Files.exists(this.directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        if (!Files.isDirectory(this.directory)) {
            throw new StoreException(Reason.ADDRESS, directory + " is a file, and this needs a directory");
        }
    }

    @Override
    public String shown() {
        return directory.getParent() == null ? directory.toString() : directory + "/";
    }

    @Override
    public List<StoredObject> list(boolean below, Progress progress) throws IOException {
        List<StoredObject> found = new ArrayList<>();
        try (Work work = progress.begin(Stage.STORE, shown(), -1)) {
            list(directory, "", below ? DEEPEST : 0, found, work);
        }
        return found;
    }

    private void list(Path folder, String prefix, int depth, List<StoredObject> found, Work work)
            throws IOException {
        for (Path entry : Directories.list(folder)) {
            work.advance(0);
            BasicFileAttributes attributes;
            try {
                attributes = attributes(entry);
            } catch (NoSuchFileException e) {
                // Pruned by another process at this moment.
                continue;
            }
            String name = prefix + entry.getFileName();
            if (attributes.isRegularFile()) {
                if (found.size() == MOST_OBJECTS) {
                    throw StoreException.tooMany(shown());
                }
                found.add(object(name, attributes));
            } else if (attributes.isDirectory() && depth > 0) {
                list(entry, name + "/", depth - 1, found, work);
            }
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static StoredObject object(String name, BasicFileAttributes attributes) {
        return new StoredObject(name, attributes.size(), attributes.lastModifiedTime().toInstant(), Optional.empty());
    }

    @Override
    public Optional<StoredObject> find(String name, Progress progress) throws IOException {
        try {
            return Optional.of(attributes(directory.resolve(name)))
                    .filter(BasicFileAttributes::isRegularFile)
                    .map(attributes -> object(name, attributes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Text> text(String name, int limit, Progress progress) throws IOException {
        try {
            String text = SmallFile.text(directory.resolve(name), limit, "a manifest");
            return Optional.of(new Text(text, tag(text)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UnsuitablePathException e) {
            // Too large, no text, or no file.
            return Optional.empty();
        }
    }

    private static String tag(String text) {
        return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Fetched fetch(String name, ScratchDirectory into, Progress progress) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (ByteSource source = ByteSource.open(directory.resolve(name));
                Work work = progress.begin(Stage.FETCH, shown() + name, source.size());
                ScratchFile copy = into.create(String.valueOf(Path.of(name).getFileName()), source.size())) {
            copy(source, work, block -> {
                byte[] bytes = new byte[block.remaining()];
                block.get(bytes);
                digest.update(bytes);
                copy.write(bytes, 0, bytes.length);
            });
            return new Fetched(copy.path(), source.size(), HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Takes the bytes of a file, block by block. */
    @FunctionalInterface
    private interface Sink {
        void take(ByteBuffer block) throws IOException;
    }

    private static void copy(ByteSource source, Work work, Sink sink) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long at = 0; at < source.size(); at += block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, source.size() - at));
            source.read(at, block);
            sink.take(block.flip());
            work.advance(block.limit());
        }
    }

    @Override
    public void put(String name, Path file, String sha256, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(file);
                Work work = progress.begin(Stage.STORE_WRITE, shown() + name, source.size());
                AtomicFile target = fresh(name)) {
            copy(source, work, target::write);
            target.flush();
            if (!Digests.sha256Of(target.part(), progress).equals(sha256)) {
                throw new StoreException(Reason.DIFFERS, shown() + name
                        + ": what was written reads back otherwise, so it was removed; the disk or the source fails");
            }
            target.publish();
        }
    }

    private AtomicFile fresh(String name) throws IOException {
        try {
            return AtomicFile.fresh(directory.resolve(name));
        } catch (FileAlreadyExistsException e) {
            throw (StoreException) StoreException.exists(shown() + name).initCause(e);
        }
    }

    @Override
    public Optional<String> create(String name, String text, Progress progress) throws IOException {
        try (AtomicFile file = AtomicFile.fresh(directory.resolve(name))) {
            file.write(text);
            file.publish();
            return Optional.of(tag(text));
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        }
    }

    /**
     * The process that creates a file named after the old content may replace that content; of several, one succeeds.
     */
    @Override
    public Optional<String> replace(String name, String tag, String text, Progress progress) throws IOException {
        Path claim = directory.resolve(name + "." + tag.replace("\"", ""));
        try {
            Directories.createFile(claim);
        } catch (FileAlreadyExistsException e) {
            removeIfAbandoned(claim);
            return Optional.empty();
        }
        try {
            boolean same = text(name, SmallFile.USUAL_LIMIT, progress).filter(found -> found.tag().equals(tag))
                    .isPresent();
            if (!same) {
                return Optional.empty();
            }
            AtomicFile.replace(directory.resolve(name), text);
            return Optional.of(tag(text));
        } finally {
            Directories.deleteTree(claim);
        }
    }

    /** A process that was killed left it. */
    private static void removeIfAbandoned(Path claim) throws IOException {
        try {
            if (attributes(claim).lastModifiedTime().toInstant().isBefore(Instant.now().minus(CLAIM_LIFE))) {
                Directories.deleteTree(claim);
            }
        } catch (NoSuchFileException e) {
            // Its process has just ended.
        }
    }

    @Override
    public boolean excludesOthers(String name, String text, Progress progress) {
        // Links and renames do, also over NFS.
        return true;
    }

    @Override
    public void delete(String name, Progress progress) throws IOException {
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Directories.deleteTree(file);
        }
    }

    @Override
    public StoreTraits traits(Progress progress) {
        return StoreTraits.NONE;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
