package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.contents.AuthContents.Access;
import org.etcdrecovery.core.contents.AuthContents.Extent;
import org.etcdrecovery.core.contents.AuthContents.Permission;
import org.etcdrecovery.core.contents.AuthContents.Role;
import org.etcdrecovery.core.contents.AuthContents.User;
import org.etcdrecovery.core.contents.MetaContents.ConfState;
import org.etcdrecovery.core.contents.SnapshotContents.BucketSize;
import org.etcdrecovery.core.contents.SnapshotContents.Lease;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.LeaseRecord;
import org.etcdrecovery.core.proto.PermissionRecord;
import org.etcdrecovery.core.proto.RoleRecord;
import org.etcdrecovery.core.proto.UserOptions;
import org.etcdrecovery.core.proto.UserRecord;
import org.etcdrecovery.core.snapshot.Downgrade;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotContentsTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");

    @TempDir
    private Path directory;

    /** Compares with the README of the sample, which has the output of the 3.6.16 tools. */
    @Test
    void theSampleIsWhatItsReadmeSays() throws IOException {
        SnapshotContents contents = read(SAMPLE);

        assertThat(contents.members()).singleElement().satisfies(known -> {
            assertThat(known.member().id()).isEqualTo(new MemberId(0x21bcfdc42f162dc7L));
            assertThat(known.member().name()).isEqualTo("control-plane-1");
            assertThat(known.member().peerUrls()).containsExactly("https://10.0.0.11:2380");
            assertThat(known.zombie()).isFalse();
        });
        assertThat(contents.leases()).extracting(Lease::id)
                .containsExactly(new LeaseId(0x694d8735cdd858b1L), new LeaseId(0x694d8735cdd858b2L));
        assertThat(contents.leases()).extracting(Lease::grantedTtl).containsOnly(3600L);
        assertThat(contents.leases()).extracting(Lease::keys).doesNotContain(0L);
        assertThat(contents.auth().enabled()).isFalse();
        assertThat(contents.auth().revision()).hasValue(1);
        assertThat(contents.meta().storageVersion()).contains("3.6.0");
        assertThat(contents.meta().clusterVersion()).contains("3.6.0");
        assertThat(contents.meta().finishedCompaction()).hasValue(131);
        assertThat(contents.meta().consistentIndex()).isPresent();
        assertThat(contents.meta().confState().orElseThrow().voters())
                .containsExactly(new MemberId(0x21bcfdc42f162dc7L));
        assertThat(contents.buckets()).extracting(BucketSize::name)
                .containsExactly("alarm", "auth", "authRoles", "authUsers", "cluster", "key", "lease", "members",
                        "members_removed", "meta");
        assertThat(contents.buckets()).extracting(BucketSize::records)
                .containsExactly(0L, 1L, 0L, 0L, 1L, 165L, 2L, 1L, 0L, 6L);
        assertThat(contents.unreadable()).isEmpty();
    }

    @Test
    void removedMembersAndZombiesAreTold() throws IOException {
        EtcdFile file = new EtcdFile().record("members_removed", "ff", "removed".getBytes(UTF_8))
                .record("members_removed", Long.toHexString(EtcdFile.MEMBER), "removed".getBytes(UTF_8));

        SnapshotContents contents = read(file);

        assertThat(contents.removedMembers()).containsExactly(new MemberId(EtcdFile.MEMBER), new MemberId(0xff));
        assertThat(contents.members()).singleElement().satisfies(known -> assertThat(known.zombie()).isTrue());
        assertThat(contents.unreadable()).isEmpty();
    }

    @Test
    void leasesComeWithTheKeysThatStillHangOnThem() throws IOException {
        EtcdFile file = new EtcdFile().lease(0x10, 60)
                .record("lease", EtcdFile.number(-2),
                        LeaseRecord.newBuilder().setId(-2).setTtl(90).setRemainingTtl(31).build().toByteArray())
                .put("/a", "", 0x10)
                .put("/b", "", 0x10)
                .put("/c", "", -2)
                .put("/b", "moved", -2)
                .put("/d", "", 0x10)
                .delete("/d")
                .put("/e", "of a lease that is gone", 0x99);

        assertThat(read(file).leases()).containsExactly(new Lease(new LeaseId(0x10), 60, OptionalLong.empty(), 1),
                new Lease(new LeaseId(-2), 90, OptionalLong.of(31), 2));
    }

    @Test
    void usersAndRolesAreDecodedAndThePasswordStaysBehind() throws IOException {
        ByteString hash = ByteString.copyFromUtf8("$2a$10$secretsecretsecret");
        EtcdFile file = new EtcdFile().record("auth", "authEnabled", new byte[]{1})
                .record("auth", "authRevision", EtcdFile.number(9))
                .record("authUsers", "alice",
                        UserRecord.newBuilder()
                                .setPassword(hash)
                                .addRoles(ByteString.copyFromUtf8("reader"))
                                .addRoles(ByteString.copyFromUtf8("root"))
                                .build()
                                .toByteArray())
                .record("authUsers", "cn=\u0001",
                        UserRecord.newBuilder()
                                .setOptions(UserOptions.newBuilder().setNoPassword(true))
                                .build()
                                .toByteArray())
                .record("authRoles", "reader",
                        RoleRecord.newBuilder()
                                .addPermissions(permission(0, "/a", ""))
                                .addPermissions(permission(1, "/b", "/c"))
                                .addPermissions(permission(2, "/d", "/f"))
                                .addPermissions(permission(0, "/g", "\0"))
                                .addPermissions(permission(7, "\0", "\0"))
                                .build()
                                .toByteArray());

        AuthContents auth = read(file).auth();

        assertThat(auth.enabled()).isTrue();
        assertThat(auth.revision()).hasValue(9);
        assertThat(auth.users()).containsExactly(new User("alice", List.of("reader", "root"), true),
                new User("cn=\\x01", List.of(), false));
        assertThat(auth.roles()).containsExactly(new Role("reader",
                List.of(new Permission(Access.READ, Extent.KEY, "/a", ""),
                        new Permission(Access.WRITE, Extent.PREFIX, "/b", "/c"),
                        new Permission(Access.READWRITE, Extent.RANGE, "/d", "/f"),
                        new Permission(Access.READ, Extent.FROM_KEY, "/g", "\\x00"),
                        new Permission(Access.UNKNOWN, Extent.EVERY_KEY, "\\x00", "\\x00"))));
        assertThat(auth.toString()).doesNotContain("secret");
    }

    @Test
    void metaIsDecodedAsFarAsItIsThere() throws IOException {
        EtcdFile file = new EtcdFile().record("alarm", EtcdFile.alarm(EtcdFile.MEMBER, 2), new byte[0])
                .record("meta", "scheduledCompactRev", new Revision(40, 0).toKey())
                .record("meta", "confState", """
                        {"voters":[17237436991929493444,5],"learners":[7],"auto_leave":false}""".getBytes(UTF_8))
                .record("cluster", "downgrade", """
                        {"target-version":"3.5.0","enabled":true}""".getBytes(UTF_8));

        SnapshotContents contents = read(file);

        MetaContents meta = contents.meta();
        assertThat(meta.consistentIndex()).hasValue(7);
        assertThat(meta.term()).hasValue(2);
        assertThat(meta.scheduledCompaction()).hasValue(40);
        assertThat(meta.finishedCompaction()).isEmpty();
        assertThat(meta.storageVersion()).isEmpty();
        assertThat(meta.clusterVersion()).contains("3.5.0");
        assertThat(meta.confState()).contains(new ConfState(
                List.of(new MemberId(Long.parseUnsignedLong("17237436991929493444")), new MemberId(5)),
                List.of(new MemberId(7)), List.of(), List.of(), false));
        assertThat(meta.downgrade()).contains(new Downgrade(true, "3.5.0"));
        assertThat(contents.alarms()).containsExactly(new Alarm(new MemberId(EtcdFile.MEMBER), Alarm.Kind.CORRUPT));
    }

    @Test
    void smallRecordsThatCannotBeReadAreToldAndLeftOut() throws IOException {
        byte[] rubbish = {(byte) 0xFF, (byte) 0xFF};
        EtcdFile file = new EtcdFile().record("members", "beef", rubbish)
                .record("members_removed", "nobody", rubbish)
                .record("authUsers", "mallory", rubbish)
                .record("authRoles", "role", rubbish)
                .record("alarm", rubbish, new byte[0])
                .record("meta", "confState", "{".getBytes(UTF_8))
                .record("meta", "consistent_index", rubbish);

        SnapshotContents contents = read(file);

        assertThat(contents.members()).hasSize(1);
        assertThat(contents.auth().users()).isEmpty();
        assertThat(contents.meta().consistentIndex()).isEmpty();
        assertThat(String.join("\n", contents.unreadable())).contains("member beef", "user mallory", "role role",
                "alarm", "confState", "last applied entry", "nobody");
        assertThat(contents.unreadable()).hasSize(7);
    }

    @Test
    void aLeaseThatIsNoneIsToldAndLeftOut() throws IOException {
        SnapshotContents contents = read(
                new EtcdFile().record("lease", new byte[3], new byte[0]).lease(0x10, 60));

        assertThat(contents.leases()).extracting(Lease::id).containsExactly(new LeaseId(0x10));
        assertThat(contents.unreadable()).singleElement().asString().contains("bucket lease", "lease ID of 3 bytes");
    }

    /** Whatever page is lost, the rest is shown, and something says that it is not all. */
    @Test
    void anyLostPageLeavesTheRest() throws IOException {
        byte[] image = EtcdFile.usual().lease(0x10, 60).image();
        SnapshotContents whole = read(Files.write(directory.resolve("whole"), image));
        for (int page = 2; page < image.length / 4096; page++) {
            byte[] damaged = image.clone();
            Arrays.fill(damaged, page * 4096, (page + 1) * 4096, (byte) 0x55);

            SnapshotContents contents = read(Files.write(directory.resolve("damaged"), damaged));

            assertThat(contents.unreadable()).as("page %d", page).isNotEmpty();
            assertThat(whole.members()).containsAll(contents.members());
            assertThat(whole.leases()).extracting(Lease::id)
                    .containsAll(contents.leases().stream().map(Lease::id).toList());
        }
    }

    @Test
    void withoutKeysTheRestIsTheSame() throws IOException {
        Path file = EtcdFile.usual().writeTo(directory);
        SnapshotContents whole = read(file);

        SnapshotContents small = SnapshotContents.readWithoutKeys(SnapshotOpener.plain(), SnapshotName.of(file),
                Progress.NONE);

        assertThat(small).usingRecursiveComparison().ignoringFields("leases", "buckets").isEqualTo(whole);
        assertThat(small.buckets()).isEmpty();
    }

    @Test
    void theKeysOfALeaseCanBeListed() throws IOException {
        EtcdFile file = new EtcdFile().lease(0x10, 60).lease(0x11, 60).put("/b", "", 0x10).put("/a", "", 0x10);
        file.put("/c", "", 0x11).put("/d", "").put("/a", "", 0x11);
        SnapshotName name = SnapshotName.of(file.writeTo(directory));

        assertThat(LeasedKeys.read(SnapshotOpener.plain(), name, LeaseFilter.any(), 10, Progress.NONE).rows())
                .extracting(row -> row.text() + " " + row.lease())
                .containsExactly("/a 11", "/b 10", "/c 11");
        assertThat(LeasedKeys
                .read(SnapshotOpener.plain(), name, LeaseFilter.of(new LeaseId(0x11)), 10, Progress.NONE)
                .rows()).extracting(KeyRow::text).containsExactly("/a", "/c");
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws IOException {
        Path file = new EtcdFile().without("key").writeTo(directory);

        assertThatThrownBy(() -> read(file)).isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("a database of etcd v3");
    }

    private static PermissionRecord permission(int type, String key, String rangeEnd) {
        return PermissionRecord.newBuilder()
                .setType(type)
                .setKey(ByteString.copyFromUtf8(key))
                .setRangeEnd(ByteString.copyFromUtf8(rangeEnd))
                .build();
    }

    /** Users and roles read on their own are the same. */
    private SnapshotContents read(EtcdFile file) throws IOException {
        Path written = file.writeTo(directory);
        SnapshotContents contents = read(written);
        assertThat(AuthContents.read(written, Progress.NONE)).isEqualTo(contents.auth());
        return contents;
    }

    private static SnapshotContents read(Path file) throws IOException {
        return SnapshotContents.read(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE);
    }
}
