package org.etcdrecovery.core.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A log in a few rotating files; {@code NAME-0.log} is the newest. Only the owner can read them, from the moment of
 * their creation; Java's file handler leaves that to the umask. A flush ends a record, and files rotate between
 * records.
 */
public final class RotatingFile extends OutputStream {
    private final Path directory;
    private final String name;
    private final long limit;
    private final int files;
    private FileChannel channel;

    private RotatingFile(Path directory, String name, long limit, int files, FileChannel channel) {
        this.directory = directory;
        this.name = name;
        this.limit = limit;
        this.files = files;
        this.channel = channel;
    }

    /**
     * Continues the newest file.
     *
     * @param directory the directory of the files; created with its parents if missing
     * @param limit     the size in bytes at which the files rotate
     * @param files     the number of files to keep
     */
    public static RotatingFile open(Path directory, String name, long limit, int files) throws IOException {
        Directories.createMissing(directory);
        return new RotatingFile(directory, name, limit, files, append(file(directory, name, 0)));
    }

    private static Path file(Path directory, String name, int number) {
        return directory.resolve(name + '-' + number + ".log");
    }

    private static FileChannel append(Path file) throws IOException {
        FileKind kind = FileKind.of(file);
        if (kind != FileKind.ABSENT && kind != FileKind.FILE) {
            throw new FileSystemException(file.toString(), null, "is " + kind.words() + ", not a log");
        }
        FileChannel channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
                Permissions.ownerOnly(file));
        if (kind == FileKind.FILE) {
            // An earlier version of this program left it to the umask.
            Permissions.restrict(file);
        }
        return channel;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[]{(byte) one});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void flush() throws IOException {
        if (channel.size() < limit) {
            return;
        }
        channel.close();
        for (int number = files - 2; number >= 0; number--) {
            Path from = file(directory, name, number);
            if (FileKind.of(from) == FileKind.FILE) {
                Files.move(from, file(directory, name, number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        channel = append(file(directory, name, 0));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
