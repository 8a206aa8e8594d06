package org.etcdrecovery.core.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Optional;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.raftsnap.SnapFile;

/** The files of a member other than its database, which is the same for all members. They are small. */
public final class MemberFiles {
    private final byte[] log;
    private final Optional<SnapFile> snap;

    private MemberFiles(byte[] log, Optional<SnapFile> snap) {
        this.log = log;
        this.snap = snap;
    }

    /** Makes the files of a member. */
    public static MemberFiles of(RestorePlan plan, PlannedMember member) {
        MemberLog files = new MemberLog(plan, member);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try {
            files.writeRecords(Channels.newChannel(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MemberFiles(log.toByteArray(), files.snap());
    }

    /** The name of the first segment of the log. */
    public String segmentName() {
        return MemberLog.segmentName();
    }

    /** What is written of the segment. */
    public byte[] log() {
        return log.clone();
    }

    /** The length of the segment in bytes; it ends with zeros. */
    public long segmentSize() {
        return MemberLog.SEGMENT_SIZE;
    }

    /** The name of the raft snapshot; empty if the planned release reads none. */
    public String snapName() {
        return snap.map(file -> file.name().fileName()).orElse("");
    }

    /** The content of the raft snapshot; empty likewise. */
    public byte[] snap() {
        return snap.map(SnapFile::toBytes).orElse(new byte[0]);
    }
}
