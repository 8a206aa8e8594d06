package org.etcdrecovery.core.rescue.salvage;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/** Thrown if a file is no longer what a survey found. Nothing was written. */
public final class ChangedFileException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    ChangedFileException(String file) {
        super(file + " has changed since it was surveyed. Stop what writes to it, and survey it again.");
    }

    @Override
    public String code() {
        return "file.changed";
    }
}
