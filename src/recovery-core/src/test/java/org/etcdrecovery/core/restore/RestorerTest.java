package org.etcdrecovery.core.restore;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestorePlanBuilder;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.HashKv;
import org.etcdrecovery.core.snapshot.HashKvReader;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorerTest {
    @TempDir
    Path dir;

    @Test
    void writesCompleteMembersAndNothingElse() throws IOException {
        RestoreResult result = Restorer.restore(plan(3), Progress.NONE);
        assertThat(RestoreFixture.tree(dir)).containsExactlyElementsOf(
                Stream.of("m0.etcd", "m1.etcd", "m2.etcd")
                        .flatMap(name -> RestoreFixture.completeMember(name, 3).stream())
                        .toList());
        assertThat(result.members()).extracting(RestoreResult.RestoredMember::name).containsExactly("m0", "m1", "m2");
        assertThat(mode("m0.etcd")).isEqualTo("rwx------");
        assertThat(mode("m1.etcd/member/wal")).isEqualTo("rwx------");
        assertThat(mode("m1.etcd/member/snap/db")).isEqualTo("rw-------");
        assertThat(Files.size(dir.resolve("m2.etcd/member/wal/0000000000000000-0000000000000000.wal")))
                .isEqualTo(64_000_000);
        assertThat(Files.mismatch(dir.resolve("m0.etcd/member/snap/db"), dir.resolve("m2.etcd/member/snap/db")))
                .isEqualTo(-1);
    }

    @Test
    void replacesTheMembershipAndKeepsTheRest() throws IOException {
        RestorePlan plan = plan(2);
        Restorer.restore(plan, Progress.NONE);
        Map<String, Map<String, String>> before = content(RestoreFixture.SAMPLE);
        Map<String, Map<String, String>> after = content(dir.resolve("m0.etcd/member/snap/db"));
        assertThat(after.get("members")).containsOnlyKeys(
                plan.members()
                        .stream()
                        .map(PlannedMember::id)
                        .map(id -> hex(id.toString().getBytes(US_ASCII)))
                        .toList());
        assertThat(after.get("members_removed")).isEmpty();
        assertThat(after.get("meta")).containsEntry(hex("consistent_index".getBytes(US_ASCII)), "0000000000000002")
                .containsEntry(hex("term".getBytes(US_ASCII)), "0000000000000001");
        for (String bucket : List.of("key", "lease", "auth", "authUsers", "cluster", "alarm")) {
            assertThat(after.get(bucket)).as(bucket).isEqualTo(before.get(bucket));
        }
    }

    @Test
    void answersTheHashKvOfThePlanWithAndWithoutABump() throws IOException {
        RestorePlan plain = plan(1);
        Restorer.restore(plain, Progress.NONE);
        HashKv hash = HashKvReader.read(dir.resolve("m0.etcd/member/snap/db"), 0, Progress.NONE);
        assertThat(hash.hash()).isEqualTo(plain.hashKv());

        Path bumped = dir.resolve("bumped");
        RestorePlan bump = RestoreFixture.plan(RestoreFixture.SAMPLE, List.of(RestoreFixture.member(0, bumped)),
                request -> request.revisionBump(1_000_000_000).markCompacted(true));
        Restorer.restore(bump, Progress.NONE);
        hash = HashKvReader.read(bumped.resolve("m0.etcd/member/snap/db"), 0, Progress.NONE);
        assertThat(hash).isEqualTo(
                new HashKv(bump.hashKv(), plain.revisions().last() + 1_000_000_000,
                        plain.revisions().last() + 1_000_000_000));
    }

    @Test
    void acceptsAnEmptyDirectoryAndAMountPoint() throws IOException {
        Files.createDirectories(dir.resolve("m0.etcd"));
        Files.createDirectories(dir.resolve("m1.etcd/lost+found"));
        Restorer.restore(plan(2), Progress.NONE);
        assertThat(dir.resolve("m0.etcd/member/snap/db")).exists();
        assertThat(RestoreFixture.tree(dir.resolve("m1.etcd"))).contains("lost+found", "member/snap/db")
                .noneMatch(path -> path.contains("restoring"));
    }

    @Test
    void namesAllTargetsThatAreNotFreeAndTouchesNone() throws IOException {
        Files.createDirectories(dir.resolve("m0.etcd/member/snap"));
        Files.createSymbolicLink(dir.resolve("m1.etcd"), dir.resolve("elsewhere"));
        Files.writeString(dir.resolve("m2.etcd"), "a file");
        List<String> before = RestoreFixture.tree(dir);
        assertThatThrownBy(() -> Restorer.restore(plan(3), Progress.NONE)).isInstanceOf(RestoreException.class)
                .hasMessageContaining(
                        "data-dir \"" + dir.resolve("m0.etcd") + "\" not empty or could not be read: it holds member")
                .hasMessageContaining("m1.etcd is a symbolic link")
                .hasMessageContaining("m2.etcd\" not empty or could not be read: it is a file");
        assertThat(RestoreFixture.tree(dir)).isEqualTo(before);
    }

    @Test
    void putsTheWalWhereItIsWanted() throws IOException {
        Files.createDirectories(dir.resolve("wal1/lost+found"));
        Restorer.restore(planWithWalDirs(), Progress.NONE);
        assertThat(RestoreFixture.tree(dir.resolve("wal0"))).containsExactly("0000000000000000-0000000000000000.wal");
        assertThat(RestoreFixture.tree(dir.resolve("wal1"))).containsExactly("0000000000000000-0000000000000000.wal",
                "lost+found");
        assertThat(RestoreFixture.tree(dir.resolve("m0.etcd"))).contains("member/snap/db").doesNotContain("member/wal");
        assertThat(Leftovers.find(planWithWalDirs())).isEmpty();
    }

    @Test
    void refusesAWalDirectoryThatIsUsedOrLiesInAUsedOne() throws IOException {
        Files.createDirectories(dir.resolve("wal0"));
        Files.createFile(dir.resolve("wal0/0000000000000007-00000000000000aa.wal"));
        Files.createFile(dir.resolve("0000000000000000-0000000000000000.wal"));
        assertThatThrownBy(() -> Restorer.restore(planWithWalDirs(), Progress.NONE))
                .hasMessageContaining("wal-dir \"" + dir.resolve("wal0")
                        + "\" exists: it holds 0000000000000007-00000000000000aa.wal")
                .hasMessageContaining("wal-dir \"" + dir.resolve("wal1") + "\" is inside the WAL directory " + dir);
    }

    @Test
    void refusesPlacesInsideOfAnotherMember() throws IOException {
        Files.createDirectories(dir.resolve("old.etcd/member/snap"));
        List<MemberRequest> members = List.of(
                new MemberRequest("m0", List.of("http://127.0.0.1:2380"), List.of(),
                        Optional.of(dir.resolve("m0.etcd")),
                        Optional.of(dir.resolve("old.etcd/member/logs/m0")), false),
                new MemberRequest("m1", List.of("http://127.0.0.1:2381"), List.of(),
                        Optional.of(dir.resolve("old.etcd/new")), Optional.empty(), false));
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, members, UnaryOperator.identity());
        assertThatThrownBy(() -> Restorer.restore(plan, Progress.NONE))
                .hasMessageContaining("wal-dir \"" + dir.resolve("old.etcd/member/logs/m0")
                        + "\" is inside the data directory " + dir.resolve("old.etcd"))
                .hasMessageContaining("data-dir \"" + dir.resolve("old.etcd/new")
                        + "\" is inside the data directory " + dir.resolve("old.etcd"));
        assertThat(RestoreFixture.tree(dir)).noneMatch(path -> path.contains("m0"));
    }

    @Test
    void namesTheOwnerThatThisHostDoesNotKnow() throws IOException {
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, List.of(RestoreFixture.member(0, dir)),
                request -> request.owner(new Owner("nobody-of-that-name", Optional.empty())));
        assertThatThrownBy(() -> Restorer.restore(plan, Progress.NONE)).isInstanceOf(RestoreException.class)
                .hasMessageStartingWith("There is no user or group nobody-of-that-name on this host.");
        assertThat(RestoreFixture.tree(dir)).isEmpty();
    }

    @Test
    void refusesAnotherFileThanThePlanned() throws IOException {
        Path copy = Files.copy(RestoreFixture.SAMPLE, dir.resolve("copy.db"));
        RestorePlan plan = RestoreFixture.plan(copy, dir.resolve("out"), 1);
        // A byte of the last page, which no tree reaches, or of the hash itself: the content is unchanged.
        flip(copy, Files.size(copy) - 1);
        assertThatThrownBy(() -> Restorer.restore(plan, Progress.NONE)).isInstanceOf(RestoreException.class)
                .hasMessageContaining("is not the file that the plan was made for");
        assertThat(dir.resolve("out")).doesNotExist();
    }

    @Test
    void noticesAFileThatIsChangedInPlaceAfterItWasHashed() throws IOException {
        Path copy = Files.copy(RestoreFixture.SAMPLE, dir.resolve("copy.db"));
        RestorePlan plan = RestoreFixture.plan(copy, dir.resolve("out"), 1);
        try (SnapshotFile snapshot = SnapshotFile.open(copy)) {
            snapshot.hashes(Progress.NONE);
            flip(copy, lastByteOfARecord(copy));
            assertThatThrownBy(() -> Restorer.restore(plan, snapshot, Progress.NONE))
                    .isInstanceOf(RestoreException.class)
                    .hasMessageContaining("changed while it was read");
        }
        assertThat(dir.resolve("out")).doesNotExist();
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Path out = dir.resolve("out");
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, out, 2);
        Progress spoil = (stage, subject, total) -> {
            if (stage == Stage.READ_BACK && subject.equals("m1")) {
                try (DirectoryStream<Path> staged = Files.newDirectoryStream(out, "m1.etcd.restoring-????????")) {
                    flip(staged.iterator().next().resolve("member/snap/db"), 50_000);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Progress.NONE.begin(stage, subject, total);
        };
        assertThatThrownBy(() -> Restorer.restore(plan, spoil)).isInstanceOf(RestoreException.class)
                .hasMessageContaining("What was written does not come back")
                .hasMessageContaining("m1.etcd");
        assertThat(out).doesNotExist();
    }

    /** An operator with an edited plan must not be sent away from a good host. */
    @Test
    void aPlanThatDoesNotFitIsNotBlamedOnTheDisk() throws IOException {
        Path out = dir.resolve("out");
        RestorePlan plan = RestorePlanBuilder.builder(RestoreFixture.plan(RestoreFixture.SAMPLE, out, 1))
                .hashKv(1)
                .build();
        assertThatThrownBy(() -> Restorer.restore(plan, Progress.NONE)).isInstanceOf(RestoreException.class)
                .hasMessageStartingWith("The plan does not fit the snapshot: it says HashKV 1 at revision")
                .hasMessageContaining("Make a new plan");
        assertThat(out).doesNotExist();
    }

    @Test
    void reportsEveryStageByTheNameOfTheMember() throws IOException {
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        Map<String, Long> written = new ConcurrentHashMap<>();
        Restorer.restore(plan(2), (stage, subject, total) -> {
            begun.add(stage + " " + subject);
            return new Work() {
                @Override
                public void advance(long amount) {
                    if (stage == Stage.WRITE) {
                        written.merge(subject, amount, Long::sum);
                    }
                }

                @Override
                public void close() {
                    begun.add(stage + " " + subject + " ended");
                }
            };
        });
        for (String member : List.of("m0", "m1")) {
            List<String> stages = begun.stream().filter(line -> line.contains(" " + member)).distinct().toList();
            assertThat(stages).containsExactly("WRITE " + member, "WRITE " + member + " ended", "READ_BACK " + member,
                    "READ_BACK " + member + " ended", "PUBLISH " + member, "PUBLISH " + member + " ended");
        }
        assertThat(begun.indexOf("PUBLISH m0 ended")).isGreaterThan(begun.indexOf("PUBLISH m1"));
        assertThat(written.get("m0")).isPositive().isEqualTo(written.get("m1"));
    }

    @Test
    void takesEverythingBackWhenOneMemberCannotBeMovedIntoPlace() throws IOException {
        Path out = dir.resolve("out");
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, out, 3);
        Progress obstruct = (stage, subject, total) -> {
            if (stage == Stage.PUBLISH) {
                try {
                    Files.createDirectories(out.resolve("m2.etcd/appeared-meanwhile"));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Progress.NONE.begin(stage, subject, total);
        };
        assertThatThrownBy(() -> Restorer.restore(plan, obstruct)).isInstanceOf(IOException.class);
        assertThat(RestoreFixture.tree(out)).containsExactly("m2.etcd", "m2.etcd/appeared-meanwhile");
    }

    @Test
    void leavesTheAlarmsOutOnRequest() throws IOException {
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, List.of(RestoreFixture.member(0, dir)),
                request -> request.clearAlarms(true));
        Restorer.restore(plan, Progress.NONE);
        assertThat(content(dir.resolve("m0.etcd/member/snap/db")).get("alarm")).isEmpty();
    }

    private RestorePlan plan(int members) throws IOException {
        return RestoreFixture.plan(RestoreFixture.SAMPLE, dir, members);
    }

    private RestorePlan planWithWalDirs() throws IOException {
        List<MemberRequest> members = Stream.of(0, 1)
                .map(i -> new MemberRequest("m" + i, List.of("http://10.0.0." + i + ":2380"), List.of(),
                        Optional.of(dir.resolve("m" + i + ".etcd")), Optional.of(dir.resolve("wal" + i)), false))
                .toList();
        return RestoreFixture.plan(RestoreFixture.SAMPLE, members, UnaryOperator.identity());
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(path)));
    }

    private static Map<String, Map<String, String>> content(Path database) throws IOException {
        Map<String, Map<String, String>> content = new TreeMap<>();
        try (ByteSource source = ByteSource.open(database)) {
            BoltFile.open(source).walk(bucket -> {
                Map<String, String> records = content.computeIfAbsent(bucket.name(), name -> new TreeMap<>());
                return leaf -> {
                    for (int i = 0; i < leaf.count(); i++) {
                        records.put(hex(leaf.key(i)), hex(leaf.value(i)));
                    }
                };
            }, Progress.NONE);
        }
        return content;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static long lastByteOfARecord(Path database) throws IOException {
        long[] offset = new long[1];
        try (ByteSource source = ByteSource.open(database)) {
            BoltFile.open(source)
                    .walk(bucket -> bucket.name().equals("key")
                            ? leaf -> offset[0] = leaf.offset(0) + leaf.keyLength(0) + leaf.valueLength(0) - 1
                            : null, Progress.NONE);
        }
        return offset[0];
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(offset);
            int value = access.read();
            access.seek(offset);
            access.write(value ^ 1);
        }
    }
}
