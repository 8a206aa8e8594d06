package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.cli.HostileInput.BAD;
import static org.etcdrecovery.cli.HostileInput.BAD_NAME;
import static org.etcdrecovery.cli.HostileInput.FORGED;
import static org.etcdrecovery.cli.HostileInput.FORMATS;
import static org.etcdrecovery.cli.HostileInput.assertClean;
import static org.etcdrecovery.cli.HostileInput.hostile;
import static org.etcdrecovery.cli.HostileInput.json;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Every verb on files, plans and arguments that try to act on the terminal and to forge a line. */
class HostileFilesTest {
    @TempDir
    private Path directory;

    private final HostileInput input = new HostileInput();
    private Path file;

    @BeforeEach
    void place() throws IOException {
        file = Files.write(directory.resolve(BAD_NAME + ".db"), hostile().snapshot());
    }

    @Test
    void everyVerbEscapesWhatIsInAFile() throws IOException {
        files();
        contents();
        damagedFiles();
        plans();
        arguments();

        input.assertTried(verb -> !HostileInput.asksServers(verb));
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
            input.run("snapshot", "verify", file, "-w", format);
            input.run("snapshot", "status", file, "-w", format);
            input.run("snapshot", "status", file, "--compat", "3.7", "-w", format);
            input.run("hashkv", file, "-w", format);
            input.run("snapshot", "salvage", file, "-w", format);
            input.run("snapshot", "prepare", file, "--out", directory.resolve("prepared" + format), "--bump-revision",
                    "9",
                    "--mark-compacted", "--lease", "drop", "-w", format);
            input.run("rehearse", file, input.with("--etcd", directory.resolve(BAD_NAME + ".etcd"), "-w", format));
            Path data = dataDirectory(format);
            new LogFiles(1, 2).confChange(1, 1).entry(1, 2, hostilePut()).writeTo(data.resolve("member/wal"));
            input.run("rescue", "assess", data, "-w", format);
            input.run("rescue", "snapshot", data, "--dry-run", "-w", format);
            input.run("wal", "dump", data, "-w", format);
            input.run("wal", "dump", data, "--show-secrets", "-w", format);
            input.run("restore", file, input.with("--out", directory.resolve("out" + format), "-w", format));
        }
        input.run("snapshot", "get", file, BAD + "missing");
        input.run("snapshot", "restore", file, "--data-dir", directory.resolve("utl"));
        input.run("plan", file, input.with("--out", directory.resolve("planned")));
        Run report = input.run("restore", file,
                input.with("--out", directory.resolve("r"), "--report", directory.resolve(BAD_NAME)));
        assertThat(report.code()).as(report.err()).isZero();
        assertClean(Files.readString(directory.resolve(BAD_NAME)));
    }

    private void contents() {
        for (String format : FORMATS) {
            input.run("snapshot", "history", file, BAD, "-w", format);
            input.run("snapshot", "history", file, BAD + "missing", "-w", format);
            input.run("snapshot", "search", file, FORGED, "-w", format);
            input.run("snapshot", "search", file, FORGED, "--show-secrets", "-w", format);
            input.run("snapshot", "search", file, BAD, "--hex", "-w", format);
            input.run("snapshot", "keys", file, "-w", format);
            input.run("snapshot", "keys", file, "--as-of", BAD, "-w", format);
            input.run("snapshot", "top", file, "-w", format);
            for (String form : List.of("json", "csv", "etcdctl", "yaml", BAD)) {
                input.run("snapshot", "export", file, "--out", directory.resolve(BAD_NAME + form.length() + format),
                        "-o",
                        form, "-w", format);
            }
            input.run("snapshot", "kubernetes", file, "-w", format);
            input.run("snapshot", "diff", file, file, "--as-of-a", "3", "--keys", "-w", format);
            input.run("snapshot", "diff", file, directory.resolve(BAD_NAME + ".none"), "-w", format);
            input.run("snapshot", "kubernetes", file, "--family", "/registry/pods/" + BAD, "-w", format);
            input.run("snapshot", "members", file, "-w", format);
            input.run("snapshot", "leases", file, "--keys", "-w", format);
            input.run("snapshot", "users", file, "-w", format);
            input.run("snapshot", "buckets", file, "-w", format);
            input.run("snapshot", "pages", file, "-w", format);
            input.run("snapshot", "pages", file, "--all", "-w", format);
            for (int page = 0; page < 16; page++) {
                input.run("snapshot", "pages", file, "--page", page, "-w", format);
            }
            input.run("snapshot", "pages", file, "--page", BAD, "-w", format);
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
                input.run("snapshot", "verify", bad, debug);
                input.run("snapshot", "status", bad, debug);
                input.run("hashkv", bad, debug);
                for (String verb : List.of("members", "leases", "users", "buckets", "pages", "keys", "top",
                        "kubernetes")) {
                    input.run("snapshot", verb, bad, debug);
                }
                input.run("snapshot", "history", bad, BAD, debug);
                input.run("snapshot", "search", bad, BAD, debug);
                input.run("snapshot", "export", bad, "--out", directory.resolve(BAD_NAME + ".none"), debug);
                input.run("rescue", "assess", bad, debug);
                input.run("wal", "dump", bad, debug);
                input.run("plan", bad, debug, input.with("--out", directory.resolve(BAD_NAME)));
                input.run("restore", bad, debug, input.with("--out", directory.resolve(BAD_NAME)));
                input.run("restore", "--plan", bad, debug);
                input.run("snapshot", "restore", bad, "--data-dir", directory.resolve(BAD_NAME), debug);
                input.run("cluster", "prove", "--plan", bad, debug);
            }
        }
    }

    private void plans() throws IOException {
        String plan = input.run("plan", file, input.with("--out", directory.resolve("p"), "--owner", "etcd:etcd"))
                .out();
        String bad = JsonMapper.shared().writeValueAsString(BAD);
        for (String value : List.of("\"t\"", "\"m1\"", "\"etcd:etcd\"", "\"3.5\"", "\"token\"",
                "\"http://127.0.0.1:2380\"")) {
            assertThat(plan).contains(value);
            Path changed = Files.writeString(directory.resolve("changed.json"), plan.replace(value, bad));
            assertThat(input.run("restore", "--plan", changed, "--debug").code()).isNotZero();
            assertThat(input.run("cluster", "prove", "--plan", changed, "--debug").code()).isNotZero();
        }
    }

    private void arguments() {
        Path out = directory.resolve("o");
        input.run("plan", file, "--member", BAD + "=http://127.0.0.1:2380", "--out", out);
        input.run("plan", file, "--member", "m1=" + BAD, "--out", out);
        input.run("plan", file, "--member", "m1=http://" + BAD + ":1", "--out", out);
        input.run("plan", file, "--member", BAD, "--client-urls", BAD, "--wal-dir", BAD, "--out", out);
        input.run("plan", file,
                input.with("--out", out, "--learner", BAD, "--elsewhere", BAD, "--data-dir", BAD_NAME + "=/x"));
        for (String option : List.of("--token", "--owner", "--etcd-version", "--bump-revision", "-w", "--x" + BAD)) {
            input.run("plan", file, input.with("--out", out, option, BAD));
            input.run("restore", file, input.with("--out", out, option, BAD));
            input.run("snapshot", "verify", file, option, BAD);
        }
        input.run("restore", file, input.with("--out", directory.resolve(BAD_NAME + "/x")));
        input.run("restore", file, input.with("--data-dir", "m1=" + directory.resolve(BAD_NAME + "/y")));
        for (String option : List.of("--name", "--initial-cluster", "--initial-cluster-token", "--wal-dir",
                "--initial-advertise-peer-urls", "--bump-revision", "--data-dir")) {
            input.run("snapshot", "restore", file, option, asArgument(option));
        }
        input.run("snapshot", "verify", file, BAD);
        input.run("snapshot", "status", file, "--compat", BAD);
        input.run("version", BAD);
        input.run("explain", BAD);
        input.run("explain", BAD, "-w", "json");
        input.run(BAD);
        input.run("snapshot", BAD);
        for (String verb : List.of("status", "health")) {
            input.run("endpoint", verb, "--endpoints", BAD + ",http://" + BAD + ":1", "--debug");
            input.run("endpoint", verb, "--dial-timeout", BAD);
            input.run("endpoint", verb, "--endpoints", "127.0.0.1:1", "--cacert", directory.resolve(BAD_NAME),
                    "--debug");
        }
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

    /** The same with records that no server could read. */
    private static EtcdFile unreadable() {
        return hostile().record("cluster", "clusterVersion", ("3.5." + BAD).getBytes(UTF_8))
                .record("cluster", "downgrade", JsonMapper.shared().writeValueAsString(BAD).getBytes(UTF_8))
                .record("meta", "confState", BAD.getBytes(UTF_8))
                .record("authUsers", BAD, BAD.getBytes(UTF_8))
                .record("authRoles", BAD, BAD.getBytes(UTF_8))
                .record("alarm", "x", EtcdFile.alarm(EtcdFile.MEMBER, 1));
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
