package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.deliver.HostScript;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.etcdrecovery.core.testing.ThreeHosts.Host;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs of a delivery, from a snapshot to a cluster that clients may use, on three hosts. */
class DeliverVerbsTest {
    private static final int PORT = 31100;

    @TempDir
    private Path directory;
    private ThreeHosts hosts;
    private Path plan;

    @BeforeEach
    void plan() throws IOException {
        hosts = ThreeHosts.shared();
        Snapshots.copyTo(directory);
        plan = plan("--on-hosts");
    }

    private Path plan(Object... where) throws IOException {
        List<Object> request = new ArrayList<>(List.of("plan", directory.resolve(Snapshots.OF_3_6), "--token", "token",
                "--etcd-version", "3.6"));
        request.addAll(List.of(where));
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            String address = hosts.hosts().get(i).address();
            request.addAll(List.of("--member", "m" + (i + 1) + "=http://" + address + ":" + PORT));
            request.addAll(List.of("--client-urls", "m" + (i + 1) + "=http://" + address + ":" + (PORT + 1)));
        }
        Run planned = Run.of(request.toArray());
        assertThat(planned.code()).as(planned.err()).isZero();
        return Files.writeString(directory.resolve("plan.json"), planned.out());
    }

    @Test
    void fromASnapshotToAnOpenClusterAndBack() throws IOException {
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            Host host = hosts.hosts().get(i);
            Files.writeString(host.mnt().resolve("etc/systemd/system/etcd-verbs.service"), """
                    [Service]
                    ExecStart=%s --name=m%d --data-dir=/mnt/verbs --listen-peer-urls=http://%s:%d \\
                      --listen-client-urls=http://%s:%d --advertise-client-urls=http://%s:%d
                    """.formatted(Judges.etcd(EtcdVersion.V3_6), i + 1, host.address(), PORT, host.address(), PORT + 1,
                    host.address(), PORT + 1));
        }
        Run check = deliver("check");
        assertThat(check.code()).as("%s", check).isZero();
        assertThat(check.out()).contains("m1  READY", "same    name m2");

        Run early = deliver("activate");
        assertThat(early.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(early.err()).contains("m1 is not staged by this plan").contains("(deliver.not-staged)");

        assertThat(deliver("clean").err()).contains("nothing to remove").doesNotContain("--yes");
        assertThat(deliver("open").toString()).contains("m1 is not in place").contains("host.state");
        assertThat(deliver("stage").code()).isZero();
        assertThat(deliver("clean").err()).contains("m1  what is staged in /mnt/.etcd-recovery-verbs", "--yes");
        Run activated = deliver("activate");
        assertThat(activated.code()).as("%s", activated).isZero();
        assertThat(activated.out()).contains("m3  started", "in quarantine: listens for clients on 127.0.0.1:");

        Run direct = Run.of("cluster", "prove", "--plan", plan, "--wait", "1ms");
        assertThat(direct.code()).as("%s", direct).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(direct.err()).contains("in quarantine", "--to");
        Run proven = prove("-w", "json", "--canary");
        assertThat(proven.code()).as("%s", proven).isZero();
        Path proof = Files.writeString(directory.resolve("proof.json"), proven.out());

        Run opened = deliver("open");
        assertThat(opened.code()).as("%s", opened).isZero();
        assertThat(opened.out()).doesNotContain("quarantine");
        Run again = deliver("open");
        assertThat(again.code()).as("%s", again).isZero();
        assertThat(again.out()).contains("lets clients in already").doesNotContain("restarting");
        Run save = Run.of("snapshot", "save", directory.resolve("new.db"), "--endpoints",
                hosts.hosts().getFirst().address() + ":" + (PORT + 1));
        assertThat(save.code()).as("%s", save).isZero();

        assertThat(deliver("clean").err()).contains("--proof FILE");
        assertThat(deliver("clean", "--proof", proof).err()).contains("--snapshot FILE");
        Path stale = Files.writeString(directory.resolve("stale.json"),
                proven.out().replaceFirst("\"time\" : \"[^\"]*", "\"time\" : \"1970-01-01T00:00:00Z"));
        assertThat(deliver("clean", "--proof", stale).err())
                .contains("stale.json is of 1970-01-01T00:00:00Z, before m");
        Run old = deliver("clean", "--proof", proof, "--snapshot", directory.resolve(Snapshots.OF_3_6), "--yes");
        assertThat(old.err()).contains("was not saved from this cluster");
        Path copy = Files.copy(directory.resolve("new.db"), directory.resolve("copy.db"));
        Files.setLastModifiedTime(copy, FileTime.from(Instant.EPOCH));
        assertThat(deliver("clean", "--proof", proof, "--snapshot", copy).err())
                .contains("copy.db is of 1970-01-01T00:00:00Z, before m");

        hosts.on(2, "systemctl stop etcd-verbs.service");
        Run stopped = deliver("status");
        assertThat(stopped.code()).as("%s", stopped).isEqualTo(ExitCode.WITH_CARE);
        assertThat(stopped.out()).contains("m1  started", "m3  NOT RUNNING", "the last lines of its log:");
        assertThat(stopped.out())
                .containsOnlyOnce("not running: no process uses the data directory");
        assertThat(stopped.out().lines().filter(line -> line.contains("listens on ports " + PORT + ", " + (PORT + 1))))
                .hasSize(2);

        signalMembers("STOP");
        for (String[] options : new String[][]{{}, {"--save", directory.resolve("none.db").toString()}}) {
            Run unasked = deliver("undo",
                    Stream.concat(Stream.of(options), Stream.of("--command-timeout=1s")).toArray());
            assertThat(unasked.code()).as("%s", unasked).isEqualTo(ExitCode.REFUSED);
            assertThat(unasked.err()).contains("nothing was undone", "did not answer in time");
        }
        signalMembers("CONT");
        Run undo = deliver("undo");
        assertThat(undo.code()).as("%s", undo).isEqualTo(ExitCode.REFUSED);
        assertThat(undo.err()).contains("2 revisions were written", "--save FILE");
        Run saved = deliver("undo", "--save", directory.resolve("last.db"));
        assertThat(saved.code()).as("%s", saved).isZero();
        assertThat(Run.of("snapshot", "verify", directory.resolve("last.db")).code()).isLessThanOrEqualTo(1);

        Run status = deliver("status");
        assertThat(status.out()).contains("m2  undone", "kept: /mnt/.etcd-recovery-verbs/undone-",
                "; what was written to it was saved");
        deliverAgain(proof);
        assertThat(deliver("clean").err()).contains("with no way back", "undone-", "Add --yes to remove them.");
        Run cleaned = deliver("clean", "--yes");
        assertThat(cleaned.code()).as("%s", cleaned).isZero();
        assertThat(hosts.on(0, "ls -A /mnt | grep verbs; true")).isEmpty();
        Run repeated = deliver("clean", "--yes");
        assertThat(repeated.code()).as("where nothing is left: %s", repeated).isZero();
    }

    /** Those that run, on all hosts. */
    private void signalMembers(String signal) throws IOException {
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            hosts.on(i, "for each in /proc/[0-9]*; do if tr '\\0' ' ' <$each/cmdline 2>/dev/null"
                    + " | grep -q 'data-dir=/mnt/verb[s]'; then kill -" + signal + " ${each#/proc/}; fi; done; true");
        }
    }

    /** The same plan makes the same cluster ID, members and revisions. */
    private void deliverAgain(Path earlierProof) {
        assertThat(deliver("stage").code()).isZero();
        assertThat(deliver("activate").code()).isZero();
        assertThat(deliver("clean", "--proof", earlierProof, "--snapshot", directory.resolve("new.db")).err())
                .contains("proof.json is of ", ", before m", "prove the cluster again");
        Run one = Run.of(Stream.concat(Stream.of(arguments("undo", "--discard-writes")), hosts(2)).toArray());
        assertThat(one.code()).as("%s", one).isZero();
        Run check = deliver("check");
        assertThat(check.code()).as("%s", check).isEqualTo(ExitCode.REFUSED);
        assertThat(check.out()).contains("m1  READY", "m3  BLOCKED");
        Run stage = deliver("stage");
        assertThat(stage.code()).as("%s", stage).isEqualTo(ExitCode.REFUSED);
        assertThat(stage.err()).contains("has been started on m1, m2", "(host.took-part)", "etcdctl member remove ");
        assertThat(deliver("undo").code()).isZero();
        Object[] discard = arguments("clean", "--yes", "--discard-writes");
        assertThat(Run.of(Stream.concat(Stream.of(discard), hosts(2)).toArray()).code()).isZero();
    }

    @Test
    void jsonOfEveryVerbNamesTheHosts() {
        for (String verb : List.of("status", "undo", "open")) {
            JsonNode json = ofUnreached(verb, ExitCode.WITH_CARE);
            assertThat(json.at("/hosts/0/destination").asString()).as("%s: %s", verb, json)
                    .isEqualTo("ssh://127.0.0.1:1/mnt/nothing");
        }
        assertThat(ofUnreached("check", ExitCode.REFUSED).at("/hosts/0/findings/0/code").asString())
                .isEqualTo("ssh.unreachable");
        JsonNode refused = ofUnreached("stage", ExitCode.REFUSED).path("failure");
        assertThat(refused.path("code").asString()).isEqualTo("deliver.blocked");
        assertThat(refused.path("message").asString()).contains("\nm1 (127.0.0.1:1): the host cannot be reached",
                "stage the others alone, with only their --to, and activate with --without m1");
    }

    @Test
    void aHostThatIsOffCanBeLeftOutAndThatIsSaid() {
        Object[] off = {"--ssh-config", hosts.sshConfig(), "--to", "m1=ssh://127.0.0.1:1/mnt/off", "--to",
                "m2=ssh://127.0.0.1:1/mnt/off", "--to", "m3=ssh://127.0.0.1:1/mnt/off"};
        Run run = Run.of(arguments("activate", off));
        assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("--without m1 --without m2 --without m3", "(ssh.unreachable)")
                .doesNotContain("deliver.not-staged");
        Run left = Run.of(Stream.concat(Stream.of(arguments("activate", off)), Stream.of("--without", "m3")).toArray());
        assertThat(left.code()).as("%s", left).isEqualTo(ExitCode.REFUSED);
        assertThat(left.err()).contains("--without m1 --without m2,").doesNotContain("m3 (");
    }

    private JsonNode ofUnreached(String verb, int code) {
        Run run = Run.of(arguments(verb, "-w", "json", "--ssh-config", hosts.sshConfig(), "--to",
                "m1=ssh://127.0.0.1:1/mnt/nothing"));
        assertThat(run.code()).as("%s: %s", verb, run).isEqualTo(code);
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void aPlanForTheHostsIsNotRestoredHere() {
        Run restored = Run.of("restore", "--plan", plan);
        assertThat(restored.code()).as("%s", restored).isNotZero();
        assertThat(restored.err()).contains("it is for the hosts of its members", "'deliver'");
        Object[] request = {directory.resolve(Snapshots.OF_3_6), "--member", "m1=http://h:2380"};
        assertThat(Run.of(Stream.concat(Stream.of("plan"), Stream.of(request)).toArray()).err()).contains("--on-hosts");
        assertThat(Run.of(Stream.concat(Stream.of("plan", "--on-hosts", "--out", "d"), Stream.of(request)).toArray())
                .err())
                .contains("so --out cannot be added");
        assertThat(Run.of(Stream.concat(Stream.of("restore"), Stream.of(request)).toArray()).err())
                .contains("add --out DIR")
                .doesNotContain("--on-hosts");
        assertThat(Run.of(Stream.concat(Stream.of("plan", "--elsewhere", "m1"), Stream.of(request)).toArray()).code())
                .isZero();
    }

    @Test
    void theScriptCanBeReadFirst() {
        assertThat(Run.of("deliver", "stage", "--print-script").out()).isEqualTo(HostScript.text());
    }

    @Test
    void saysWhatIsWrongWithAddressesAndServices() {
        for (String[] wrong : new String[][]{{"--to", "m1=ssh://h", "expected ssh://"}, {"--to", "m9=ssh://h/d", "not a"
                + " member of the plan"}, {"--to", "m1=ssh://u:secret@h/d", "password"},
                {"--to", "m1=ssh://-oProxyCommand=x/d", "not a host"}, {"--to", "m1=ssh://h/../d", "without .."},
                {"--service", "m1=systemd:a b", "not the name of a unit"}, {"--service", "m1=cron", "expected systemd"},
                {"--accept-host-key", "m1=MD5:aa", "begins with SHA256"}, {"--to", "m1=ssh://h:0/d", "not a port"}}) {
            Run run = Run.of(arguments("check", "--to", "m2=ssh://h/d", wrong[0], wrong[1]));
            assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).as("%s", run).contains(wrong[2]).doesNotContain("secret");
        }
        assertThat(Run.of(arguments("check")).err()).contains("add --to NAME=ssh://HOST/DIR for each of m1, m2, m3");
        assertThat(Run.of("deliver", "check").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of(arguments("activate", "--to", "m1=ssh://h/d", "--without", "m1")).err()).as("not asked")
                .contains("no host is named for m2, m3");
        assertThat(Run.of(arguments("activate", "--to", "m1=ssh://h/d", "--without", "m9")).code())
                .isEqualTo(ExitCode.USAGE);
        Run elsewhere = Run.of(arguments("clean", "--to", "m1=ssh://h/d", "--snapshot", "s3://bucket/fresh.db"));
        assertThat(elsewhere.code()).as("%s", elsewhere).isEqualTo(ExitCode.USAGE);
        assertThat(elsewhere.err()).contains("--snapshot takes a file on this machine");
        Run notAProof = Run.of(arguments("clean", "--to", "m1=ssh://h/d", "--proof", plan));
        assertThat(notAProof.code()).as("%s", notAProof).isEqualTo(ExitCode.REFUSED);
        assertThat(notAProof.err()).contains("does not prove cluster").doesNotContain("m1");
        assertThat(Run.of("deliver", "fetch", "--from", "m1=h", "--out", directory).err())
                .contains("expected NAME=ssh");
    }

    @Test
    void theExportHasAPlaybookOfTheSameScript() throws IOException {
        Run onHosts = deliver("export", "--ansible", "--out", directory.resolve("book"));
        assertThat(onHosts.code()).as("%s", onHosts).isEqualTo(ExitCode.REFUSED);
        assertThat(onHosts.err()).contains("instead of --on-hosts");
        plan = plan("--out", directory.resolve("never"));
        Run early = deliver("export", "--ansible", "--out", directory.resolve("book"));
        assertThat(early.code()).as("%s", early).isEqualTo(ExitCode.REFUSED);
        assertThat(early.err()).contains("Restore with this plan first");
        assertThat(Run.of("restore", "--plan", plan).code()).isZero();
        Run run = deliver("export", "--ansible", "--out", directory.resolve("book"));
        assertThat(run.code()).as("%s", run).isZero();
        assertThat(run.out()).contains("deliver.yaml", "inventory.yaml");
        assertThat(directory.resolve("book/inventory.yaml")).content()
                .contains("ansible_host: 'etcd-b'", "recovery_source: " + directory.resolve("never/m2.etcd"));
        assertThat(directory.resolve("book/host2/activate.sh")).content()
                .startsWith(HostScript.text())
                .contains("dir=/mnt/verbs\n")
                .endsWith("\nactivate\n");
    }

    private Run prove(Object... more) {
        return Run.of(Stream.concat(Stream.of("cluster", "prove", "--plan", plan),
                Stream.concat(hosts(), Stream.of(more))).toArray());
    }

    private Run deliver(String verb, Object... more) {
        return Run.of(Stream.concat(Stream.of(arguments(verb, more)), hosts()).toArray());
    }

    private Stream<Object> hosts() {
        return hosts(0, 1, 2);
    }

    private Stream<Object> hosts(int... some) {
        List<Object> words = new ArrayList<>(List.of("--ssh-config", hosts.sshConfig(), "--scratch",
                hosts.directory()));
        for (int i : some) {
            String name = "m" + (i + 1);
            words.addAll(List.of("--to", name + "=ssh://" + hosts.hosts().get(i).name() + "/mnt/verbs", "--service",
                    name + "=systemd:etcd-verbs"));
        }
        return words.stream();
    }

    private Object[] arguments(String verb, Object... more) {
        return Stream.concat(Stream.of("deliver", verb, "--plan", plan), Stream.of(more)).toArray();
    }
}
