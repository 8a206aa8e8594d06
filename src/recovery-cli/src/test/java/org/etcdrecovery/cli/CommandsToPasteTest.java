package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.ClusterVerb;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.cluster.command.RecoveryCommands;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.TlsSettingsBuilder;
import org.etcdrecovery.core.deliver.DeliverCommands;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.Destination;
import org.etcdrecovery.core.deliver.ServiceForm;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This program accepts the commands that the core offers to paste, and reads them with the intended meaning. */
class CommandsToPasteTest {
    private static final String PASSWORD = "pass 'word' $x";
    private static final Endpoint FIRST = new Endpoint("10.0.0.11", 2379, true);

    @TempDir
    private Path directory;

    private Path snapshot;

    @BeforeEach
    void place() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
        Snapshots.copyTo(directory);
        snapshot = Files.move(directory.resolve(Snapshots.OF_3_6), directory.resolve("it's 3.6.db"));
    }

    @Test
    void aPlanIsTheVerySame() throws Exception {
        Path out = directory.resolve("out here");
        List<MemberRequest> members = List.of(
                new MemberRequest("m1", List.of("https://10.0.0.1:2380", "https://m1.example:2380"),
                        List.of("https://10.0.0.1:2379"), Optional.of(out.resolve("m1.etcd")), Optional.empty(), false),
                new MemberRequest("m 2", List.of("http://[::1]:2380"), List.of(),
                        Optional.of(directory.resolve("second")), Optional.of(directory.resolve("wal=2")), true),
                new MemberRequest("m3", List.of("http://10.0.0.3:2380"), List.of("http://10.0.0.3:2379"),
                        Optional.empty(), Optional.empty(), false));
        assertSamePlan(RestoreRequest.builder(members, "-it's $new")
                .target(new MinorVersion(3, 6))
                .revisionBump(1_000_000_000)
                .markCompacted(true)
                .clearAlarms(true)
                .skipHashCheck(true)
                .skipReadBack(true)
                .owner(new Owner("etcd", Optional.of("etcd")))
                .build());
        assertSamePlan(RestoreRequest.builder(members.subList(1, 2).stream().map(CommandsToPasteTest::voter).toList(),
                "t").build());
    }

    @Test
    void filesAreTaken() throws Exception {
        assertThat(Run.of(words(FileCommands.verify(SnapshotName.of(snapshot)))).code()).isZero();
        assertThat(Run.of(words(FileCommands.hashKv(SnapshotName.of(snapshot)))).code()).isZero();
        Path plan = directory.resolve("the plan.json");
        Files.writeString(plan, Run.of(words(FileCommands.plan(SnapshotName.of(snapshot), one()))).out());
        assertThat(Run.of(words(FileCommands.restore(plan))).code()).isZero();
        assertThat(directory.resolve("m1.etcd/member")).isDirectory();
    }

    @Test
    void aConnectionIsTheVerySame() throws Exception {
        ConnectionSettings settings = ConnectionSettings.of(List.of(FIRST, new Endpoint("fd00::2", 2379, true)))
                .withTls(TlsSettingsBuilder.builder()
                        .ca(Path.of("/pki/the ca.crt"))
                        .certificate(Path.of("/pki/c.crt"))
                        .key(Path.of("/pki/c.key"))
                        .serverName("etcd.example")
                        .skipVerify(true)
                        .build())
                .withLogin(new Login("it's me", PASSWORD))
                .withTimeouts(Duration.ofMillis(1500), Duration.ofSeconds(20));
        RecoveryCommands commands = new RecoveryCommands(settings, Optional.empty());
        assertThat(settings(commands.assess())).isEqualTo(settings);
        assertThat(settings(commands.prove(Path.of("a plan"), true, Duration.ofSeconds(90), Map.of(), List.of())))
                .isEqualTo(settings);
        assertThat(settings(commands.prove(Path.of("a plan"), true, Duration.ofSeconds(90), Map.of("m1", "ssh://h/d"),
                List.of("m2"))))
                .isEqualTo(settings);
        assertThat(settings(commands.snapshotSave(FIRST, Path.of("-s.db"), Duration.ofSeconds(90))))
                .isEqualTo(settings.withEndpoints(List.of(FIRST)));
        ConnectionSettings plain = ConnectionSettings.of(List.of(new Endpoint("localhost", 2379, false)));
        assertThat(settings(new RecoveryCommands(plain, Optional.empty()).assess())).isEqualTo(plain);
    }

    @Test
    void aDeliveryGoesToTheVerySameHosts() throws Exception {
        Path file = Files.writeString(directory.resolve("the plan.json"),
                Run.of(words(FileCommands.plan(SnapshotName.of(snapshot), one()))).out());
        DeliveryTarget target = new DeliveryTarget(PlanJson.read("test", Files.readString(file)).members().getFirst(),
                Destination.parse("ssh://root@127.0.0.1:1/var/lib/the etcd's"), ServiceForm.parse("none"));
        DeliverCommands commands = new DeliverCommands(file, List.of(target), Map.of("m1", "SHA256:aa"));
        for (Command command : List.of(commands.check(false), commands.status())) {
            Run run = Run.of(words(command));
            assertThat(run.out()).as("%s", run).contains(target.destination().toString(), "none", "cannot be reached");
        }
        for (Command command : List.of(commands.stage(), commands.activate(false, Set.of()))) {
            Run run = Run.of(words(command));
            assertThat(run.code()).as("%s", run).isNotEqualTo(ExitCode.USAGE);
            assertThat(run.out() + run.err()).as("%s", run).contains("cannot be reached");
        }
        assertThat(commands.activate(true, Set.of("m3")).text()).contains("--without m3");
    }

    private void assertSamePlan(RestoreRequest request) throws Exception {
        PlanResult result = Planner.plan(request,
                Inspector.inspect(snapshot, Progress.NONE, _ -> {}).facts().orElseThrow());
        assertThat(result).isInstanceOf(PlanResult.Accepted.class);
        Run run = Run.of(words(FileCommands.plan(SnapshotName.of(snapshot), request)));
        assertThat(run.out()).as(run.err())
                .isEqualTo(PlanJson.write(((PlanResult.Accepted) result).plan()) + "\n");
    }

    private RestoreRequest one() {
        return RestoreRequest.builder(List.of(MemberRequest.voter("m1", List.of("http://127.0.0.1:2380"),
                directory.resolve("m1.etcd"))), "t").build();
    }

    private static MemberRequest voter(MemberRequest member) {
        return new MemberRequest(member.name(), member.peerUrls(), member.clientUrls(), member.dataDir(),
                member.walDir(), false);
    }

    /** How the verb reads a command: options and environment. */
    private static ConnectionSettings settings(Command command) throws Exception {
        List<String> words = shell(command);
        Map<String, String> environment = words.getFirst().isEmpty()
                ? Map.of()
                : Map.of("ETCDCTL_PASSWORD", words.getFirst());
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        Terminal terminal = Terminal.ofWriters(new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()));
        Invocation invocation = Invocation.of(new Session(terminal, new Cancellation(), environment), arguments);
        invocation.program().parseArgs(invocation.forPicocli());
        return invocation.verb().<ClusterVerb>getCommand().settings();
    }

    private static Object[] words(Command command) throws Exception {
        List<String> words = shell(command);
        return words.subList(1, words.size()).toArray();
    }

    /** The password that a shell would hand over, and the arguments. */
    private static List<String> shell(Command command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c",
                "etcd-recovery() { printf '%s\\0' \"${ETCDCTL_PASSWORD-}\" \"$@\"; }\n" + command.text());
        builder.environment().remove("ETCDCTL_PASSWORD");
        builder.environment().put("ETCD_PASSWORD", PASSWORD);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return Arrays.asList(printed.split("\0"));
    }
}
