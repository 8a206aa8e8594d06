package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads the small files that an operator names: a plan, a password, certificates. It reads only regular files of a
 * limited size: a FIFO could wait forever, and a device, or a snapshot named by mistake, could fill the memory.
 */
public final class SmallFile {
    /** More than the size of any plan, password, settings file or CA bundle. */
    public static final int USUAL_LIMIT = 16 << 20;

    private SmallFile() {}

    /**
     * The content of a file.
     *
     * @param limit the largest size in bytes
     * @param what  what the file should be, with an article, for messages
     * @throws NoSuchFileException if it does not exist
     * @throws IOException         if it is not a regular file, is larger than the limit, or cannot be read; the message
     *                             is meant for an operator
     */
    public static byte[] read(Path file, int limit, String what) throws IOException {
        return switch (FileKind.ofTarget(file)) {
            case FILE -> readRegular(file, limit, what);
            case ABSENT -> throw new NoSuchFileException(file.toString());
            case DIRECTORY -> throw refusal(file, "a directory, not " + what);
            case FileKind other -> throw refusal(file, other.words() + ", and " + what
                    + " is only read from a regular file: write it into one first");
        };
    }

    /** The UTF-8 text of a file; the arguments are those of {@link #read}. */
    public static String text(Path file, int limit, String what) throws IOException {
        byte[] bytes = read(file, limit, what);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw refusal(file, "not UTF-8 text, so not " + what);
        }
    }

    private static byte[] readRegular(Path file, int limit, String what) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > limit) {
                throw refusal(file, "too large for " + what + ", " + channel.size() + " bytes");
            }
            // Read to the end, whatever the size says: it is 0 in /proc, and the file may grow meanwhile.
            ByteBuffer content = ByteBuffer.allocate((int) channel.size() + 1);
            while (channel.read(content) >= 0) {
                if (content.position() > limit) {
                    throw refusal(file, "too large for " + what + ", more than " + limit + " bytes");
                }
                if (!content.hasRemaining()) {
                    content = ByteBuffer.allocate(2 * content.capacity()).put(content.flip());
                }
            }
            return Arrays.copyOf(content.array(), content.position());
        }
    }

    private static FileSystemException refusal(Path file, String reason) {
        return new UnsuitablePathException(file, reason);
    }
}
