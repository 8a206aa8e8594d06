package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * Everything in a snapshot but its keys, decoded for people to look at. {@link KeyListing} has the keys.
 *
 * @param members        the members of the lost cluster, in the order of the bucket
 * @param removedMembers the IDs of members that were removed, unsigned numbers
 * @param leases         every lease by ID, unsigned
 * @param auth           users, roles, and whether they count
 * @param alarms         the alarms that were raised
 * @param meta           how far the file has come, and which versions it states
 * @param buckets        every bucket by name, with what it weighs
 * @param unreadable     what could not be decoded and is missing above, one sentence each
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
     * A member as the file names it.
     *
     * @param member what its record says
     * @param zombie whether it also stands among the removed ones
     */
    public record KnownMember(Member member, boolean zombie) {}

    /**
     * A lease.
     *
     * @param id         its ID; etcd prints it in hex
     * @param grantedTtl for how many seconds it was granted
     * @param remaining  how many of them were left when a leader last wrote that down; most leases have none
     * @param keys       how many keys that exist hang on it
     */
    public record Lease(LeaseId id, long grantedTtl, OptionalLong remaining, long keys) {}

    /**
     * A bucket.
     *
     * @param name       its name, escaped where it cannot be printed
     * @param records    how many it holds
     * @param keyBytes   the bytes of their keys
     * @param valueBytes the bytes of their values
     */
    public record BucketSize(String name, long records, long keyBytes, long valueBytes) {}

    /**
     * Reads a snapshot, or a database that no server has open, in one pass, and in a second one over the keys if there
     * are leases.
     *
     * @throws org.etcdrecovery.core.bytes.MalformedDataException when the file is damaged or no database of etcd
     * @throws IOException                                          when it cannot be read
     * @throws java.util.concurrent.CancellationException           when the progress says so
     */
    public static SnapshotContents read(Path snapshot, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(snapshot)) {
            return ContentsReader.read(source, progress);
        }
    }

    /** The same for a snapshot that was inspected: which keys exist need not be found out again. */
    public static SnapshotContents read(Inspection inspected, Progress progress) throws IOException {
        try (SnapshotFile file = SnapshotFile.open(inspected.file())) {
            return ContentsReader.read(file, inspected.newest(), progress);
        }
    }
}
