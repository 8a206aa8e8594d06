package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.etcdrecovery.core.text.Coded;

/** Thrown if a path is not the data directory of a member. The message can be shown to the operator unchanged. */
public final class NotADataDirectoryException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    /**
     * @param path   the path that was given
     * @param found  what is there instead
     * @param advice what to do about it
     */
    NotADataDirectoryException(Path path, String found, String advice) {
        this(path, "a data directory of etcd (member/snap/db and member/wal)", found, advice);
    }

    /** @param expected what should be there */
    NotADataDirectoryException(Path path, String expected, String found, String advice) {
        super(path + " is " + found + ", not " + expected + ". " + advice);
    }

    /** The path, what was expected, what was found and what to do; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    @Override
    public String code() {
        return "rescue.not-a-data-directory";
    }
}
