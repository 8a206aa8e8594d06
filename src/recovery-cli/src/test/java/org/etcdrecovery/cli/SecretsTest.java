package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password in a URL is refused, and no verb prints it. */
class SecretsTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void place() throws IOException {
        file = Files.write(directory.resolve("snapshot.db"), Snapshots.bytes(Snapshots.OF_3_6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://root:hunter2@127.0.0.1:1", "https://root:hunter2@127.0.0.1:1",
            "root:hunter2@127.0.0.1:1", "http://root:hun,hunter2@127.0.0.1:1", "http://root:hun/hunter2@127.0.0.1:1",
            "http://root:hunter2?@127.0.0.1:1", "http://root:hunter2#@127.0.0.1:1", "http://root:hunter2@[::1",
            "http://root:%zzhunter2@127.0.0.1:1", "ftp://root:hunter2@127.0.0.1:1", "http://root:hunter2@127.0.0.1:x",
            "unix://root:hunter2@x", "http://127.0.0.1:1?token=hunter2", "http://127.0.0.1:1/hun?token=hunter2"})
    void noVerbShowsAPasswordInAUrl(String url) throws IOException {
        String member = "m1=" + url;
        List<List<Object>> verbs = new ArrayList<>();
        for (String verb : List.of("plan", "restore")) {
            verbs.add(List.of(verb, file, "--out", directory.resolve("out"), "--member", member));
            verbs.add(List.of(verb, file, "--out", directory.resolve("out"), "--member", url));
            verbs.add(List.of(verb, file, "--out", directory.resolve("out"), "--member", "m1=http://127.0.0.1:1",
                    "--client-urls", member));
        }
        verbs.add(List.of("snapshot", "restore", file, "--data-dir", directory.resolve("out"), "--name", "m1",
                "--initial-cluster", member, "--initial-advertise-peer-urls", url));
        verbs.add(List.of("snapshot", "restore", file, "--data-dir", directory.resolve("out"), "--name", "m1",
                "--initial-cluster", "m1=http://127.0.0.1:1", "--initial-advertise-peer-urls", url));
        verbs.add(List.of("snapshot", "save", directory.resolve("saved.db"), "--endpoints", url));
        verbs.add(List.of("endpoint", "status", "--endpoints", url));
        verbs.add(List.of("endpoint", "health", "--endpoints", url));
        verbs.add(List.of("cluster", "assess", "--endpoints", url));
        if (url.contains("@")) {
            // By mistake in a place that accepts none.
            verbs.add(List.of("endpoint", "status", "-d", url));
            verbs.add(List.of("cluster", "assess", "-d", "example.invalid", "--discovery-srv-name", url));
            verbs.add(List.of("endpoint", "status", "--endpoints=https://127.0.0.1:1", "--tls-server-name", url));
            verbs.add(List.of("plan", file, "--out", directory.resolve("out"), "--member", "m1=http://127.0.0.1:1",
                    "--owner", url));
            verbs.add(List.of("endpoint", "status", url, "--endpoints=127.0.0.1:1"));
            verbs.add(List.of("plan", file, "--endpoint=" + url));
        }
        if (url.contains("://") && url.contains("@")) {
            for (String verb : List.of("status", "verify", "restore", "save")) {
                verbs.add(List.of("snapshot", verb, url + "/x.db", "--debug"));
            }
            for (String option : List.of("--cacert", "--password-file")) {
                verbs.add(List.of("endpoint", "status", "--endpoints=127.0.0.1:1", "--user=root", option, url));
            }
            verbs.add(List.of("cluster", "prove", "--plan", url));
            verbs.add(List.of("hashkv", url + "/x.db"));
            verbs.add(List.of("rescue", "assess", url + "/data"));
        }
        for (List<Object> verb : verbs) {
            Run run = Run.of(verb.toArray());
            assertThat(run.code()).as("%s: %s", verb, run).isNotZero();
            assertThat(run.out() + run.err()).as(verb.toString()).doesNotContain("hunter2");
        }
        Run byEnvironment = Run.of(Map.of("ETCDCTL_ENDPOINTS", url), "endpoint", "status");
        assertThat(byEnvironment.code()).isNotZero();
        assertThat(byEnvironment.out() + byEnvironment.err()).doesNotContain("hunter2");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aPlanWithAPasswordInAUrlIsRefusedWithoutShowingIt() throws IOException {
        Run planned = Run.of("plan", file, "--out", directory.resolve("out"), "--member", "m1=http://127.0.0.1:1");
        Path plan = Files.writeString(directory.resolve("plan.json"),
                planned.out().replace("http://127.0.0.1:1", "http://root:hunter2@127.0.0.1:1"));
        for (List<Object> verb : List.of(List.<Object>of("restore", "--plan", plan),
                List.<Object>of("cluster", "prove", "--plan", plan))) {
            Run run = Run.of(verb.toArray());
            assertThat(run.code()).isNotZero();
            assertThat(run.out() + run.err()).as(verb.toString()).doesNotContain("hunter2").contains("***");
        }
    }
}
