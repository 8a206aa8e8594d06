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
 * Reads the small files that an operator names: a plan, a password, certificates. Only regular files, and no more of
 * them than such a file can have: a FIFO would wait for ever, a device would fill the memory, and so would a snapshot
 * that is named by mistake.
 */
public final class SmallFile {
    /** More than any plan, password, settings or bundle of authorities takes. */
    public static final int USUAL_LIMIT = 16 << 20;

    private SmallFile() {}

    /**
     * The bytes of a file.
     *
     * @param limit the most bytes that it may have
     * @param what  what it should be, with its article, for the message
     * @throws NoSuchFileException when it is not there
     * @throws IOException         when it is no regular file, is larger, or cannot be read; the message is fit for an
     *                             operator
     */
    public static byte[] read(Path file, int limit, String what) throws IOException {
        return switch (FileKind.behind(file)) {
            case FILE -> readRegular(file, limit, what);
            case ABSENT -> throw new NoSuchFileException(file.toString());
            case DIRECTORY -> throw refusal(file, "a directory, not " + what);
            case FileKind other -> throw refusal(file, other.words() + ", and " + what
                    + " is only read from a regular file: write it into one first");
        };
    }

    /** The text of a file in UTF-8; the arguments are those of {@link #read}. */
    public static String text(Path file, int limit, String what) throws IOException {
        byte[] bytes = read(file, limit, what);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw refusal(file, "no text at all, so not " + what);
        }
    }

    private static byte[] readRegular(Path file, int limit, String what) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > limit) {
                throw refusal(file, "too large for " + what + ", " + channel.size() + " bytes");
            }
            // What the size does not tell, as in /proc, or what is added meanwhile, is read too.
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
        return new FileSystemException(file.toString(), null, reason);
    }
}
