package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import org.etcdrecovery.core.files.AtomicFile;

/** Writes many short texts in few calls. */
final class TextFile {
    private static final int ENOUGH = 256 << 10;

    private final AtomicFile file;
    private final StringBuilder text = new StringBuilder();

    TextFile(AtomicFile file) {
        this.file = file;
    }

    void append(String more) throws IOException {
        text.append(more);
        if (text.length() >= ENOUGH) {
            flush();
        }
    }

    void flush() throws IOException {
        file.write(text.toString());
        text.setLength(0);
    }
}
