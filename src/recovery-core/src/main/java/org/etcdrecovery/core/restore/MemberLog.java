package org.etcdrecovery.core.restore;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.Permissions;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.V2Store;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.raftsnap.SnapFile;
import org.etcdrecovery.core.wal.LogMember;
import org.etcdrecovery.core.wal.RestoredLog;
import org.etcdrecovery.core.wal.SegmentName;
import org.etcdrecovery.core.wal.SegmentName;
import org.etcdrecovery.core.wal.WalForm;
import org.etcdrecovery.core.wal.WalWriter;

/**
 * The files of a member other than its database: the log that adds all members, and the raft snapshot that follows it.
 */
final class MemberLog {
    static final long SEGMENT_SIZE = SegmentName.PREALLOCATED;

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final RestorePlan plan;
    private final RestoredLog log;

    MemberLog(RestorePlan plan, PlannedMember member) {
        this.plan = plan;
        List<LogMember> members = Stream.concat(plan.voters().stream(), plan.learners().stream())
                .map(each -> new LogMember(each.id().value(), each.learner(),
                        ByteString.copyFrom(each.toRecord().toJson())))
                .toList();
        this.log = new RestoredLog(member.id().value(), plan.clusterId().value(), members,
                new WalForm(plan.target().writesConfState(), plan.target().usesGogoProtobuf()));
    }

    /** Writes the first segment to a directory and syncs it to disk. */
    void writeWal(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, Permissions.ownerOnly(file))) {
            writeRecords(channel);
            channel.write(ByteBuffer.allocate(1), SEGMENT_SIZE - 1);
            channel.force(true);
        }
    }

    /** Writes what the first segment holds before its zeros. */
    void writeRecords(WritableByteChannel channel) throws IOException {
        WalWriter.write(log, channel);
    }

    /** Writes the raft snapshot to {@code member/snap}, if the target reads one. */
    void writeSnap(Path directory) throws IOException {
        Optional<SnapFile> snap = snap();
        if (snap.isPresent()) {
            write(directory.resolve(snap.get().name().fileName()), snap.get().toBytes());
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        // etcd creates *.snap, unlike all other files, with permissions that depend on the umask.
        try (FileChannel channel = FileChannel.open(file, NEW, Permissions.of(file, "rw-r--r--"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The raft snapshot; empty if the target reads none. */
    Optional<SnapFile> snap() {
        if (!plan.target().writesSnapFile()) {
            return Optional.empty();
        }
        List<Member> members = plan.members().stream().map(PlannedMember::toRecord).toList();
        return Optional.of(new SnapFile(log.term(), log.lastIndex(), log.confState(),
                ByteString.copyFrom(V2Store.restored(members, plan.target()))));
    }

    /** The name of the segment. */
    static String segmentName() {
        return SegmentName.FIRST.fileName();
    }
}
