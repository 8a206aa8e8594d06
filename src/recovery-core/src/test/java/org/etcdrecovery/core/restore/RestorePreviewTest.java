package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePreviewTest {
    @TempDir
    private Path dir;

    @Test
    void foretellsEveryFile() throws IOException {
        Path out = dir.resolve("out");
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, out, 2);
        RestorePreview preview = RestorePreview.of(plan, status());
        assertThat(preview.isFree()).isTrue();
        assertThat(out).doesNotExist();

        Restorer.restore(plan, Progress.NONE);

        for (MemberPreview member : preview.members()) {
            for (PlannedFile file : member.files()) {
                assertThat(file.path()).isRegularFile();
                if (file.exact()) {
                    assertThat(Files.size(file.path())).isEqualTo(file.size());
                } else {
                    assertThat((double) Files.size(file.path())).isBetween(file.size() * 0.5, file.size() * 1.1);
                }
            }
        }
        assertThat(preview.members().stream().flatMap(member -> member.files().stream())).hasSize(6);
        assertThat(RestorePreview.of(plan).isFree()).isFalse();
    }

    @Test
    void foretellsASeparateLog() throws IOException {
        RestorePlan plan = RestoreFixture.planWithWalDir(RestoreFixture.SAMPLE, dir);
        RestorePreview preview = RestorePreview.of(plan, status());
        Restorer.restore(plan, Progress.NONE);
        assertThat(preview.members().getFirst().files()).allSatisfy(file -> assertThat(file.path()).isRegularFile());
    }

    @Test
    void addsUpWhatGoesToOneFileSystem() throws IOException {
        RestorePreview preview = RestorePreview.of(RestoreFixture.plan(RestoreFixture.SAMPLE, dir.resolve("a/b"), 3));
        assertThat(preview.spaces()).singleElement().satisfies(space -> {
            assertThat(space.members()).containsExactly("m0", "m1", "m2");
            assertThat(space.where()).containsExactly(dir);
            assertThat(space.needed()).isEqualTo(3 * preview.members().getFirst().needed());
            assertThat(space.free()).isPositive();
        });
        assertThat(preview.members().getFirst().needed()).isLessThan(64_000_000);
    }

    @Test
    void marksTheMemberAndTheDirectoryThatIsInTheWay() throws IOException {
        RestorePlan plan = RestoreFixture.planWithWalDir(RestoreFixture.SAMPLE, dir);
        Files.createFile(Files.createDirectory(dir.resolve("wal")).resolve("mine"));
        RestorePreview preview = RestorePreview.of(plan);
        assertThat(preview.isFree()).isFalse();
        assertThat(preview.members().getFirst().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.member()).isEqualTo("m0");
            assertThat(problem.field()).isEqualTo(Field.WAL_DIR);
            assertThat(problem.sentence()).contains("it holds mine");
        });
    }

    @Test
    void offersWhatAKilledRestoreHasLeft() throws IOException {
        Path left = Files.createDirectory(dir.resolve("m0.etcd.restoring-00112233"));
        assertThat(RestorePreview.of(RestoreFixture.plan(RestoreFixture.SAMPLE, dir, 1)).leftovers())
                .extracting(Leftover::path)
                .containsExactly(left);
    }

    @Test
    void drawsATree() throws IOException {
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, List.of(RestoreFixture.member(0, dir),
                RestoreFixture.member(1, dir), RestoreFixture.member(2, dir)),
                request -> request.target(new MinorVersion(3, 6)));
        assertThat(RestorePreview.of(plan, new SnapshotStatus(0, 0, 0, 0, 0, 0, 2_320_000_000L, "")).tree())
                .isEqualTo(dir + """

                        ├── m0.etcd/member
                        │   ├── snap/db                                      up to 2.3 GB  keyspace, new membership
                        │   ├── snap/0000000000000001-0000000000000003.snap  7.6 kB
                        │   └── wal/0000000000000000-0000000000000000.wal    64 MB  3 members, sparse
                        ├── m1.etcd/member …
                        └── m2.etcd/member …
                        """);
    }

    private static SnapshotStatus status() throws IOException {
        return Inspector.inspect(RestoreFixture.SAMPLE, Progress.NONE, finding -> {}).facts().orElseThrow().status();
    }
}
