package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Leases are dropped and the keyspace goes back in the same way by every verb that writes. */
class KeyspaceEditsTest {
    private static final String LEASE = "694d8735cdd858b2";
    private static final String[] BUMP = {"--bump-revision=1000000", "--mark-compacted"};

    @TempDir
    private Path directory;

    @Test
    void aPlanAndARestoreInOneGoWriteTheSame() throws IOException {
        String[] edits = {"--as-of=200", "--lease=" + LEASE + "=drop", "--drop-leased"};
        Run planned = run("plan", "planned", join(BUMP, edits));
        assertThat(planned.code()).as("%s", planned).isEqualTo(ExitCode.OK);
        assertThat(planned.err()).contains("plan.as-of", "plan.leases-dropped", "/registry/masterleases/10.0.0.11");
        Path plan = Files.writeString(directory.resolve("plan.json"), planned.out());
        assertThat(Run.of("restore", "--plan", plan).code()).isEqualTo(ExitCode.OK);
        assertThat(run("restore", "asked", join(BUMP, edits)).code()).isEqualTo(ExitCode.OK);

        assertThat(database("asked")).hasSameBinaryContentAs(database("planned"));
        JsonNode json = JsonMapper.shared().readTree(planned.out());
        assertThat(json.at("/keyspace/dropped/keys").asLong()).isEqualTo(1);
        assertThat(Run.of("hashkv", database("asked")).out()).startsWith(json.get("hashKv").asString() + ", ");
    }

    @Test
    void aPreparedSnapshotHoldsTheSameKeyspace() throws IOException {
        Path prepared = directory.resolve("prepared.db");
        String[] edits = {"--lease=drop"};
        Run run = Run.of(
                (Object[]) join(new String[]{"snapshot", "prepare", sample().toString(), "--out", prepared.toString()},
                        join(BUMP, edits)));
        assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("2 leases with 13 keys");
        run("restore", "asked", join(BUMP, edits));

        assertThat(Run.of("hashkv", prepared).out()).isEqualTo(Run.of("hashkv", database("asked")).out());
    }

    @Test
    void whatCannotBeUnderstoodIsSaidAtOnce() throws IOException {
        Run run = run("plan", "x", "--lease=xyz=drop", "--as-of=-1", "--lease-ttl=0s");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--lease takes", "--as-of takes", "--lease-ttl takes");
        assertThat(run("plan", "x", "--lease-ttl=1h", "--drop-leased").err()).contains("give one of the two");
        assertThat(run("plan", "x", "--lease=" + LEASE + "=keep", "--drop-leased").err())
                .contains("contradict each other for a lease that no longer exists");
        for (String ttl : List.of("0s", "-1h", "2500001h", "x")) {
            assertThat(run("plan", "x", "--lease-ttl=" + ttl).err()).as(ttl)
                    .contains("--lease-ttl takes a time from 1s to 9000000000s, such as 1h, not '" + ttl + "'");
        }
        assertThat(run("plan", "x", join(BUMP, "--as-of=200", "--lease-ttl=2500000h")).code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aRevisionThatIsNotThereIsRefused() throws IOException {
        assertThat(run("plan", "x", join(BUMP, "--as-of=130")).err()).contains("plan.as-of-compacted", "131 to 226")
                .doesNotContain("plan.leases");
        assertThat(run("plan", "x", join(BUMP, "--as-of=227")).err()).contains("plan.as-of-future")
                .doesNotContain("plan.leases");
        assertThat(run("plan", "x", join(BUMP, "--as-of=130", "--lease=1f=drop")).err()).contains("plan.lease-unknown");
        assertThat(run("plan", "x", "--as-of=200").err()).contains("plan.as-of-without-bump");
        Run last = run("plan", "x", "--as-of=226");
        assertThat(last.code()).as("%s", last).isEqualTo(ExitCode.OK);
        assertThat(last.err()).contains("is the last of the snapshot, so the keyspace does not go back")
                .doesNotContain("plan.as-of-auth", "lose their present value");
        assertThat(run("plan", "x", "--lease=1f=drop").err()).contains("plan.lease-unknown");
    }

    private Run run(String verb, String out, String... options) throws IOException {
        return Run.of((Object[]) join(
                new String[]{verb, sample().toString(), "--member=m1=http://127.0.0.1:2380", "--token=token",
                        "--out=" + directory.resolve(out)},
                options));
    }

    private Path database(String out) {
        return directory.resolve(out).resolve("m1.etcd/member/snap/db");
    }

    private static String[] join(String[] first, String... more) {
        return Stream.concat(Stream.of(first), List.of(more).stream()).toArray(String[]::new);
    }

    private static Path sample() {
        Path up = Path.of("").toAbsolutePath();
        while (!Files.exists(up.resolve("src/recovery-core/src/test/samples/kubernetes.db"))) {
            up = Objects.requireNonNull(up.getParent());
        }
        return up.resolve("src/recovery-core/src/test/samples/kubernetes.db");
    }
}
