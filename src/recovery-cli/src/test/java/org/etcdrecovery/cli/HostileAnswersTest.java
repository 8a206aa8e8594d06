package org.etcdrecovery.cli;

import static org.etcdrecovery.cli.HostileInput.BAD;
import static org.etcdrecovery.cli.HostileInput.BAD_NAME;
import static org.etcdrecovery.cli.HostileInput.FORMATS;
import static org.etcdrecovery.cli.HostileInput.assertClean;
import static org.etcdrecovery.cli.HostileInput.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.testing.TalkingMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Every verb on members, hosts and stores that try to act on the terminal and to forge a line. */
class HostileAnswersTest {
    @TempDir
    private Path directory;

    private final HostileInput input = new HostileInput();
    private Path file;

    @BeforeEach
    void place() throws IOException {
        file = Files.write(directory.resolve(BAD_NAME + ".db"), hostile().snapshot());
    }

    @Test
    void everyVerbEscapesWhatAServerAnswers() throws Exception {
        stores();
        deliveries();
        members();

        input.assertTried(HostileInput::asksServers);
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
            input.run("store", "list", folder, "-w", format);
            input.run("store", "check", folder, "--max-age", "1h", "-w", format);
            input.run("store", "copy", folder.resolve(BAD_NAME + ".db"), directory.resolve("copy" + format), "-w",
                    format);
            input.run("store", "list", "s3://" + BAD + "/", "-w", format);
            input.run("store", "list", "https://host/" + BAD, "-w", format);
            input.run("store", "list", "s3://bucket/", "--store-endpoint", BAD, "-w", format);
            input.run("snapshot", "verify", "s3://bucket/" + BAD, "-w", format);
            input.run("snapshot", "verify", "https://host/" + BAD, "-w", format);
            input.run("snapshot", "keep", "--to", folder, "--name", BAD, "-w", format);
            input.run("snapshot", "keep", "--to", folder, "--endpoints", "127.0.0.1:1", "--max-fall", BAD, "-w",
                    format);
        }
        for (String format : FORMATS) {
            Run units = input.run("schedule", "export", "--systemd", "--to", folder, "--endpoints", "127.0.0.1:1",
                    "--run-as",
                    BAD, "--secrets", directory.resolve(BAD_NAME), "--user", BAD, "--out",
                    directory.resolve(BAD_NAME + "units" + format), "-w", format);
            if (units.code() == 0) {
                assertClean(
                        Files.readString(directory.resolve(BAD_NAME + "units" + format + "/etcd-snapshot.service")));
            }
            input.run("schedule", "export", "--cronjob", "--to", "s3://bucket/", "--endpoints", "127.0.0.1:1",
                    "--image", BAD,
                    "--namespace", BAD, "--store-region", BAD, "--out", directory.resolve("job" + format), "-w",
                    format);
            input.run("schedule", "export", "--cronjob", "--to", "s3://" + BAD, "--endpoints", BAD, "-w", format);
        }
        input.run("store", "check", folder, "--prometheus", directory.resolve("metrics"));
        assertClean(Files.readString(directory.resolve("metrics")));
        input.run("store", "check", folder, "--cluster-id", BAD, "--max-age", BAD);
        input.run("snapshot", "save", "s3://" + BAD + "/x");
        input.run("snapshot", "verify", "--url-file", folder.resolve("plain.db"));
    }

    private void deliveries() throws IOException {
        Path plan = Files.writeString(directory.resolve("deliver.json"),
                input.run("plan", file, input.with("--out", directory.resolve("d"))).out());
        // What a host answers has tests of its own: HostAnswerTest.
        Path config = Files.writeString(directory.resolve(BAD_NAME + ".conf"), "Host *\n  ConnectTimeout 1\n");
        for (String format : List.of("text", "json")) {
            for (String verb : List.of("check", "stage", "activate", "open", "status", "undo", "clean", "export")) {
                input.run("deliver", verb, "--plan", plan, "--to", "m1=ssh://127.0.0.1:1/" + BAD_NAME, "--ssh-config",
                        config, "-w", format);
                input.run("deliver", verb, "--plan", plan, "--to", "m1=" + BAD, "--service", "m1=" + BAD, "-w", format);
                input.run("deliver", verb, "--plan", plan, "--to", BAD, "--accept-host-key", BAD, "-w", format);
            }
            input.run("deliver", "fetch", "--from", "m1=ssh://127.0.0.1:1/" + BAD_NAME, "--ssh-config", config, "--out",
                    directory.resolve("f"), "-w", format);
            input.run("deliver", "fetch", "--from", BAD, "--out", BAD_NAME, "-w", format);
        }
    }

    private void members() throws IOException {
        try (TalkingMember member = new TalkingMember(BAD)) {
            String plan = input.run("plan", file, "--member", "m1=http://127.0.0.1:2380", "--client-urls",
                    "m1=" + member.url(),
                    "--out", directory.resolve("s")).out();
            Path planned = Files.writeString(directory.resolve("planned.json"), plan);
            for (String format : FORMATS) {
                List<Object> to = List.of("--endpoints", member.url(), "--command-timeout=2s", "-w", format);
                input.run("endpoint", "status", to);
                input.run("endpoint", "status", "--cluster", to);
                input.run("endpoint", "health", "--cluster", to);
                input.run("cluster", "assess", to);
                input.run("cluster", "prove", "--plan", planned, "--wait=1ms", to);
            }
            input.run("snapshot", "save", directory.resolve(BAD_NAME + ".saved"), "--endpoints", member.url(),
                    "--debug");
            input.run("snapshot", "save", directory.resolve(BAD_NAME + ".saved"), "--endpoints",
                    member.url() + ",http://127.0.0.1:1", "--debug");
        }
    }
}
