package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.testing.TalkingMember;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every verb on a file, a plan, arguments and a server that try to act on the terminal and to forge a line: nothing
 * that it prints, text or JSON, result or failure, contains an invisible character, and no line begins with outside
 * text.
 */
class HostileInputTest {
    private static final String FORGED = "FORGED";
    private static final String BAD = "m\u001b]0;x\u0007\r\n" + FORGED + "\u202e\u009b2J\u2028\u2066\u007f\u200b";
    /** The same with characters that every locale of a test allows in a file name. */
    private static final String BAD_NAME = "s\u001b]0;x\u0007\r\n" + FORGED + "\u007f";
    private static final List<String> FORMATS = List.of("simple", "table", "json", "fields", "text");

    @TempDir
    private Path directory;

    private final Set<String> tried = new TreeSet<>();
    private final List<String> usual = List.of("--member", "m1=http://127.0.0.1:2380", "--client-urls",
            "m1=http://127.0.0.1:1", "--token", "t");
    private Path file;

    @BeforeEach
    void place() throws IOException {
        file = Files.write(directory.resolve(BAD_NAME + ".db"), hostile().snapshot());
    }

    @Test
    void everyVerbEscapesWhatComesFromOutside() throws Exception {
        files();
        damagedFiles();
        plans();
        stores();
        arguments();
        deliveries();
        servers();

        assertThat(tried).containsAll(verbs());
    }

    @Test
    void jsonKeepsWhatWasThere() {
        var facts = JsonMapper.shared().readTree(Run.of("snapshot", "verify", file, "-w", "json").out());
        assertThat(facts.at("/facts/members/0/name").asString()).isEqualTo(BAD);
        assertThat(facts.at("/file").asString()).isEqualTo(file.toString());
    }

    @Test
    void aLongNameIsCutAndCounted() throws IOException {
        EtcdFile long_ = new EtcdFile().record("members", Long.toHexString(EtcdFile.MEMBER), json("é".repeat(5000)));
        Path path = Files.write(directory.resolve("long.db"), long_.snapshot());
        assertThat(Run.of("snapshot", "verify", path).out()).contains("é… (4880 more characters)\n");
        assertThat(Run.of("snapshot", "verify", path, "-w", "json").out()).contains("é".repeat(5000));
    }

    private void files() throws IOException {
        for (String format : FORMATS) {
            run("snapshot", "verify", file, "-w", format);
            run("snapshot", "status", file, "-w", format);
            run("snapshot", "status", file, "--compat", "3.7", "-w", format);
            run("hashkv", file, "-w", format);
            run("snapshot", "salvage", file, "-w", format);
            run("snapshot", "prepare", file, "--out", directory.resolve("prepared" + format), "--bump-revision", "9",
                    "--mark-compacted", "--lease", "drop", "-w", format);
            run("rehearse", file, with("--etcd", directory.resolve(BAD_NAME + ".etcd"), "-w", format));
            Path data = dataDirectory(format);
            new LogFiles(1, 2).confChange(1, 1).entry(1, 2, hostilePut()).writeTo(data.resolve("member/wal"));
            run("rescue", "assess", data, "-w", format);
            run("rescue", "snapshot", data, "--dry-run", "-w", format);
            run("wal", "dump", data, "-w", format);
            run("wal", "dump", data, "--show-secrets", "-w", format);
            run("restore", file, with("--out", directory.resolve("out" + format), "-w", format));
        }
        contents();
        run("snapshot", "get", file, BAD + "missing");
        run("snapshot", "restore", file, "--data-dir", directory.resolve("utl"));
        run("plan", file, with("--out", directory.resolve("planned")));
        Run report = run("restore", file,
                with("--out", directory.resolve("r"), "--report", directory.resolve(BAD_NAME)));
        assertThat(report.code()).as(report.err()).isZero();
        assertClean(Files.readString(directory.resolve(BAD_NAME)));
    }

    private void contents() {
        for (String format : FORMATS) {
            run("snapshot", "history", file, BAD, "-w", format);
            run("snapshot", "history", file, BAD + "missing", "-w", format);
            run("snapshot", "search", file, FORGED, "-w", format);
            run("snapshot", "search", file, FORGED, "--show-secrets", "-w", format);
            run("snapshot", "search", file, BAD, "--hex", "-w", format);
            run("snapshot", "keys", file, "-w", format);
            run("snapshot", "keys", file, "--as-of", BAD, "-w", format);
            run("snapshot", "top", file, "-w", format);
            for (String form : List.of("json", "csv", "etcdctl", "yaml", BAD)) {
                run("snapshot", "export", file, "--out", directory.resolve(BAD_NAME + form.length() + format), "-o",
                        form, "-w", format);
            }
            run("snapshot", "kubernetes", file, "-w", format);
            run("snapshot", "diff", file, file, "--as-of-a", "3", "--keys", "-w", format);
            run("snapshot", "diff", file, directory.resolve(BAD_NAME + ".none"), "-w", format);
            run("snapshot", "kubernetes", file, "--family", "/registry/pods/" + BAD, "-w", format);
            run("snapshot", "members", file, "-w", format);
            run("snapshot", "leases", file, "--keys", "-w", format);
            run("snapshot", "users", file, "-w", format);
            run("snapshot", "buckets", file, "-w", format);
            run("snapshot", "pages", file, "-w", format);
            run("snapshot", "pages", file, "--all", "-w", format);
            for (int page = 0; page < 16; page++) {
                run("snapshot", "pages", file, "--page", page, "-w", format);
            }
            run("snapshot", "pages", file, "--page", BAD, "-w", format);
        }
    }

    /** The data of an entry that writes a key and a value: a request, a put, and its first two fields. */
    private static ByteString hostilePut() {
        byte[] text = BAD.getBytes(UTF_8);
        ByteString key = ByteString.copyFrom(new byte[]{0x0a, (byte) text.length}).concat(ByteString.copyFrom(text));
        ByteString value = ByteString.copyFrom(new byte[]{0x12, (byte) text.length}).concat(ByteString.copyFrom(text));
        ByteString put = key.concat(value);
        return ByteString.copyFrom(new byte[]{0x22, (byte) put.size()}).concat(put);
    }

    private void damagedFiles() throws IOException {
        byte[] image = hostile().image();
        Path cut = Files.write(directory.resolve(BAD_NAME + ".cut"), Arrays.copyOf(image, image.length - 5000));
        Path text = Files.writeString(directory.resolve(BAD_NAME + ".txt"), BAD);
        Path records = Files.write(directory.resolve(BAD_NAME + ".bad"),
                unreadable().record("members", BAD, BAD.getBytes(UTF_8))
                        .record("key", BAD, BAD.getBytes(UTF_8))
                        .record(BAD, BAD, BAD.getBytes(UTF_8))
                        .snapshot());
        Path missing = directory.resolve(BAD_NAME + ".missing");
        for (Path bad : List.of(cut, text, records, missing, directory)) {
            for (String debug : List.of("--quiet", "--debug")) {
                run("snapshot", "verify", bad, debug);
                run("snapshot", "status", bad, debug);
                run("hashkv", bad, debug);
                for (String verb : List.of("members", "leases", "users", "buckets", "pages", "keys", "top",
                        "kubernetes")) {
                    run("snapshot", verb, bad, debug);
                }
                run("snapshot", "history", bad, BAD, debug);
                run("snapshot", "search", bad, BAD, debug);
                run("snapshot", "export", bad, "--out", directory.resolve(BAD_NAME + ".none"), debug);
                run("rescue", "assess", bad, debug);
                run("wal", "dump", bad, debug);
                run("plan", bad, debug, with("--out", directory.resolve(BAD_NAME)));
                run("restore", bad, debug, with("--out", directory.resolve(BAD_NAME)));
                run("restore", "--plan", bad, debug);
                run("snapshot", "restore", bad, "--data-dir", directory.resolve(BAD_NAME), debug);
                run("cluster", "prove", "--plan", bad, debug);
            }
        }
    }

    private void plans() throws IOException {
        String plan = run("plan", file, with("--out", directory.resolve("p"), "--owner", "etcd:etcd")).out();
        String bad = JsonMapper.shared().writeValueAsString(BAD);
        for (String value : List.of("\"t\"", "\"m1\"", "\"etcd:etcd\"", "\"3.5\"", "\"token\"",
                "\"http://127.0.0.1:2380\"")) {
            assertThat(plan).contains(value);
            Path changed = Files.writeString(directory.resolve("changed.json"), plan.replace(value, bad));
            assertThat(run("restore", "--plan", changed, "--debug").code()).isNotZero();
            assertThat(run("cluster", "prove", "--plan", changed, "--debug").code()).isNotZero();
        }
    }

    private void deliveries() throws IOException {
        Path plan = Files.writeString(directory.resolve("deliver.json"),
                run("plan", file, with("--out", directory.resolve("d"))).out());
        // What a host answers has tests of its own: HostAnswerTest.
        Path config = Files.writeString(directory.resolve(BAD_NAME + ".conf"), "Host *\n  ConnectTimeout 1\n");
        for (String format : List.of("text", "json")) {
            for (String verb : List.of("check", "stage", "activate", "open", "status", "undo", "clean", "export")) {
                run("deliver", verb, "--plan", plan, "--to", "m1=ssh://127.0.0.1:1/" + BAD_NAME, "--ssh-config",
                        config, "-w", format);
                run("deliver", verb, "--plan", plan, "--to", "m1=" + BAD, "--service", "m1=" + BAD, "-w", format);
                run("deliver", verb, "--plan", plan, "--to", BAD, "--accept-host-key", BAD, "-w", format);
            }
            run("deliver", "fetch", "--from", "m1=ssh://127.0.0.1:1/" + BAD_NAME, "--ssh-config", config, "--out",
                    directory.resolve("f"), "-w", format);
            run("deliver", "fetch", "--from", BAD, "--out", BAD_NAME, "-w", format);
        }
    }

    private void stores() throws IOException {
        Path folder = Files.createDirectory(directory.resolve(BAD_NAME + ".store"));
        String bad = JsonMapper.shared().writeValueAsString(BAD);
        for (String name : List.of(BAD_NAME + ".db", "etcd-snapshot-" + BAD_NAME + "-1764201600", "plain.db")) {
            Path stored = Files.writeString(folder.resolve(name), BAD);
            Files.writeString(folder.resolve(name + ".manifest.json"),
                    "{\"time\":\"2025-11-22T00:00:00Z\",\"size\":" + Files.size(stored) + ",\"sha256\":\""
                            + "0".repeat(64)
                            + "\",\"clusterId\":\"1\",\"verdict\":\"RESTORABLE\",\"holds\":[" + bad + "],\"endpoint\":"
                            + bad + "}");
        }
        Files.writeString(folder.resolve(".etcd-recovery.lock"), "{\"owner\":" + bad + "}");
        for (String format : FORMATS) {
            run("store", "list", folder, "-w", format);
            run("store", "check", folder, "--max-age", "1h", "-w", format);
            run("store", "copy", folder.resolve(BAD_NAME + ".db"), directory.resolve("copy" + format), "-w", format);
            run("store", "list", "s3://" + BAD + "/", "-w", format);
            run("store", "list", "https://host/" + BAD, "-w", format);
            run("store", "list", "s3://bucket/", "--store-endpoint", BAD, "-w", format);
            run("snapshot", "verify", "s3://bucket/" + BAD, "-w", format);
            run("snapshot", "verify", "https://host/" + BAD, "-w", format);
            run("snapshot", "keep", "--to", folder, "--name", BAD, "-w", format);
            run("snapshot", "keep", "--to", folder, "--endpoints", "127.0.0.1:1", "--max-fall", BAD, "-w", format);
        }
        for (String format : FORMATS) {
            Run units = run("schedule", "export", "--systemd", "--to", folder, "--endpoints", "127.0.0.1:1", "--run-as",
                    BAD, "--secrets", directory.resolve(BAD_NAME), "--user", BAD, "--out",
                    directory.resolve(BAD_NAME + "units" + format), "-w", format);
            if (units.code() == 0) {
                assertClean(
                        Files.readString(directory.resolve(BAD_NAME + "units" + format + "/etcd-snapshot.service")));
            }
            run("schedule", "export", "--cronjob", "--to", "s3://bucket/", "--endpoints", "127.0.0.1:1", "--image", BAD,
                    "--namespace", BAD, "--store-region", BAD, "--out", directory.resolve("job" + format), "-w",
                    format);
            run("schedule", "export", "--cronjob", "--to", "s3://" + BAD, "--endpoints", BAD, "-w", format);
        }
        run("store", "check", folder, "--prometheus", directory.resolve("metrics"));
        assertClean(Files.readString(directory.resolve("metrics")));
        run("store", "check", folder, "--cluster-id", BAD, "--max-age", BAD);
        run("snapshot", "save", "s3://" + BAD + "/x");
        run("snapshot", "verify", "--url-file", folder.resolve("plain.db"));
    }

    private void arguments() {
        Path out = directory.resolve("o");
        run("plan", file, "--member", BAD + "=http://127.0.0.1:2380", "--out", out);
        run("plan", file, "--member", "m1=" + BAD, "--out", out);
        run("plan", file, "--member", "m1=http://" + BAD + ":1", "--out", out);
        run("plan", file, "--member", BAD, "--client-urls", BAD, "--wal-dir", BAD, "--out", out);
        run("plan", file, with("--out", out, "--learner", BAD, "--elsewhere", BAD, "--data-dir", BAD_NAME + "=/x"));
        for (String option : List.of("--token", "--owner", "--etcd-version", "--bump-revision", "-w", "--x" + BAD)) {
            run("plan", file, with("--out", out, option, BAD));
            run("restore", file, with("--out", out, option, BAD));
            run("snapshot", "verify", file, option, BAD);
        }
        run("restore", file, with("--out", directory.resolve(BAD_NAME + "/x")));
        run("restore", file, with("--data-dir", "m1=" + directory.resolve(BAD_NAME + "/y")));
        for (String option : List.of("--name", "--initial-cluster", "--initial-cluster-token", "--wal-dir",
                "--initial-advertise-peer-urls", "--bump-revision", "--data-dir")) {
            run("snapshot", "restore", file, option, asArgument(option));
        }
        run("snapshot", "verify", file, BAD);
        run("snapshot", "status", file, "--compat", BAD);
        run("version", BAD);
        run("explain", BAD);
        run("explain", BAD, "-w", "json");
        run(BAD);
        run("snapshot", BAD);
        for (String verb : List.of("status", "health")) {
            run("endpoint", verb, "--endpoints", BAD + ",http://" + BAD + ":1", "--debug");
            run("endpoint", verb, "--dial-timeout", BAD);
            run("endpoint", verb, "--endpoints", "127.0.0.1:1", "--cacert", directory.resolve(BAD_NAME), "--debug");
        }
    }

    private void servers() throws IOException {
        try (TalkingMember member = new TalkingMember(BAD)) {
            String plan = run("plan", file, "--member", "m1=http://127.0.0.1:2380", "--client-urls",
                    "m1=" + member.url(),
                    "--out", directory.resolve("s")).out();
            Path planned = Files.writeString(directory.resolve("planned.json"), plan);
            for (String format : FORMATS) {
                List<Object> to = List.of("--endpoints", member.url(), "--command-timeout=2s", "-w", format);
                run("endpoint", "status", to);
                run("endpoint", "status", "--cluster", to);
                run("endpoint", "health", "--cluster", to);
                run("cluster", "assess", to);
                run("cluster", "prove", "--plan", planned, "--wait=1ms", to);
            }
            run("snapshot", "save", directory.resolve(BAD_NAME + ".saved"), "--endpoints", member.url(), "--debug");
            run("snapshot", "save", directory.resolve(BAD_NAME + ".saved"), "--endpoints",
                    member.url() + ",http://127.0.0.1:1", "--debug");
        }
    }

    private Run run(Object... arguments) {
        Object[] flat = Arrays.stream(arguments)
                .flatMap(argument -> argument instanceof List<?> list
                        ? list.stream()
                        : java.util.stream.Stream.of(argument))
                .toArray();
        Run run = Run.of(flat);
        tried.add(Arrays.stream(flat).limit(2).map(Object::toString).collect(Collectors.joining(" ")));
        tried.add(flat[0].toString());
        assertClean(run.out());
        assertClean(run.err());
        assertThat(run.err()).doesNotContain("fault of the program");
        return run;
    }

    private List<Object> with(Object... more) {
        List<Object> all = new ArrayList<>(usual);
        all.addAll(List.of(more));
        return all;
    }

    private static void assertClean(String printed) {
        assertThat(printed.codePoints().filter(c -> c != '\n' && c != '\t')).as(printed).noneMatch(Shown::isHidden);
        assertThat(printed.lines().map(String::strip)).as(printed).noneMatch(line -> line.startsWith(FORGED));
    }

    /** The verbs of the tree, as they are typed. */
    private static List<String> verbs() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine root = Verbs.commandLine(
                new Session(Terminal.ofWriters(nowhere, nowhere), new Cancellation(), Map.of()), List.of());
        return root.getSubcommands()
                .entrySet()
                .stream()
                .flatMap(entry -> entry.getValue().getSubcommands().isEmpty()
                        ? java.util.stream.Stream.of(entry.getKey())
                        : entry.getValue().getSubcommands().keySet().stream().map(verb -> entry.getKey() + " " + verb))
                .toList();
    }

    private Path dataDirectory(String name) throws IOException {
        Path dataDir = directory.resolve(BAD_NAME + name + ".etcd");
        Files.createDirectories(dataDir.resolve("member/snap"));
        Files.createDirectories(dataDir.resolve("member/wal"));
        Files.write(dataDir.resolve("member/snap/db"), hostile().image());
        Files.writeString(dataDir.resolve("member/wal/" + BAD_NAME + ".wal"), BAD);
        Files.writeString(dataDir.resolve("member/snap/" + BAD_NAME + ".snap"), BAD);
        return dataDir;
    }

    /** Texts that a client or an operator chose, in records that servers start with. */
    private static EtcdFile hostile() {
        return new EtcdFile().record("members", Long.toHexString(EtcdFile.MEMBER), json(BAD))
                .record("meta", "storageVersion", ("3.6.0-" + BAD).getBytes(UTF_8))
                .user(BAD, BAD)
                .role(BAD)
                .record("alarm", EtcdFile.alarm(EtcdFile.MEMBER, 1), new byte[0])
                .put("/registry/secrets/" + BAD, "k8s:enc:" + BAD + ":v1:" + BAD + ":x")
                .put("/registry/pods/" + BAD, hostileObject())
                .put("/registry/pods/deleted" + BAD, hostileObject())
                .delete("/registry/pods/deleted" + BAD)
                .put(BAD, BAD);
    }

    private static String hostileObject() {
        String bad = JsonMapper.shared().writeValueAsString(BAD);
        return "{\"apiVersion\":" + bad + ",\"kind\":" + bad + ",\"metadata\":{\"name\":" + bad + ",\"namespace\":"
                + bad
                + ",\"uid\":" + bad + ",\"ownerReferences\":[{\"apiVersion\":" + bad + ",\"kind\":" + bad + ",\"name\":"
                + bad + ",\"uid\":\"gone" + "\"}]}}";
    }

    /** The same with records that no server could read. */
    private static EtcdFile unreadable() {
        return hostile().record("cluster", "clusterVersion", ("3.5." + BAD).getBytes(UTF_8))
                .record("cluster", "downgrade", JsonMapper.shared().writeValueAsString(BAD).getBytes(UTF_8))
                .record("meta", "confState", BAD.getBytes(UTF_8))
                .record("authUsers", BAD, BAD.getBytes(UTF_8))
                .record("authRoles", BAD, BAD.getBytes(UTF_8))
                .record("alarm", "x", EtcdFile.alarm(EtcdFile.MEMBER, 1));
    }

    private static byte[] json(String name) {
        return ("{\"id\":" + Long.toUnsignedString(EtcdFile.MEMBER) + ",\"peerURLs\":["
                + JsonMapper.shared().writeValueAsString("http://" + BAD)
                + "],\"name\":" + JsonMapper.shared().writeValueAsString(name) + "}").getBytes(UTF_8);
    }

    /** A directory must be one that the locale of the test can name. */
    private String asArgument(String option) {
        if (!option.endsWith("-dir")) {
            return BAD;
        }
        try {
            return Path.of(directory.resolve("d") + BAD).toString();
        } catch (InvalidPathException e) {
            return directory.resolve("d") + BAD_NAME;
        }
    }
}
