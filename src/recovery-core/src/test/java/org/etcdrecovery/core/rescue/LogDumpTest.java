package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.RequestHeader;
import org.etcdrecovery.core.report.json.WalDumpJson;
import org.etcdrecovery.core.rescue.DumpedRecord.Standing;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDumpTest {
    private static final String SECRET = "s3cret";

    @TempDir
    private Path directory;

    @Test
    void coversValuesUntilTheyAreAskedFor() throws IOException {
        write(RaftRequest.newBuilder().setPut(message("key", SECRET)).build());

        DumpedRecord covered = dump(false).getLast();
        assertThat(covered.words()).isEqualTo("put \"key\" = 6 bytes");
        assertThat(covered.operations().getFirst().value()).isEmpty();
        DumpedRecord shown = dump(true).getLast();
        assertThat(shown.words()).isEqualTo("put \"key\" = \"" + SECRET + "\"");
        assertThat(shown.operations().getFirst().value()).contains(ByteString.copyFromUtf8(SECRET));
    }

    /** etcd 3.4 logs passwords as they are. */
    @Test
    void neverShowsAPassword() throws IOException {
        write(RaftRequest.newBuilder().setAuthUserAdd(message("alice", SECRET)).build());
        assertThat(dump(true).getLast().words()).isEqualTo("add user \"alice\"");
        write(RaftRequest.newBuilder().setAuthUserChangePassword(message("alice", SECRET)).build());
        assertThat(dump(true).getLast().toString()).contains("alice").doesNotContain(SECRET);
    }

    @Test
    void saysWhatATransactionDependsOn() throws IOException {
        ByteString compare = bytes(out -> {
            out.writeEnum(1, 1);
            out.writeEnum(2, 2);
            out.writeString(3, "a");
            out.writeInt64(6, 7);
        });
        ByteString secret = bytes(out -> {
            out.writeEnum(2, 3);
            out.writeString(3, "b");
            out.writeString(7, SECRET);
            out.writeString(64, "c");
        });
        ByteString nested = bytes(out -> out.writeBytes(2, operation(3, message("x", "\0"))));
        ByteString txn = bytes(out -> {
            out.writeBytes(1, compare);
            out.writeBytes(1, secret);
            out.writeBytes(2, operation(2, message("k", SECRET)));
            out.writeBytes(2, operation(1, message("k", "")));
            out.writeBytes(3, operation(4, nested));
        });

        assertThat(words(RaftRequest.newBuilder().setTxn(txn))).isEqualTo("transaction: if mod(\"a\") > 7 and"
                + " value(\"b\" to \"c\") = 6 bytes: put \"k\" = 6 bytes; get \"k\"; else: (delete \"x\" and all keys"
                + " after it)");
        assertThat(dump(false).getLast().operations()).extracting(DumpedRecord.Operation::branch)
                .containsExactly("success", "failure/success");
        assertThat(new WalDumpJson().record(dump(false).getLast())).contains("\"branch\" : \"success\"",
                "\"branch\" : \"failure/success\"");
    }

    @Test
    void aTransactionOfManyOperationsIsShortened() throws IOException {
        ByteString txn = bytes(out -> {
            for (int i = 0; i < 100; i++) {
                out.writeBytes(2, operation(2, message("key" + i, "")));
            }
        });

        assertThat(words(RaftRequest.newBuilder().setTxn(txn))).endsWith("\"key15\" = 0 bytes; 84 more");
    }

    @Test
    void saysWhatAPutKeepsAndWhoAsked() throws IOException {
        ByteString put = bytes(out -> {
            out.writeString(1, "a");
            out.writeBool(5, true);
            out.writeBool(6, true);
        });

        assertThat(words(RaftRequest.newBuilder()
                .setHeader(RequestHeader.newBuilder().setUsername(ByteString.copyFromUtf8("alice\n")))
                .setPut(put))).isEqualTo("put \"a\", keeping the value, keeping the lease, as user \"alice\\n\"");
    }

    /** What etcd-dump-logs shows of the same requests, but for the IDs of requests, passwords and tokens. */
    @Test
    void saysWhatAnAdministratorAskedFor() throws IOException {
        ByteString permission = bytes(out -> {
            out.writeEnum(1, 2);
            out.writeString(2, "k1");
            out.writeString(3, "k2");
        });
        ByteString alarm = bytes(out -> {
            out.writeEnum(1, 1);
            out.writeUInt64(2, 0x77);
            out.writeEnum(3, 1);
        });
        ByteString checkpoint = bytes(out -> {
            out.writeInt64(1, 0x4d);
            out.writeInt64(2, 300);
        });
        ByteString role = bytes(out -> {
            out.writeString(1, "reader");
            out.writeBytes(2, permission);
        });
        ByteString range = bytes(out -> {
            out.writeString(1, "reader");
            out.writeString(2, "k1");
            out.writeString(3, "k2");
        });

        assertThat(words(RaftRequest.newBuilder().setAlarm(alarm))).isEqualTo("raise alarm NOSPACE of member 77");
        assertThat(words(RaftRequest.newBuilder().setAlarm(ByteString.EMPTY))).isEqualTo("list alarms");
        assertThat(words(RaftRequest.newBuilder().setAuthUserGrantRole(message("alice", "reader"))))
                .isEqualTo("grant user \"alice\" role \"reader\"");
        assertThat(words(RaftRequest.newBuilder().setAuthUserRevokeRole(message("alice", "reader"))))
                .isEqualTo("revoke from user \"alice\" role \"reader\"");
        assertThat(words(RaftRequest.newBuilder().setAuthRoleGrantPermission(role)))
                .isEqualTo("let role \"reader\" read and write \"k1\" to \"k2\"");
        assertThat(words(RaftRequest.newBuilder().setAuthRoleRevokePermission(range)))
                .isEqualTo("revoke from role \"reader\" the permission for \"k1\" to \"k2\"");
        assertThat(words(RaftRequest.newBuilder().setAuthenticate(message("alice", SECRET))))
                .isEqualTo("authenticate user \"alice\"");
        assertThat(words(RaftRequest.newBuilder().setLeaseCheckpoint(bytes(out -> out.writeBytes(1, checkpoint)))))
                .isEqualTo("lease checkpoint: 4d has 300 s left");
        assertThat(words(RaftRequest.newBuilder().setDowngradeInfoSet(bytes(out -> {
            out.writeBool(1, true);
            out.writeString(2, "3.5.0");
        })))).isEqualTo("enable the downgrade to \"3.5.0\"");
        assertThat(words(RaftRequest.newBuilder().setCompaction(bytes(out -> {
            out.writeInt64(1, 5);
            out.writeBool(2, true);
        })))).isEqualTo("compact up to revision 5, physically");
    }

    @Test
    void saysWhatARequestOfTheV2ApiSets() throws IOException {
        ByteString request = bytes(out -> {
            out.writeString(2, "PUT");
            out.writeString(3, "/1/foo");
            out.writeString(4, SECRET);
        });
        new LogFiles(1, 2).confChange(1, 1).entry(1, 2, request).writeTo(directory);

        assertThat(dump(false).getLast().words()).isEqualTo("v2 \"PUT\" \"/1/foo\" = 6 bytes");
        assertThat(dump(true).getLast().words()).isEqualTo("v2 \"PUT\" \"/1/foo\" = \"" + SECRET + "\"");
    }

    @Test
    void escapesAndShortensWhatComesFromOutside() throws IOException {
        write(RaftRequest.newBuilder().setPut(message("a\u001b[31m\n" + "x".repeat(5000), "")).build());

        String words = dump(false).getLast().words();

        assertThat(words).startsWith("put \"a\\x1b[31m\\n").hasSizeLessThan(300).contains("… (5007 bytes)");
    }

    @Test
    void showsACopyThatARepairMade() throws IOException {
        Path segment = write(RaftRequest.newBuilder().setPut(message("key", "")).build());
        Path broken = Files.copy(segment, segment.resolveSibling(segment.getFileName() + ".broken"));

        List<DumpedRecord> found = new ArrayList<>();
        LogDump.dump(broken, false, found::add, Progress.NONE);

        assertThat(found).hasSize(5).allMatch(record -> record.standing() == Standing.SOUND);
    }

    private Path write(RaftRequest request) throws IOException {
        return new LogFiles(1, 2).confChange(1, 1).entry(1, 2, request.toByteString()).writeTo(directory);
    }

    private List<DumpedRecord> dump(boolean showValues) throws IOException {
        List<DumpedRecord> found = new ArrayList<>();
        LogDump.dump(directory, showValues, found::add, Progress.NONE);
        return found;
    }

    private String words(RaftRequest.Builder request) throws IOException {
        write(request.build());
        return dump(false).getLast().words();
    }

    private static ByteString operation(int field, ByteString message) throws IOException {
        return bytes(out -> out.writeBytes(field, message));
    }

    private static ByteString message(String first, String second) throws IOException {
        return bytes(out -> {
            out.writeString(1, first);
            out.writeString(2, second);
        });
    }

    /** Writes the fields of a message. */
    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static ByteString bytes(Fields fields) throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.writeTo(out);
        out.flush();
        return bytes.toByteString();
    }
}
