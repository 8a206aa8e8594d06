package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file system of this machine with a fault. */
public final class FailingFileSystem extends FileSystem {
    private final FileSystem real;
    private final Provider provider;

    private enum Fault {
        LISTING, WRITING, CREATING_FILES, SYNCING, DELETING, MOUNTS
    }

    private FailingFileSystem(FileSystem real, Fault fault, String reason) {
        this.real = real;
        this.provider = new Provider(real.provider(), fault, reason);
    }

    /** A path at and below which listing a directory fails at its first entry. */
    public static Path listingFails(Path path, String reason) {
        return new FailingFileSystem(path.getFileSystem(), Fault.LISTING, reason).wrap(path);
    }

    /** A path below which every access for writing fails. */
    public static Path writingFails(Path path, String reason) {
        return new FailingFileSystem(path.getFileSystem(), Fault.WRITING, reason).wrap(path);
    }

    /** A path below which directories can be created, but no files. */
    public static Path creatingFilesFails(Path path, String reason) {
        return new FailingFileSystem(path.getFileSystem(), Fault.CREATING_FILES, reason).wrap(path);
    }

    /** A path below which nothing can be deleted whose path has this in it, which is the reason too. */
    public static Path deletingFails(Path path, String part) {
        return new FailingFileSystem(path.getFileSystem(), Fault.DELETING, part).wrap(path);
    }

    /** A path below which no directory can be synced to disk. */
    public static Path syncingFails(Path path, String reason) {
        return new FailingFileSystem(path.getFileSystem(), Fault.SYNCING, reason).wrap(path);
    }

    /** A path of which the system does not say on which file system it is, as in a root that is no mount point. */
    public static Path mountsAreUnknown(Path path) {
        return new FailingFileSystem(path.getFileSystem(), Fault.MOUNTS, "Mount point not found").wrap(path);
    }

    private Path wrap(Path path) {
        return (Path) Proxy.newProxyInstance(FailingFileSystem.class.getClassLoader(),
                new Class<?>[]{Path.class, Wrapped.class},
                (_, method, arguments) -> {
                    switch (method.getName()) {
                        case "getFileSystem" -> {
                            return this;
                        }
                        case "unwrap" -> {
                            return path;
                        }
                        default -> {
                            Object[] given = arguments == null ? new Object[0] : arguments.clone();
                            for (int i = 0; i < given.length; i++) {
                                given[i] = given[i] instanceof Wrapped wrapped ? wrapped.unwrap() : given[i];
                            }
                            try {
                                Object result = method.invoke(path, given);
                                return result instanceof Path found ? wrap(found) : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    /** The path of the real file system that a path of this one wraps. */
    interface Wrapped {
        Path unwrap();
    }

    private static Path unwrap(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.unwrap() : path;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return real.isOpen();
    }

    @Override
    public boolean isReadOnly() {
        return real.isReadOnly();
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return real.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrap(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        return real.getPathMatcher(pattern);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return real.newWatchService();
    }

    private final class Provider extends FileSystemProvider {
        private final FileSystemProvider real;
        private final Fault fault;
        private final String reason;

        Provider(FileSystemProvider real, Fault fault, String reason) {
            this.real = real;
            this.fault = fault;
            this.reason = reason;
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            DirectoryStream<Path> stream = real.newDirectoryStream(unwrap(directory),
                    path -> filter.accept(wrap(path)));
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    Iterator<Path> entries = stream.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            if (fault == Fault.LISTING) {
                                throw new DirectoryIteratorException(
                                        new FileSystemException(directory.toString(), null, reason));
                            }
                            return entries.hasNext();
                        }

                        @Override
                        public Path next() {
                            if (!hasNext()) {
                                throw new NoSuchElementException();
                            }
                            return wrap(entries.next());
                        }
                    };
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }
            };
        }

        private void refuseWriting(Path path) throws FileSystemException {
            if (fault == Fault.WRITING) {
                throw new FileSystemException(path.toString(), null, reason);
            }
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options,
                FileAttribute<?>... attributes) throws IOException {
            boolean fails = switch (fault) {
                case SYNCING -> Files.isDirectory(path);
                case CREATING_FILES -> options.contains(StandardOpenOption.CREATE_NEW);
                case LISTING, WRITING, DELETING, MOUNTS -> false;
            };
            if (fails) {
                throw new FileSystemException(path.toString(), null, reason);
            }
            return real.newFileChannel(unwrap(path), options, attributes);
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            if (Set.of(modes).contains(AccessMode.WRITE)) {
                refuseWriting(path);
            }
            real.checkAccess(unwrap(path), modes);
        }

        @Override
        public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
                FileAttribute<?>... attributes) throws IOException {
            return real.newByteChannel(unwrap(path), options, attributes);
        }

        @Override
        public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
            refuseWriting(path);
            real.createDirectory(unwrap(path), attributes);
        }

        @Override
        public void delete(Path path) throws IOException {
            refuseWriting(path);
            if (fault == Fault.DELETING && path.toString().contains(reason)) {
                throw new FileSystemException(path.toString(), null, reason);
            }
            real.delete(unwrap(path));
        }

        @Override
        public void copy(Path from, Path to, CopyOption... options) throws IOException {
            refuseWriting(to);
            real.copy(unwrap(from), unwrap(to), options);
        }

        @Override
        public void move(Path from, Path to, CopyOption... options) throws IOException {
            refuseWriting(to);
            real.move(unwrap(from), unwrap(to), options);
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return real.isSameFile(unwrap(path), unwrap(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return real.isHidden(unwrap(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            if (fault == Fault.MOUNTS) {
                throw new IOException(reason);
            }
            return real.getFileStore(unwrap(path));
        }

        @Override
        public Path readSymbolicLink(Path path) throws IOException {
            return wrap(real.readSymbolicLink(unwrap(path)));
        }

        @Override
        public <V extends FileAttributeView> @Nullable V getFileAttributeView(Path path, Class<V> type,
                LinkOption... options) {
            return real.getFileAttributeView(unwrap(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return real.readAttributes(unwrap(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return real.readAttributes(unwrap(path), attributes, options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
                throws IOException {
            refuseWriting(path);
            real.setAttribute(unwrap(path), attribute, value, options);
        }

        @Override
        public String getScheme() {
            return real.getScheme();
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return FailingFileSystem.this;
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }
    }
}
