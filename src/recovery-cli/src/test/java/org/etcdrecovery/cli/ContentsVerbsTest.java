package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs that show what a snapshot holds. */
class ContentsVerbsTest extends SampleFixture {
    private static final String SECRET = "/registry/secrets/data/s0";

    @Test
    void historyShowsPutsAndDeletions() {
        Run run = Run.of("snapshot", "history", file, "c");

        assertThat(run.code()).as("%s", run).isZero();
        assertThat(run.out()).isEqualTo("""
                REVISION  OPERATION  CREATED  VERSION  BYTES  LEASE
                       5  put              5        1      1
                       6  delete
                """);
    }

    @Test
    void aKeyWithoutHistoryIsTold() {
        Run run = Run.of("snapshot", "history", file, "none");

        assertThat(run.code()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no record of this key");
    }

    @Test
    void searchLeavesSecretsOutUnlessAsked() {
        Run covered = Run.of("snapshot", "search", SAMPLE, "Opaque");
        assertThat(covered.code()).as("%s", covered).isZero();
        assertThat(covered.out()).doesNotContain(SECRET).contains("not searched: ", "(--show-secrets)");
        Run shown = Run.of("snapshot", "search", SAMPLE, "opaque", "-i", "--show-secrets");
        assertThat(shown.out()).contains(SECRET + ": byte ").doesNotContain("not searched");
    }

    @Test
    void searchTakesBytes() {
        Run run = Run.of("snapshot", "search", SAMPLE, "6b 38 73 00 0a", "--hex");
        assertThat(run.out()).contains(": byte 0 of the value of revision ", "k8s\\x00\\n");
        assertThat(Run.of("snapshot", "search", SAMPLE, "6b3", "--hex").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("snapshot", "search", SAMPLE, "").err()).contains("WHAT is empty");
    }

    @Test
    void usersAreShownWithWhatTheyMay() throws IOException {
        Path auth = new EtcdFile().user("alice", "reader", "gone")
                .user("root", "root")
                .role("reader")
                .role("root")
                .writeTo(directory);

        assertThat(Run.of("snapshot", "users", auth).out()).isEqualTo("""
                Authentication is disabled: every client may do everything.

                USER   LOGS IN BY  MAY         KEYS  BY ROLE
                alice  password    nothing           gone (no such role)
                root   password    everything        root

                ROLE    MAY         KEYS
                reader  nothing
                root    everything
                """);
        assertThat(Run.of("snapshot", "users", auth, "-w", "json").out()).doesNotContain("$2a$");
    }

    /** JSON has escapes of its own: a program that reads it gets the names as they are. */
    @Test
    void namesInJsonAreThoseInTheFile() throws IOException {
        String user = "back\\slash \u202e \"quoted\"";
        Path auth = new EtcdFile().user(user, "tab\there").role("tab\there").writeTo(directory);

        JsonNode json = json(Run.of("snapshot", "users", auth, "-w", "json"));

        assertThat(json.at("/users/0/name").asString()).isEqualTo(user);
        assertThat(json.at("/users/0/roles/0").asString()).isEqualTo("tab\there");
        assertThat(json.at("/roles/0/name").asString()).isEqualTo("tab\there");
        assertThat(Run.of("snapshot", "users", auth).out()).contains("tab\\there").doesNotContain("\u202e");
    }

    @Test
    void pagesAddUp() {
        JsonNode summary = json(Run.of("snapshot", "pages", SAMPLE, "-w", "json"));
        JsonNode all = json(Run.of("snapshot", "pages", SAMPLE, "--all", "-w", "json"));

        assertThat(summary.path("shares").valueStream().mapToLong(share -> share.path("pages").asLong()).sum())
                .isEqualTo(summary.path("pages").asLong())
                .isEqualTo(all.path("pages").size());
        assertThat(Run.of("snapshot", "pages", SAMPLE, "--page", "0").out()).startsWith("page 0: meta");
        assertThat(Run.of("snapshot", "pages", SAMPLE, "--page", "99999").code()).isEqualTo(ExitCode.USAGE);
    }

    /** What reads is shown, what does not is named, and the exit code says so. */
    @ParameterizedTest
    @ValueSource(strings = {"history FILE a", "search FILE 5", "members FILE", "leases FILE", "users FILE",
            "buckets FILE", "pages FILE", "get FILE /registry/pods/data/p0 -o json", "keys FILE", "top FILE",
            "kubernetes FILE", "diff FILE FILE",
            "export FILE --out OUT"})
    void aDamagedPageIsNoReasonToShowNothing(String arguments) throws IOException {
        byte[] image = Files.readAllBytes(SAMPLE);
        String[] words = arguments.split(" ", -1);
        boolean damageIsSeen = false;
        for (int page = 2; page < 12; page++) {
            int damagedPage = page;
            byte[] damaged = image.clone();
            Arrays.fill(damaged, page * 4096, page * 4096 + 16, (byte) 0x55);
            Path path = Files.write(directory.resolve("damaged.db"), damaged);
            Object[] verb = Arrays.stream(("snapshot " + arguments).split(" ", -1))
                    .map(word -> word.equals("FILE")
                            ? path.toString()
                            : word.equals("OUT") ? directory.resolve("out" + damagedPage).toString() : word)
                    .toArray();
            Run run = Run.of(verb);
            assertThat(run.code()).as("%s, page %d: %s", words[0], page, run)
                    .isEqualTo(run.err().contains("warning: ") ? ExitCode.WITH_CARE : ExitCode.OK);
            damageIsSeen |= run.code() == ExitCode.WITH_CARE;
        }
        assertThat(damageIsSeen).isEqualTo(!List.of("members", "users").contains(words[0]));
    }

    /** A listing of millions of keys would go on for minutes after Ctrl+C. */
    @ParameterizedTest
    @ValueSource(strings = {"keys FILE -w json", "pages FILE --all -w json", "keys FILE", "top FILE"})
    void aListingStopsWhenItIsCancelled(String arguments) {
        Cancellation cancellation = new Cancellation();
        StringWriter out = new StringWriter();
        PrintWriter stopping = new PrintWriter(out) {
            @Override
            public void write(String text, int start, int length) {
                super.write(text, start, length);
                cancellation.cancel();
            }
        };
        String whole = Run.of((Object[]) words(arguments)).out();

        int code = Main.run(new Session(Terminal.ofWriters(stopping, new PrintWriter(new StringWriter())), cancellation,
                Map.of()), words(arguments));

        assertThat(code).isEqualTo(ExitCode.CANCELLED);
        assertThat(out.toString()).isNotEmpty().hasSizeLessThan(whole.length());
    }

    private String[] words(String arguments) {
        return ("snapshot " + arguments.replace("FILE", SAMPLE.toString())).split(" ", -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search FILE a --history", "keys FILE", "pages FILE --all", "pages FILE --all -w json"})
    void aClosedPipeIsNoFailure(String arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
        Path large = Files.write(directory.resolve("large.db"), large());
        String command = "\"$0\" -cp \"$1\" " + Main.class.getName() + " snapshot " + arguments.replace("FILE", "$2")
                + " | head -n 1; echo ${PIPESTATUS[0]}";

        Process process = new ProcessBuilder("/bin/bash", "-c", command,
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                System.getProperty("java.class.path"), large.toString()).start();

        List<String> out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .toList();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
        assertThat(out).hasSize(2).last().isEqualTo(Integer.toString(ExitCode.CLOSED_PIPE));
    }

    private static byte[] large() {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 20_000; i++) {
            file.put("/a/" + i, "a".repeat(150));
        }
        return file.snapshot();
    }

    private static JsonNode json(Run run) {
        assertThat(run.code()).as("%s", run).isZero();
        return JsonMapper.shared().readTree(run.out());
    }
}
