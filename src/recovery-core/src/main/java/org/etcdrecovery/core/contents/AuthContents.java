package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * Users, roles and permissions. The file holds password hashes, which are not read out.
 *
 * @param enabled  whether auth is enabled, so that clients must authenticate
 * @param revision the auth revision, which counts changes to users and roles; empty if the file has none
 * @param users    sorted by name
 * @param roles    sorted by name
 */
public record AuthContents(boolean enabled, OptionalLong revision, List<User> users, List<Role> roles) {
    /** Copies the lists. */
    public AuthContents {
        users = List.copyOf(users);
        roles = List.copyOf(roles);
    }

    /**
     * Reads only the auth buckets of a snapshot, or of a database that no server has open.
     *
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if a page is damaged or the file is not a bbolt file
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress says so
     */
    public static AuthContents read(Path snapshot, Progress progress) throws IOException {
        return read(SnapshotOpener.plain(), SnapshotName.of(snapshot), progress);
    }

    /** As {@link #read(Path, Progress)}, of a snapshot that may be packed. */
    public static AuthContents read(SnapshotOpener opener, SnapshotName name, Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            return AuthReader.read(file.bolt(), KeyBucket.listing(progress));
        }
    }

    /**
     * A user.
     *
     * @param name     its name, escaped if not printable
     * @param roles    the names of its roles
     * @param password whether it can log in with a password; otherwise its client certificate identifies it
     */
    public record User(String name, List<String> roles, boolean password) {
        /** Copies the list. */
        public User {
            roles = List.copyOf(roles);
        }
    }

    /**
     * A role. The role {@code root} may do everything and needs no permissions.
     *
     * @param name        its name, escaped if not printable
     * @param permissions sorted by key, as etcd keeps them
     */
    public record Role(String name, List<Permission> permissions) {
        /** Copies the list. */
        public Role {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * A permission of a role on a range of keys.
     *
     * @param access   the operations that it allows
     * @param extent   how to read key and range end
     * @param key      the key, or the first one, escaped if not printable
     * @param rangeEnd the exclusive end of the range, escaped if not printable; empty for a single key
     */
    public record Permission(Access access, Extent extent, String key, String rangeEnd) {}

    /** The permission types of authpb.Permission. */
    public enum Access {
        READ, WRITE, READWRITE,
        /** A type that this program does not know. */
        UNKNOWN;

        static Access of(int number) {
            return switch (number) {
                case 0 -> READ;
                case 1 -> WRITE;
                case 2 -> READWRITE;
                default -> UNKNOWN;
            };
        }
    }

    /** Which keys a permission applies to. */
    public enum Extent {
        /** One key. */
        KEY,
        /** All keys that begin with the key. */
        PREFIX,
        /** The keys from the key up to, but not including, the range end. */
        RANGE,
        /** The key and all keys after it. */
        FROM_KEY,
        /** All keys. */
        EVERY_KEY
    }
}
