package org.etcdrecovery.core.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * What a restore wrote.
 *
 * @param members      the members, in the order of the plan
 * @param databaseSize the length of the database of each in bytes
 * @param checksum     CRC-32C of each database as written and, if {@code readBack}, as read back
 * @param readBack     whether everything was read back and compared
 * @param lastRevision the revision at which the members start
 * @param hashKv       what they answer to HashKV at that revision
 */
public record RestoreResult(List<RestoredMember> members, long databaseSize, int checksum, boolean readBack,
        long lastRevision, int hashKv) {
    /** Copies the list. */
    public RestoreResult {
        members = List.copyOf(members);
    }

    /**
     * A member whose directories are in place.
     *
     * @param id      its ID, an unsigned number
     * @param name    its name
     * @param dataDir its data directory
     * @param walDir  its WAL directory, if separate
     */
    public record RestoredMember(MemberId id, String name, Path dataDir, Optional<Path> walDir) {}
}
