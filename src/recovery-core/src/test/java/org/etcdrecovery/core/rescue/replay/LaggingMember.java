package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.ConfChange;
import org.etcdrecovery.core.proto.ConfChangeType;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.wal.LogFiles;

/**
 * The data directory of the only member of a cluster, made for one test. Its database ends at index 7 and revision 4 and has
 * the keys {@code a}, {@code b} and {@code c}; the entries of its log that follow are up to the test.
 */
public final class LaggingMember {
    private static final long CLUSTER = 0xc1;
    private static final long TERM = 2;
    private static final long APPLIED = 7;

    private final Path dataDir;
    private final LogFiles log;
    private long index = APPLIED;

    /** Begins a directory, whose log is written by {@link #write}. */
    public LaggingMember(Path dataDir) throws IOException {
        this(dataDir, EtcdFile.MEMBER, base());
    }

    /** Begins the directory of this member, whose database is this. */
    public LaggingMember(Path dataDir, long member, EtcdFile base) throws IOException {
        this.dataDir = dataDir;
        Files.createDirectories(database().getParent());
        Files.write(database(), base.image());
        log = new LogFiles(member, CLUSTER);
        log.confChange(1, 1, addition(EtcdFile.MEMBER));
        for (long i = 2; i <= APPLIED; i++) {
            log.entry(TERM, i, ByteString.EMPTY);
        }
    }

    /** The database of {@link #LaggingMember(Path)}. */
    public static EtcdFile base() {
        return new EtcdFile().put("a", "1").put("b", "2").put("c", "3");
    }

    private static ByteString addition(long member) {
        return ConfChange.newBuilder()
                .setType(ConfChangeType.CONF_CHANGE_ADD_NODE)
                .setNodeId(member)
                .setContext(ByteString.copyFromUtf8("{\"id\":" + Long.toUnsignedString(member)
                        + ",\"peerURLs\":[\"http://127.0.0.1:2380\"],\"name\":\"m1\"}"))
                .build()
                .toByteString();
    }

    public Path dataDir() {
        return dataDir;
    }

    Path database() {
        return dataDir.resolve("member/snap/db");
    }

    /** Adds a put. */
    public LaggingMember put(String key, String value) {
        return entry(Requests.request().setPut(Requests.put(key, value)).build().toByteString());
    }

    /** Adds a deletion of one key. */
    public LaggingMember delete(String key) {
        return entry(Requests.request().setDeleteRange(Requests.delete(key, "")).build().toByteString());
    }

    LaggingMember entry(ByteString data) {
        log.entry(TERM, ++index, data);
        return this;
    }

    /** Leaves out an index. */
    LaggingMember gap() {
        index++;
        return this;
    }

    LogFiles log() {
        return log;
    }

    /** Says that everything so far is committed. */
    public LaggingMember committed() {
        log.state(TERM, index);
        return this;
    }

    /** Writes the log. */
    public LaggingMember write() throws IOException {
        log.writeTo(dataDir.resolve("member/wal"));
        return this;
    }

    MemberDirectory assess() throws IOException {
        return DirectoryAssessor.assess(dataDir, Progress.NONE);
    }
}
