package org.etcdrecovery.core.files;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.etcdrecovery.core.text.Coded;

/** A path that an operator named is of something that cannot be used for the purpose. Nothing was read or written. */
public final class UnsuitablePathException extends FileSystemException implements Coded {
    private static final long serialVersionUID = 1L;

    /**
     * @param path   the path
     * @param reason what is wrong with it, and what to do
     */
    public UnsuitablePathException(Path path, String reason) {
        super(path.toString(), null, reason);
    }

    @Override
    public String code() {
        return "file.not-usable";
    }
}
