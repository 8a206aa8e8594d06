package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;

/**
 * Who may do what. Passwords are hashed in the file, and the hashes stay there.
 *
 * @param enabled  whether clients must authenticate
 * @param revision counts the changes to users and roles; empty when the file states none
 * @param users    by name
 * @param roles    by name
 */
public record AuthContents(boolean enabled, OptionalLong revision, List<User> users, List<Role> roles) {
    /** Copies the lists. */
    public AuthContents {
        users = List.copyOf(users);
        roles = List.copyOf(roles);
    }

    /**
     * Reads these buckets of a snapshot, or of a database that no server has open, and no other.
     *
     * @throws org.etcdrecovery.core.bytes.MalformedDataException when a page is damaged or the file no bbolt file
     * @throws IOException                                          when it cannot be read
     * @throws java.util.concurrent.CancellationException           when the progress says so
     */
    public static AuthContents read(Path snapshot, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(snapshot)) {
            return AuthReader.read(BoltFile.open(source), KeyBucket.listing(progress));
        }
    }

    /**
     * A user.
     *
     * @param name     its name, escaped where it cannot be printed
     * @param roles    the roles it has
     * @param password whether it can log in with one; else its certificate tells who it is
     */
    public record User(String name, List<String> roles, boolean password) {
        /** Copies the list. */
        public User {
            roles = List.copyOf(roles);
        }
    }

    /**
     * A role. The role {@code root} may do everything without a permission.
     *
     * @param name        its name, escaped where it cannot be printed
     * @param permissions by key
     */
    public record Role(String name, List<Permission> permissions) {
        /** Copies the list. */
        public Role {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * What a role may do with some keys.
     *
     * @param access   what
     * @param extent   how key and range end are meant
     * @param key      the key, or the first one, escaped where it cannot be printed
     * @param rangeEnd the first key that is not meant any more; empty for a single key
     */
    public record Permission(Access access, Extent extent, String key, String rangeEnd) {}

    /** The permissions, by their number in authpb.Permission. */
    public enum Access {
        READ, WRITE, READWRITE,
        /** One that this program does not know. */
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

    /** Which keys a permission is about. */
    public enum Extent {
        /** One key. */
        KEY,
        /** Those that begin with the key. */
        PREFIX,
        /** From the key to before the range end. */
        RANGE,
        /** From the key on. */
        FROM_KEY,
        /** All. */
        EVERY_KEY
    }
}
