package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of each of our own verbs, one file per verb in {@code json}. Each name is a promise to scripts: names may be
 * added but never removed. Directories of the test, ports and times are replaced by words.
 */
class GoldenJsonTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void place() throws IOException {
        Snapshots.copyTo(directory);
    }

    @Test
    void snapshotVerify() throws IOException {
        Path file = Files.write(directory.resolve("snapshot.db"), ConsentTest.withoutHash());

        assertGolden("snapshot-verify", Run.of("snapshot", "verify", file, "-w", "json"));
    }

    @Test
    void snapshotVerifyOfAnArchive() throws IOException {
        Path file = directory.resolve("backup.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : List.of("etcd/snapshot.db", "etcd/older.db", "notes.txt")) {
                byte[] content = name.endsWith(".db") ? Snapshots.bytes(Snapshots.OF_3_6) : new byte[]{'x'};
                CRC32 crc = new CRC32();
                crc.update(content);
                // Stored, because how far data is compressed depends on the version of zlib.
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(LocalDateTime.of(2026, 11, 28, 12, 0));
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }

        assertGolden("snapshot-verify-several",
                Run.of("snapshot", "verify", file, "-w", "json", "--scratch", directory));
        assertGolden("snapshot-verify-packed", Run.of("snapshot", "verify", file, "--entry", "etcd/snapshot.db", "-w",
                "json", "--scratch", directory));
    }

    @Test
    void plan() throws IOException {
        assertGolden("plan", planned());
    }

    @Test
    void restore() throws IOException {
        assertGolden("restore", restored());
    }

    @Test
    void rescueAssess() throws IOException {
        restored();

        assertGolden("rescue-assess", Run.of("rescue", "assess", directory.resolve("m1.etcd"), "-w", "json"));
    }

    @Test
    void rescueSnapshot() throws IOException {
        Path dataDir = directory.resolve("dead.etcd");
        new LaggingMember(dataDir).put("a", "new").delete("b").committed().put("d", "4").write();

        assertGolden("rescue-snapshot", Run.of("rescue", "snapshot", dataDir, "--out", directory.resolve("rescued.db"),
                "--show-secrets", "-w", "json"));
    }

    @Test
    void clusterAssess() throws IOException {
        int port = closedPort();

        assertGolden("cluster-assess", Run.of("cluster", "assess", "--endpoints", "127.0.0.1:" + port, "-w", "json"),
                port);
    }

    @Test
    void clusterProve() throws IOException {
        int port = closedPort();
        Path plan = Files.writeString(directory.resolve("plan.json"), planned().out());

        assertGolden("cluster-prove", Run.of("cluster", "prove", "--plan", plan, "--endpoints", "127.0.0.1:" + port,
                "--wait", "1ms", "-w", "json"), port);
    }

    @Test
    void stores() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("store"));
        Path file = Files.writeString(folder.resolve("etcd.db"), "content");
        String sha256 = "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";
        Files.writeString(folder.resolve("etcd.db.manifest.json"),
                "{\"time\":\"2025-11-22T00:00:00Z\",\"size\":7,\"sha256\":\"" + sha256
                        + "\",\"clusterId\":\"a1\",\"verdict\":\"RESTORABLE\",\"revision\":7,\"keys\":3,\"sizeInUse\":4,"
                        + "\"holds\":[\"earlier.db\"]}");
        Files.writeString(folder.resolve("etcd-snapshot-cp1-1764201600.zip"), "x");
        Files.writeString(folder.resolve("notes.txt"), "x");

        assertGolden("store-list", Run.of("store", "list", folder, "-w", "json"));
        assertGolden("store-check", Run.of("store", "check", folder, "--max-age", "1h", "-w", "json"));
        assertGolden("schedule-export",
                Run.of("schedule", "export", "--systemd", "--to", "s3://bucket/prod/", "--endpoints",
                        "https://10.0.0.11:2379", "--hourly", "24", "--out", directory.resolve("units"), "-w", "json"));
        assertGolden("store-copy",
                Run.of("store", "copy", file, directory.resolve("copy.db"), "-w", "json", "--scratch",
                        directory));
    }

    @Test
    void refusedPlan() throws IOException {
        Path file = Files.write(directory.resolve("snapshot.db"), ConsentTest.withoutHash());

        assertGolden("plan-refused", Run.of("plan", file, "-w", "json", "--member", "m1=http://127.0.0.1:2380",
                "--member", "m2=http://127.0.0.1:2390", "--token", "token", "--out", directory));
    }

    @Test
    void unusableFile() throws IOException {
        Path file = Files.writeString(directory.resolve("snapshot.db"), "etcdserver: request timed out\n");

        assertGolden("restore-unusable", Run.of("restore", file, "-w", "json", "--member", "m1=http://127.0.0.1:2380",
                "--token", "token", "--out", directory));
    }

    @Test
    void snapshotSalvage() throws IOException {
        byte[] damaged = Snapshots.bytes(Snapshots.OF_3_6);
        Arrays.fill(damaged, 0, 80, (byte) 0);
        Path file = Files.write(directory.resolve("damaged.db"), damaged);
        Path out = directory.resolve("salvaged.db");
        Run run = Run.of("snapshot", "salvage", file, "--out", out, "--accept",
                "salvage.meta-lost,salvage.unproven", "-w", "json");

        assertGolden("snapshot-salvage", run);
        assertThat(directory.resolve("salvaged.db.manifest.json")).hasContent(run.out());
        assertThat(Run.of("snapshot", "verify", out).code()).isEqualTo(ExitCode.WITH_CARE);
    }

    @Test
    void snapshotPrepare() throws IOException {
        Path out = directory.resolve("prepared.db");
        Run run = Run.of("snapshot", "prepare", directory.resolve(Snapshots.OF_3_6), "--out", out, "--bump-revision",
                "1000000", "--mark-compacted", "-w", "json");

        assertGolden("snapshot-prepare", run);
        assertThat(directory.resolve("prepared.db.manifest.json")).hasContent(run.out());
    }

    @Test
    void contents() throws IOException {
        Path file = directory.resolve(Snapshots.OF_3_6);
        for (String verb : List.of("members", "buckets", "pages")) {
            assertGolden("snapshot-" + verb, Run.of("snapshot", verb, file, "-w", "json"));
        }
        Path made = EtcdFile.usual().user("alice", "reader", "gone").role("reader").writeTo(directory);
        assertGolden("snapshot-leases", Run.of("snapshot", "leases", made, "--keys", "-w", "json"));
        assertGolden("snapshot-users", Run.of("snapshot", "users", made, "-w", "json"));
        assertGolden("snapshot-keys", Run.of("snapshot", "keys", file, "-w", "json"));
        assertGolden("snapshot-top", Run.of("snapshot", "top", made, "--limit", "2", "-w", "json"));
        Path objects = new EtcdFile().put("/registry/a", object("a", "1", "2"))
                .put("/registry/b", object("b", "2", "gone"))
                .put("/registry/c", object("c", "3", "1"))
                .delete("/registry/c")
                .writeTo(directory);
        assertGolden("snapshot-kubernetes", Run.of("snapshot", "kubernetes", objects, "-w", "json"));
        assertGolden("snapshot-kubernetes-family",
                Run.of("snapshot", "kubernetes", objects, "--family", "/registry/b", "-w", "json"));
        assertGolden("snapshot-diff", Run.of("snapshot", "diff", file, file, "--as-of-a", "5", "--keys", "-w", "json"));
        assertGolden("snapshot-export",
                Run.of("snapshot", "export", file, "--out", directory.resolve("exported.json"), "-w", "json"));
        assertGolden("snapshot-exported",
                new Run(0, Files.readString(directory.resolve("exported.json")), ""));
        assertGolden("snapshot-history", Run.of("snapshot", "history", file, "a", "-w", "json"));
        assertGolden("snapshot-search", Run.of("snapshot", "search", file, "5", "-w", "json"));
        assertGolden("snapshot-pages-one", Run.of("snapshot", "pages", file, "--page", 3, "-w", "json"));
    }

    @Test
    void deliver() throws IOException {
        Path plan = Files.writeString(directory.resolve("plan.json"), planned().out());
        Path config = Files.writeString(directory.resolve("ssh_config"), "Host *\n  ConnectTimeout 5\n");
        for (String verb : List.of("check", "status")) {
            assertGolden("deliver-" + verb, Run.of("deliver", verb, "--plan", plan, "--to",
                    "m1=ssh://root@127.0.0.1:1/var/lib/etcd", "--ssh-config", config, "-w", "json"));
        }
    }

    @Test
    void explain() throws IOException {
        assertGolden("explain", Run.of("explain", "cluster.zombie-member", "-w", "json"));
    }

    @Test
    void failures() throws IOException {
        Path absent = directory.resolve("absent.db");
        Path dead = directory.resolve("dead.etcd");
        new LaggingMember(dead).put("a", "new").committed().put("d", "4").write();
        for (Object[] arguments : new Object[][]{{"snapshot", "verify", absent}, {"rescue", "assess", absent},
                {"restore", absent, "--member", "m1=http://127.0.0.1:2380", "--out", directory}, {"plan", absent,
                        "--member", "m1=http://127.0.0.1:2380", "--out", directory},
                {"restore", "--plan", absent}, {"rehearse", "--plan", absent}, {"snapshot", "salvage", absent},
                {"snapshot", "prepare", absent},
                {"cluster", "prove", "--plan", absent}, {"snapshot", "verify"}, {"plan", absent},
                {"snapshot", "history", absent, "a"}, {"snapshot", "search", absent, "a"},
                {"snapshot", "search", absent},
                {"snapshot", "keys", absent}, {"snapshot", "top", absent},
                {"snapshot", "kubernetes", absent}, {"snapshot", "diff", absent, absent},
                {"snapshot", "export", absent, "--out", dead.resolve("x")},
                {"snapshot", "members", absent}, {"snapshot", "leases", absent}, {"snapshot", "users", absent},
                {"snapshot", "buckets", absent}, {"snapshot", "pages", absent},
                {"wal", "dump", absent}, {"wal", "dump"}, {"store", "list", absent}, {"store", "list"},
                {"store", "copy", absent, dead}, {"store", "check", absent}, {"store", "check", "s3://-/"},
                {"schedule", "export"}, {"schedule", "export", "--systemd", "--out", absent},
                {"snapshot", "verify", "s3://bucket/"}, {"snapshot", "keep"},
                {"snapshot", "keep", "--to", absent, "--endpoints", "127.0.0.1:1"},
                {"rescue", "snapshot", absent, "--dry-run"},
                {"rescue", "snapshot", dead, "--committed-only", "--out", absent},
                {"rescue", "snapshot", dead, "--dry-run", "--accept", "none"},
                {"deliver", "check", "--plan", absent}, {"deliver", "check"}, {"deliver", "fetch"},
                {"deliver", "fetch", "--from", "m1=ssh://127.0.0.1:1/x", "--out", directory},
                {"rescue", "assess"}, {"cluster", "prove"}, {"cluster", "assess", "--endpoints", "https://[::1"}}) {
            Run run = Run.of(Stream.concat(Stream.of(arguments), Stream.of("-w", "json")).toArray());
            JsonNode failure = JsonMapper.shared().readTree(run.out()).path("failure");
            assertThat(failure.path("exitCode").asInt()).as("%s", run).isEqualTo(run.code()).isNotZero();
            assertThat(failure.path("code").asString()).as("%s", run).isNotEmpty();
            assertThat(run.err()).as("%s", run).contains(failure.path("message").asString().lines().findFirst().get());
        }
    }

    private static String object(String name, String uid, String owner) {
        return "{\"apiVersion\":\"example.org/v1\",\"kind\":\"Kind\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"space\",\"uid\":\"" + uid + "\",\"ownerReferences\":[{\"apiVersion\":\"v1\","
                + "\"kind\":\"Owner\",\"name\":\"owner\",\"uid\":\"" + owner + "\"}]}}";
    }

    private Run planned() {
        return Run.of(Stream.concat(Stream.of("plan", "-w", "json"), arguments()).toArray());
    }

    private Run restored() {
        return Run.of(Stream.concat(Stream.of("restore", "-w", "json"), arguments()).toArray());
    }

    private Stream<Object> arguments() {
        return Stream.of(directory.resolve(Snapshots.OF_3_6), "--member", "m1=http://127.0.0.1:2380", "--token",
                "token",
                "--out", directory);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void assertGolden(String name, Run run) throws IOException {
        assertGolden(name, run, 0);
    }

    private void assertGolden(String name, Run run, int port) throws IOException {
        String text = run.out()
                .replace(directory.toString(), "/DIR")
                // Before the port, which may look like a minute.
                .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"TIME\"")
                .replace(port == 0 ? ":PORT" : ":" + port, ":PORT");
        assertThat(text).isEqualTo(Snapshots.text("json/" + name + ".json"));
    }
}
