package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, read by position and past the page cache (O_DIRECT), which takes aligned pieces only. */
final class UncachedByteSource extends ByteSource {
    private final FileChannel channel;

    private UncachedByteSource(String name, long size, FileChannel channel) {
        super(name, size);
        this.channel = channel;
    }

    static ByteSource openFile(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, DirectBuffers.uncached());
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without O_DIRECT. Any other failure comes again.
            return FileByteSource.openFile(file);
        }
        try {
            return new UncachedByteSource(file.toString(), channel.size(), channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    void readFully(long offset, ByteBuffer target) throws IOException {
        if (isAligned(offset) && isAligned(target.remaining()) && target.isDirect()
                && target.alignmentOffset(target.position(), DirectBuffers.ALIGNMENT) == 0) {
            readAligned(offset, target, target.remaining());
            return;
        }
        int before = (int) (offset % DirectBuffers.ALIGNMENT);
        ByteBuffer around = DirectBuffers.allocate(DirectBuffers.aligned(before + target.remaining()));
        readAligned(offset - before, around, before + target.remaining());
        target.put(around.flip().position(before).limit(before + target.remaining()));
    }

    /** Reads until a number of bytes have come; the last piece of a file is shorter than what is asked for. */
    private void readAligned(long offset, ByteBuffer target, int wanted) throws IOException {
        int start = target.position();
        while (target.position() - start < wanted) {
            int count = channel.read(target, offset + target.position() - start);
            if (count < 0) {
                throw MalformedDataException.damaged(name(), offset + target.position() - start,
                        wanted - (target.position() - start) + " more bytes", "the end of the file");
            }
        }
    }

    private static boolean isAligned(long number) {
        return number % DirectBuffers.ALIGNMENT == 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
