package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Two small snapshots of real servers; the script {@code record} in their directory says what they hold. */
public final class Snapshots {
    /** From etcd 3.4, without a storage version. */
    static final String OF_3_4 = "etcd-3.4.db";
    /** From etcd 3.6. */
    public static final String OF_3_6 = "etcd-3.6.db";

    private Snapshots() {}

    /** Copies both to a directory. */
    public static void copyTo(Path directory) throws IOException {
        for (String name : new String[]{OF_3_4, OF_3_6}) {
            Files.write(directory.resolve(name), bytes(name));
        }
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Snapshots.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        }
    }

    static String text(String name) throws IOException {
        return new String(bytes(name), UTF_8);
    }
}
