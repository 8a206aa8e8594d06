package org.etcdrecovery.core.rescue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.etcdrecovery.core.bolt.PageSink;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/** A new snapshot file: an image, which is hashed when it is complete, and its SHA-256. */
public final class SnapshotOutput implements PageSink, Closeable {
    private static final int BLOCK = 1 << 20;

    private final AtomicFile file;
    private final ByteBuffer block = DirectBuffers.allocate(BLOCK);
    private long length;

    /**
     * Begins a file whose name must be free.
     *
     * @throws IOException if it cannot be written there
     */
    public SnapshotOutput(Path target) throws IOException {
        this.file = AtomicFile.fresh(target);
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        length += bytes.remaining();
        while (bytes.hasRemaining()) {
            if (!block.hasRemaining()) {
                writeBlock();
            }
            int count = Math.min(bytes.remaining(), block.remaining());
            block.put(block.position(), bytes, bytes.position(), count);
            block.position(block.position() + count);
            bytes.position(bytes.position() + count);
        }
    }

    private void writeBlock() throws IOException {
        file.write(block.flip());
        block.clear();
    }

    @Override
    public void overwriteStart(ByteBuffer bytes) throws IOException {
        writeBlock();
        file.overwriteStart(bytes);
    }

    /**
     * The hashes of a complete file, in lower-case hex.
     *
     * @param size  its size in bytes
     * @param image the SHA-256 of the image, which the file ends with
     * @param whole the SHA-256 of the whole file
     */
    public record Written(long size, String image, String whole) {}

    /** Hashes the image, appends its hash, and gives the file its name. */
    public Written publish(Progress progress) throws IOException {
        MessageDigest digest = sha256();
        try (ByteSource image = ByteSource.open(file.part());
                Work work = progress.begin(Stage.HASH, file.part().toString(), length)) {
            for (long at = 0; at < length; at += BLOCK) {
                image.read(at, block.clear().limit((int) Math.min(BLOCK, length - at)));
                digest.update(block.flip());
                work.advance(block.limit());
            }
        }
        MessageDigest whole = copyOf(digest);
        byte[] hash = digest.digest();
        file.write(ByteBuffer.wrap(hash));
        file.publish();
        HexFormat hex = HexFormat.of();
        return new Written(length + hash.length, hex.formatHex(hash), hex.formatHex(whole.digest(hash)));
    }

    /** Deletes the file after it was published, unless another file has the name by now. */
    public void withdraw() throws IOException {
        file.withdraw();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be cloned", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
