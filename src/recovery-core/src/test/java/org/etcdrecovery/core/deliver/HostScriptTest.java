package org.etcdrecovery.core.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.deliver.LocalHost.Answer;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the hosts, run on this machine: broken off anywhere, with any name, and by several at once. */
class HostScriptTest {
    private static final ServiceForm NONE = new ServiceForm.None();
    /** Every command that changes something counts, and the shell is killed at the one that is wanted. */
    private static final String KILLED = """
            count=0
            counted() {
                count=$((count + 1))
                if [ "$count" = %d ]; then kill -9 $$; fi
            }
            for command in mv mkdir rmdir rm chmod cp flush; do
                eval "$command() { counted; $(if [ "$command" = flush ]; then echo :; else echo "command $command \\"\\$@\\""; fi); }"
            done
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void needsLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc");
    }

    @Test
    void isPosix() throws IOException {
        Path file = Files.writeString(directory.resolve("all.sh"), HostScript.text());
        assertThat(new Tool(Path.of("/bin/sh"), List.of()).run("-n", file).exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "quo'te\"", "$(touch pwned)`touch pwned`", "new\nline",
            "tab\tand*?[a]",
            "-rf", "\\back\\slash", "é日本"})
    void worksWithAnyName(String name) throws IOException {
        Path above = Files.createDirectories(directory.resolve(name));
        Path data = above.resolve(name);
        old(data);
        LocalHost host = host(data, name.length() % 2 == 0);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertNew(data);
        assertThat(host.run(host.call("start")).answer().value("state")).as("without a service").contains("activated");
        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertOld(data);
        assertThat(host.run(host.call("undo")).answer().value("state")).as("again").contains("undone");
        assertOld(data);
        Answer cleaned = host.run(host.call("clean"));
        assertThat(cleaned.failed()).isEmpty();
        assertThat(cleaned.answer().values("removed")).hasSize(1);
        assertThat(names(above)).containsExactly(name);
        assertThat(Path.of("pwned")).doesNotExist();
        assertThat(directory.resolve("pwned")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void anActivationThatIsKilledAnywhereGoesOnOrIsUndone(boolean mounted, boolean undo) throws IOException {
        for (int kill = undo ? 1 : 2;; kill += LongRun.times(3, 1)) {
            Path data = Files.createDirectories(directory.resolve("k" + kill)).resolve("etcd");
            old(data);
            LocalHost host = host(data, mounted);
            assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
            Answer killed = host.run(host.call("activate"), KILLED.formatted(kill), _ -> {});
            String state = host.run(host.call("status")).answer().value("state").orElse("");
            if (killed.answer().complete()) {
                assertThat(state).isEqualTo("activated");
                assertThat(kill).as("points at which it was killed").isGreaterThan(6);
                return;
            }
            if (state.equals("staged")) {
                assertOld(data);
            }
            if (!state.equals("activated") && (!undo || state.equals("staged"))) {
                assertDone(host.run(host.call("activate")), kill, state);
                assertNew(data);
            }
            if (undo) {
                assertDone(host.run(host.call("undo")), kill, state);
                assertOld(data);
            }
        }
    }

    private static void assertDone(Answer answer, int kill, String state) {
        assertThat(answer.failed()).as("after the kill at %d in state %s: %s", kill, state, answer).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUndoThatIsKilledAnywhereGoesOn(boolean mounted) throws IOException {
        for (int kill = 1;; kill += LongRun.times(3, 1)) {
            Path data = Files.createDirectories(directory.resolve("k" + kill)).resolve("etcd");
            old(data);
            LocalHost host = host(data, mounted);
            assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
            assertThat(host.run(host.call("activate")).failed()).isEmpty();
            if (host.run(host.call("undo"), KILLED.formatted(kill), _ -> {}).answer().complete()) {
                assertThat(kill).isGreaterThan(5);
                return;
            }
            String state = host.run(host.call("status")).answer().value("state").orElse("");
            if (!state.equals("undone")) {
                Answer answer = host.run(host.call("undo"));
                assertThat(answer.failed()).as("after the kill at %d: %s", kill, answer).isEmpty();
            }
            assertOld(data);
            assertThat(host.run(host.call("status")).answer().values("kept")).as("what was activated").hasSize(1);
        }
    }

    @Test
    void goesOnWhereACopyWasBrokenOff() throws IOException {
        Path data = directory.resolve("etcd");
        LocalHost host = host(data, false);
        assertThat(host.stage(0, 5000).failed()).startsWith("host.incomplete");
        Answer offer = host.run(host.call("offer"));
        assertThat(offer.answer().number("part")).hasValue(5000);
        assertThat(host.run(host.call("activate")).failed()).startsWith("host.state");
        assertThat(host.stage(5000, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertNew(data);
    }

    @Test
    void whatArrivesOtherwiseIsNotStaged() throws IOException {
        LocalHost host = host(directory.resolve("etcd"), false);
        Answer answer = host.run(host.stage(0).with("db_sha256", "0".repeat(64)), "", out -> {
            out.write("snaplog".getBytes(UTF_8));
            out.write(LocalHost.DATABASE);
        });
        assertThat(answer.failed()).startsWith("host.differs").contains("member/snap/db: FAILED");
        assertThat(host.run(host.call("status")).answer().value("state")).contains("staging");
    }

    @Test
    void whatHasChangedSinceItWasStagedIsStagedAgain() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("recheck")).answer().value("state")).contains("staged");
        Path staged = directory.resolve(".etcd-recovery-etcd/new/member/snap/db");
        byte[] bytes = Files.readAllBytes(staged);
        bytes[bytes.length - 1] ^= 1;
        Files.write(staged, bytes);
        assertThat(host.run(host.call("recheck")).failed()).startsWith("host.differs")
                .contains("member/snap/db: FAILED");
        assertThat(host.run(host.call("activate")).failed()).startsWith("host.state");
        assertOld(data);

        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertNew(data);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOldDirectoryStaysUntilTheNewMemberHasReplacedIt(boolean mounted) throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, mounted);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertThat(host.run(host.call("clean")).failed()).startsWith("host.state").contains("is proven");
        assertThat(host.run(host.call("status")).answer().values("kept")).hasSize(1);

        Answer cleaned = host.run(host.call("clean").with("replaced", "yes"));
        assertThat(cleaned.failed()).isEmpty();
        assertThat(cleaned.answer().values("removed")).hasSize(1);
        assertNew(data);
    }

    @Test
    void aJournalThatDoesNotNameTheOldDirectoryMovesNothing() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        Path place = directory.resolve(".etcd-recovery-etcd");
        Files.writeString(place.resolve("journal"), "2026-11-29T10:00:00Z activated plan=" + LocalHost.PLAN + " .\n",
                StandardOpenOption.APPEND);
        assertThat(host.run(host.call("undo")).failed()).startsWith("host.state").contains("nothing is moved");
        assertOld(data);
        assertThat(place.resolve("new/member/snap/db")).exists();
    }

    @Test
    void anotherPlanIsRefusedUntilTheFirstIsUndone() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        String other = "b".repeat(64);
        assertThat(host.run(host.call("offer").with("plan", other)).failed()).startsWith("host.other-plan")
                .contains(LocalHost.PLAN);
        assertThat(host.run(host.call("activate").with("plan", other)).failed()).startsWith("host.other-plan");
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertThat(host.run(host.call("undo").with("plan", other)).failed()).startsWith("host.other-plan");
        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertThat(host.run(host.call("offer").with("plan", other)).failed()).isEmpty();
    }

    @Test
    void whatAnotherPlanHasOnlyStagedIsRemoved() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("discard").with("plan", "b".repeat(64))).failed()).as("not the one that was seen")
                .startsWith("host.other-plan");

        Answer removed = host.run(host.call("discard"));
        assertThat(removed.answer().value("state")).contains("nothing");
        assertThat(removed.answer().values("removed")).hasSize(1);
        assertThat(directory.resolve(".etcd-recovery-etcd")).doesNotExist();
        assertOld(data);
    }

    /** What an undo moved aside is not what was staged after it. */
    @Test
    void whatWasMovedAsideBeforeStaysWhenStagedFilesAreRemoved() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertThat(host.run(host.call("discard")).failed()).as("in place").startsWith("host.state");
        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();

        assertThat(host.run(host.call("discard")).answer().value("state")).contains("undone");
        assertThat(host.run(host.call("status")).answer().values("kept")).hasSize(1);
        assertThat(directory.resolve(".etcd-recovery-etcd/new")).doesNotExist();
        assertOld(data);
    }

    @Test
    void whoeverHoldsTheLockIsNamed() throws IOException {
        LocalHost host = host(directory.resolve("etcd"), false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        String lock = "mkdir \"${dir%/*}/.etcd-recovery-etcd/lock\"\nprintf '%s %s %s %s\\n' ";
        Answer held = host.run(host.call("activate"), lock
                + "$$ \"$(started $$)/$(boot)\" 2026-11-29T10:00:00Z alice@laptop >\"${dir%/*}/.etcd-recovery-etcd/lock/owner\"\n",
                _ -> {});
        assertThat(held.failed()).startsWith("host.locked").contains("alice@laptop", "2026-11-29T10:00:00Z");
        assertThat(host.run(host.call("activate")).failed()).as("its process has ended").isEmpty();
    }

    @Test
    void aDirectoryInUseStaysWhereItIs() throws IOException {
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = host(data, false);
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        Answer used = host.run(host.call("activate"), """
                limit=0
                sleep 30 <"$dir/member/snap/db" &
                user=$!
                trap 'kill $user; leave' EXIT
                """, _ -> {});
        assertThat(used.failed()).startsWith("host.in-use").contains("still has files in");
        assertOld(data);
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertNew(data);
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path real = directory.resolve("real");
        old(real);
        Path link = Files.createSymbolicLink(directory.resolve("etcd"), real);
        assertThat(host(link, false).stage(0, LocalHost.DATABASE.length).failed()).startsWith("host.link");
    }

    @Test
    void theKubeletSeesAManifestOnlyWhileItMayRun() throws IOException {
        Path manifests = Files.createDirectories(directory.resolve("kubernetes/manifests"));
        String manifest = """
                spec:
                  - command:
                    - etcd
                    - --listen-client-urls=https://127.0.0.1:2379,https://10.0.0.1:2379
                    - --name=m1
                """;
        Path etcd = Files.writeString(manifests.resolve("etcd.yaml"), manifest);
        Path apiServer = Files.writeString(manifests.resolve("kube-apiserver.yaml"), "api server");
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = new LocalHost(data, new ServiceForm.StaticPod(etcd.toString()));
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate").with("quarantine", "yes")).failed()).isEmpty();
        assertThat(manifests).isEmptyDirectory();

        assertThat(host.run(host.call("start")).failed()).isEmpty();
        String port = host.run(host.call("status")).answer().value("quarantine").orElse("");
        assertThat(etcd).hasContent(manifest.replaceAll("urls=.*", "urls=http://127.0.0.1:" + port));
        assertThat(apiServer).doesNotExist();

        Path original = directory.resolve("kubernetes/etcd-recovery-manifests/etcd.yaml");
        String corrected = Files.readString(original).replace("--name=m1", "--name=m2");
        Files.writeString(original, corrected);
        assertThat(host.run(host.call("start")).failed()).isEmpty();
        assertThat(etcd).as("what was corrected since")
                .hasContent(corrected.replaceAll("urls=.*", "urls=http://127.0.0.1:" + port));
        Files.writeString(original, manifest);

        assertThat(host.run(host.call("open")).failed()).isEmpty();
        assertThat(etcd).hasContent(manifest);
        assertThat(apiServer).exists();

        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertThat(manifests).as("not to be started").isEmptyDirectory();
        assertThat(host.run(host.call("undo").with("start_old", "yes")).failed()).isEmpty();
        assertThat(etcd).hasContent(manifest);
        assertThat(names(manifests)).containsExactly("etcd.yaml", "kube-apiserver.yaml");
        assertOld(data);
    }

    @Test
    void aConfigurationThatCannotCarryAQuarantineIsLeftAsItIs() throws IOException {
        Path manifests = Files.createDirectories(directory.resolve("kubernetes/manifests"));
        Path etcd = Files.writeString(manifests.resolve("etcd.yaml"), "    - --config-file=/etc/etcd.conf\n");
        Path data = directory.resolve("etcd");
        old(data);
        LocalHost host = new LocalHost(data, new ServiceForm.StaticPod(etcd.toString()));
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate").with("quarantine", "yes")).failed())
                .startsWith("quarantine.config-file");
        assertThat(etcd).exists();
        assertOld(data);
    }

    private static LocalHost host(Path data, boolean mounted) {
        LocalHost host = new LocalHost(data, NONE);
        return mounted ? host.mounted() : host;
    }

    private static void old(Path data) throws IOException {
        Files.createDirectories(data.resolve("member/snap"));
        Files.writeString(data.resolve("member/snap/db"), "old");
        Files.writeString(data.resolve(".hidden"), "old");
        Files.writeString(data.resolve("other file"), "old");
    }

    private static void assertOld(Path data) throws IOException {
        assertThat(data.resolve("member/snap/db")).hasContent("old");
        assertThat(names(data)).containsExactly(".hidden", "member", "other file");
    }

    private static void assertNew(Path data) throws IOException {
        assertThat(data.resolve("member/snap/db")).hasBinaryContent(LocalHost.DATABASE);
        assertThat(data.resolve("member/snap/1-1.snap")).hasContent("snap");
        assertThat(data.resolve("member/wal/0-0.wal")).hasSize(4096);
        assertThat(names(data)).containsExactly("member");
    }

    /** But not what is ours. */
    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals(".etcd-recovery"))
                    .sorted()
                    .toList();
        }
    }
}
