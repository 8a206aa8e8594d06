package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RestoreTest {
    private static final List<String> THREE_MEMBERS = List.of("--member", "m1=http://127.0.0.1:2380", "--member",
            "m2=http://127.0.0.1:3380", "--member", "m3=http://127.0.0.1:4380");

    @TempDir
    private Path directory;

    private Path snapshot;
    private Path out;

    @BeforeEach
    void place() throws IOException {
        Snapshots.copyTo(directory);
        snapshot = directory.resolve(Snapshots.OF_3_6);
        out = directory.resolve("out");
    }

    @Test
    void writesAllMembersAndSaysHowToStartThem() {
        Run run = restore(THREE_MEMBERS, "--token", "fresh", "--client-urls", "m1=http://127.0.0.1:2379",
                "--client-urls", "m2=http://127.0.0.1:2389");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("RESTORED cluster ")
                .contains("token fresh", "at revision 8",
                        "HashKV 3733474693", "--listen-client-urls http://127.0.0.1:2379",
                        out.resolve("m3.etcd").toString());
        for (String name : List.of("m1", "m2", "m3")) {
            assertThat(out.resolve(name + ".etcd/member/snap/db")).isRegularFile();
            assertThat(out.resolve(name + ".etcd/member/wal")).isNotEmptyDirectory();
        }
    }

    @Test
    void tellsTheResultAsJson() {
        JsonNode result = json(restore(THREE_MEMBERS, "--token", "fresh", "-w", "json").out());

        assertThat(result.path("token").asString()).isEqualTo("fresh");
        assertThat(result.path("lastRevision").asLong()).isEqualTo(8);
        assertThat(result.path("hashKv").asLong()).isEqualTo(3733474693L);
        assertThat(result.path("members").size()).isEqualTo(3);
    }

    @Test
    void planWritesNothingAndRestoreCarriesOutExactlyThat() throws IOException {
        Run plan = Run.of(arguments("plan", THREE_MEMBERS, "--bump-revision", "1000", "--mark-compacted"));
        assertThat(plan.code()).isEqualTo(ExitCode.OK);
        assertThat(out).doesNotExist();
        Path file = Files.writeString(directory.resolve("plan.json"), plan.out());

        Run run = Run.of("restore", "--plan", file, "-w", "json");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        JsonNode planned = json(plan.out());
        assertThat(json(run.out()).path("clusterId")).isEqualTo(planned.path("clusterId"));
        assertThat(json(run.out()).path("token")).isEqualTo(planned.path("token"));
        assertThat(json(run.out()).path("lastRevision").asLong()).isEqualTo(1008);
        assertThat(out.resolve("m3.etcd/member")).isDirectory();
    }

    @Test
    void aPlanForAnotherFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("plan.json"), Run.of(arguments("plan", THREE_MEMBERS)).out());
        Files.copy(directory.resolve(Snapshots.OF_3_4), snapshot, StandardCopyOption.REPLACE_EXISTING);

        Run run = Run.of("restore", "--plan", file);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("is not the file that the plan was made for");
        assertThat(out.resolve("m1.etcd")).doesNotExist();
    }

    @Test
    void aPlanGoesWithNothingThatWouldChangeIt() {
        List<OptionSpec> others = new ArrayList<>(
                Invocation.of(OptionsAnywhereTest.session(), "restore").verb().getCommandSpec().options());
        // How the snapshot is reached is no part of the plan.
        others.removeIf(option -> option.longestName().startsWith("--store-"));
        others.removeIf(
                option -> Set
                        .of("--plan", "--report", "--write-out", "--quiet", "--debug", "--help", "--scratch",
                                "--url-file")
                        .contains(option.longestName()));

        assertThat(others).hasSizeGreaterThan(10).allSatisfy(option -> {
            // Also a value that changes nothing, such as the default.
            String given = option.arity().max() == 0 ? option.longestName() : option.longestName() + "=0";
            Run run = Run.of("restore", "--plan", "plan.json", given);
            assertThat(run.code()).as(given).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).as(given).contains("--plan includes everything");
        });
    }

    @Test
    void aSnapshotIsNotTakenForAPlan() {
        Run run = Run.of("restore", "--plan", snapshot);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("not a plan");
    }

    @Test
    void writesTheReportBesideTheResult() throws IOException {
        Path report = directory.resolve("report.json");

        Run run = restore(THREE_MEMBERS, "--report", report.toString());

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        JsonNode evidence = json(Files.readString(report));
        assertThat(evidence.path("inspection").path("verdict").asString()).isEqualTo("restorable");
        assertThat(evidence.path("plan").path("members").size()).isEqualTo(3);
        assertThat(evidence.path("result").path("hashKv").asLong()).isEqualTo(3733474693L);
    }

    @Test
    void restoresNothingWhereTheReportCannotBeWritten() throws IOException {
        Path report = Files.writeString(directory.resolve("report.json"), "older evidence");

        Run run = restore(THREE_MEMBERS, "--report", report.toString());

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains(report + ": exists already");
        assertThat(report).hasContent("older evidence");
        assertThat(out).doesNotExist();
    }

    @Test
    void leavesNoReportOfWhatWasNotDone() {
        Path report = directory.resolve("report.json");

        assertThat(restore(List.of("--member", "m1=nowhere"), "--report", report.toString()).code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(report).doesNotExist();
    }

    @Test
    void tellsAllThatIsMissingAtOnce() {
        Run run = Run.of("restore", snapshot, "--learner", "m9", "--etcd-version", "new", "--owner", ":");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--member NAME=PEERURL", "--out DIR", "--learner names 'm9'",
                "--etcd-version takes a version", "--owner takes USER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m1", "m1=", "m1=127.0.0.1:2380", "m1=http://127.0.0.1", "m1=http://127.0.0.1:1/path",
            "=http://127.0.0.1:1", "../m1=http://127.0.0.1:1", "m1=http://127.0.0.1:1,http://127.0.0.1:1"})
    void refusesAMemberThatCannotBe(String member) {
        Run run = restore(List.of("--member", member));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).doesNotContain("Exception");
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesNamesAndUrlsThatAreGivenTwice() {
        Run run = restore(List.of("--member", "m1=http://127.0.0.1:1", "--member", "m1=http://127.0.0.1:2",
                "--member", "m2=http://127.0.0.1:1"));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("The name \"m1\" is given 2 times", "has duplicate url");
        assertThat(out).doesNotExist();
    }

    @Test
    void saysPlainlyWhatAnOptionTakes() {
        assertThat(restore(List.of("--bump-revision", "x")).err())
                .startsWith("etcd-recovery restore: --bump-revision takes a whole number, not \"x\"\n");
        assertThat(Run.of("snapshot", "restore", snapshot, "--bump-revision", "x").err())
                .as("as etcdutl says it")
                .contains("invalid argument \"x\" for \"--bump-revision\" flag: strconv.ParseUint:");
    }

    @Test
    void aFileThatIsNoPlanIsWrongUsage() throws IOException {
        Path plan = Files.writeString(directory.resolve("plan.json"), "{}");

        assertThat(Run.of("restore", "--plan", plan).code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("cluster", "prove", "--plan", plan).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aPlanNamesWhatTheDiskDoesNotAllow() {
        Run run = Run.of(arguments("plan", List.of("--member", "m1=http://127.0.0.1:1"), "--owner", "nosuchuser"));

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("a restore would be refused: There is no user or group nosuchuser");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m1=http://[::1]:2380", "m 1=http://127.0.0.1:2380"})
    void takesIpv6AndUncommonNames(String member) {
        assertThat(restore(List.of("--member", member)).code()).isEqualTo(ExitCode.OK);
        assertThat(out.resolve(member.substring(0, member.indexOf('=')) + ".etcd")).isDirectory();
    }

    @Test
    void neverTouchesADirectoryThatIsNotEmpty() throws IOException {
        Path kept = Files.createFile(Files.createDirectories(out.resolve("m2.etcd")).resolve("precious"));

        Run run = restore(THREE_MEMBERS);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("m2.etcd\" not empty or could not be read: it holds precious");
        assertThat(kept).exists();
        assertThat(out.resolve("m1.etcd")).doesNotExist();
    }

    @Test
    void aPlanSaysThatItsTargetIsTaken() throws IOException {
        Files.createFile(Files.createDirectories(out.resolve("m2.etcd")).resolve("precious"));

        Run run = Run.of(arguments("plan", THREE_MEMBERS));

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("as the disk is now, a restore would be refused").contains("precious");
    }

    @Test
    void refusesASymbolicLink() throws IOException {
        Files.createDirectories(out);
        Files.createSymbolicLink(out.resolve("m1.etcd"), Files.createDirectory(directory.resolve("elsewhere")));

        Run run = restore(THREE_MEMBERS);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("is a symbolic link");
        assertThat(directory.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void refusesAFileInTheWay() throws IOException {
        Files.writeString(out, "a file");

        Run run = restore(THREE_MEMBERS);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("is not a directory");
        assertThat(out).hasContent("a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "restore", "verify", "status", "hashkv", "etcdutl"})
    void stopsWhenItIsCancelledAndLeavesNothing(String verb) throws IOException {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        Object[] arguments = switch (verb) {
            case "plan", "restore" -> arguments(verb, THREE_MEMBERS);
            case "etcdutl" -> new Object[]{"snapshot", "restore", snapshot, "--data-dir", out};
            case "hashkv" -> new Object[]{"hashkv", snapshot};
            default -> new Object[]{"snapshot", verb, snapshot};
        };

        Run run = Run.of(cancellation, arguments);

        assertThat(run.code()).isEqualTo(ExitCode.CANCELLED);
        assertThat(run.err()).contains("cancelled");
        assertThat(run.out()).isEmpty();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(snapshot, directory.resolve(Snapshots.OF_3_4));
        }
    }

    @Test
    void restoresOneMemberAsEtcdutlDoes() {
        Run run = Run.of("snapshot", "restore", snapshot, "--data-dir", out, "--name", "m1", "--initial-cluster",
                "m1=http://127.0.0.1:1,m2=http://127.0.0.1:2", "--initial-advertise-peer-urls", "http://127.0.0.1:1",
                "--initial-cluster-token", "token");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.contains("\tadded member\t"))).hasSize(2)
                .allMatch(line -> line.contains("\"added-peer-peer-urls\": [\"http://127.0.0.1:"));
        assertThat(out.resolve("member/snap/db")).isRegularFile();
    }

    /**
     * etcdutl 3.6.16 accepts it, because it compares resolved addresses. The ID is computed from the text of the
     * cluster.
     */
    @Test
    void takesAnAdvertisedAddressInAnotherSpelling() {
        Run run = Run.of("snapshot", "restore", snapshot, "--data-dir", out, "--name", "a", "--initial-cluster",
                "a=http://[FD00:0:0::1]:2380", "--initial-advertise-peer-urls", "http://[fd00::1]:2380");
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("\"added-peer-peer-urls\": [\"http://[FD00:0:0::1]:2380\"]");

        Run other = Run.of("snapshot", "restore", snapshot, "--data-dir", out.resolve("other"), "--name", "a",
                "--initial-cluster", "a=http://[fd00::2]:2380", "--initial-advertise-peer-urls",
                "http://[fd00::1]:2380");
        assertThat(other.code()).isEqualTo(ExitCode.ETCD_FAILED);
        assertThat(other.err()).contains("but missing from --initial-advertise-peer-urls");
    }

    @Test
    void tellsOnceWhatSeveralMembersShare() {
        Run run = restore(List.of("--member", "m1=http://10.0.0.1:1", "--member", "m2=http://10.0.0.1:1"));
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).containsOnlyOnce("has duplicate url")
                .contains("members m1, m2: initial cluster",
                        "(plan.duplicate-url)");
    }

    /**
     * The IDs that {@code etcdutl snapshot restore etcd-3.6.db} of 3.6.16 logs without any flag.
     */
    @Test
    void usesTheDefaultsOfEtcdutl() {
        Run run = Run.of("snapshot", "restore", snapshot, "--data-dir", out);

        assertThat(run.err()).contains("{\"cluster-id\": \"cdf818194e3a8c32\", \"local-member-id\": \"0\","
                + " \"added-peer-id\": \"8e9e05c52164694d\", \"added-peer-peer-urls\": [\"http://localhost:2380\"],"
                + " \"added-peer-is-learner\": false}");
    }

    private Run restore(List<String> members, String... more) {
        return Run.of(arguments("restore", members, more));
    }

    private Object[] arguments(String verb, List<String> members, String... more) {
        return Stream.of(Stream.of(verb, snapshot.toString(), "--out", out.toString()), members.stream(),
                Arrays.stream(more)).flatMap(words -> words).toArray();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
