package org.etcdrecovery.core.rescue.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;

/** The open files that places refer to: the database and the segments of the log. All of them are only read. */
final class Sources implements Closeable {
    private final List<ByteSource> files = new ArrayList<>();
    private final List<Closeable> kept = new ArrayList<>();

    /** Keeps what {@link #close} closes. */
    <T extends Closeable> T keep(T opened) {
        kept.add(opened);
        return opened;
    }

    /** Adds an open file and returns its number. */
    int add(ByteSource file) {
        files.add(file);
        return files.size() - 1;
    }

    ByteSource file(int source) {
        return files.get(source);
    }

    /** The bytes at a place. */
    byte[] read(Place place) throws IOException {
        byte[] bytes = new byte[place.length()];
        if (bytes.length > 0) {
            file(place.source()).read(place.offset(), ByteBuffer.wrap(bytes));
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Closeable each : kept) {
            try {
                each.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
