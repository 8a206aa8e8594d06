package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.etcdrecovery.core.text.Coded;

/** What was named is something else than the data directory of a member. The message can be shown as it is. */
public final class NotADataDirectoryException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    /**
     * @param path   what was named
     * @param found  what stands there instead
     * @param advice what to do with that
     */
    NotADataDirectoryException(Path path, String found, String advice) {
        super(path + ": expected a data directory of etcd (member/snap/db and member/wal), found " + found + ". "
                + advice);
    }

    /** The path, what was expected, what was found and what to do: never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    @Override
    public String code() {
        return "rescue.not-a-data-directory";
    }
}
