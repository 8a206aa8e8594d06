package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, read by position. */
final class FileByteSource extends ByteSource {
    private final FileChannel channel;

    private FileByteSource(String name, long size, FileChannel channel) {
        super(name, size);
        this.channel = channel;
    }

    static FileByteSource openFile(Path file, String name) throws IOException {
        return of(name, FileChannel.open(file, StandardOpenOption.READ));
    }

    /** Takes an open channel. */
    static FileByteSource of(String name, FileChannel channel) throws IOException {
        try {
            return new FileByteSource(name, channel.size(), channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    void readFully(long offset, ByteBuffer target) throws IOException {
        long position = offset;
        while (target.hasRemaining()) {
            int count = channel.read(target, position);
            if (count < 0) {
                throw MalformedDataException.damaged(name(), position, target.remaining() + " more bytes",
                        "the end of the file, which was " + size() + " bytes long when it was opened");
            }
            position += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
