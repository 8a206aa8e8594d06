package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * Everything in a snapshot except its keys, decoded for display. The package {@code index} has the keys, and
 * {@link LeasedKeys} those of leases.
 *
 * @param members        the members of the lost cluster, in bucket order
 * @param removedMembers the IDs of removed members, unsigned
 * @param leases         all leases, sorted by unsigned ID
 * @param auth           users, roles, and whether auth is enabled
 * @param alarms         the raised alarms
 * @param meta           the progress of the file in log and history, and the versions that it states
 * @param buckets        all buckets, sorted by name, with their sizes
 * @param unreadable     what could not be read or decoded and is therefore missing, one sentence each
 */
public record SnapshotContents(List<KnownMember> members, List<MemberId> removedMembers, List<Lease> leases,
        AuthContents auth, List<Alarm> alarms, MetaContents meta, List<BucketSize> buckets, List<String> unreadable) {
    /** Copies the lists. */
    public SnapshotContents {
        members = List.copyOf(members);
        removedMembers = List.copyOf(removedMembers);
        leases = List.copyOf(leases);
        alarms = List.copyOf(alarms);
        buckets = List.copyOf(buckets);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A member in the file.
     *
     * @param member its record
     * @param zombie whether it is also listed as removed
     */
    public record KnownMember(Member member, boolean zombie) {}

    /**
     * A lease.
     *
     * @param id         the ID; etcd prints it in hex
     * @param grantedTtl the granted time to live in seconds
     * @param remaining  the remaining seconds at the leader's last checkpoint; empty for most leases
     * @param keys       the number of live keys attached to it
     */
    public record Lease(LeaseId id, long grantedTtl, OptionalLong remaining, long keys) {}

    /**
     * A bucket.
     *
     * @param name       its name, escaped if not printable
     * @param records    the number of its records
     * @param keyBytes   the total size of the keys in bytes
     * @param valueBytes the total size of the values in bytes
     */
    public record BucketSize(String name, long records, long keyBytes, long valueBytes) {}

    /**
     * Reads a snapshot, or a database that no server has open, in one pass; if there are leases, a second pass reads
     * the keys. Of a damaged file, what can be read.
     *
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database, or nothing of it
     *                                                            can be read
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress cancels the reading
     */
    public static SnapshotContents read(SnapshotOpener opener, SnapshotName name, Progress progress)
            throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            return ContentsReader.read(file, true, progress);
        }
    }

    /**
     * Reads what does not need the keyspace, which takes no time even for a large file: everything but leases and
     * buckets, which are empty.
     */
    public static SnapshotContents readWithoutKeys(SnapshotOpener opener, SnapshotName name, Progress progress)
            throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            return ContentsReader.read(file, false, progress);
        }
    }

    /** Reads an inspected snapshot; its live keys need not be determined again. */
    public static SnapshotContents read(SnapshotOpener opener, Inspection inspected, Progress progress)
            throws IOException {
        try (SnapshotFile file = opener.open(inspected.name(), progress)) {
            return ContentsReader.read(file, inspected.newest(), progress);
        }
    }
}
