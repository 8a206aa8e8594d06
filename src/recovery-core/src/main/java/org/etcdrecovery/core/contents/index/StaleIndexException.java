package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.core.text.Coded;

/** Thrown if a file is no longer the one that an index was read from. */
public final class StaleIndexException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    StaleIndexException(Path file) {
        super(file + " has changed since it was read. Stop what writes to it, and read it again.");
    }

    @Override
    public String code() {
        return "file.changed";
    }
}
