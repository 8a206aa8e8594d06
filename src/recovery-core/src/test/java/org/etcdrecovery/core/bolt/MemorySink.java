package org.etcdrecovery.core.bolt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.etcdrecovery.core.bytes.ByteSource;

/** An image in memory. */
public final class MemorySink implements PageSink {
    private final ByteArrayOutputStream appended = new ByteArrayOutputStream();
    private byte[] start = new byte[0];

    @Override
    public void append(ByteBuffer bytes) {
        appended.writeBytes(copy(bytes));
    }

    @Override
    public void overwriteStart(ByteBuffer bytes) {
        start = copy(bytes);
    }

    /** The finished image. */
    public byte[] image() {
        byte[] image = appended.toByteArray();
        System.arraycopy(start, 0, image, 0, start.length);
        return image;
    }

    /** The finished image as an input. */
    public ByteSource source() {
        return ByteSource.of("memory", image());
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    @Override
    public String toString() {
        return "image of " + appended.size() + " bytes, start " + Arrays.hashCode(start);
    }
}
