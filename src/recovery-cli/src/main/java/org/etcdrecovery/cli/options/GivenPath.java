package org.etcdrecovery.cli.options;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Paths among the arguments. */
public final class GivenPath {
    private GivenPath() {}

    /**
     * The path that an argument names. An empty one, as of a variable that is not set, names nothing, as for etcd's tools;
     * for Java it would be the working directory.
     *
     * @throws NoSuchFileException if the argument is empty
     */
    public static Path of(String argument) throws NoSuchFileException {
        if (argument.isEmpty()) {
            throw new NoSuchFileException("");
        }
        return Path.of(argument);
    }
}
