package org.etcdrecovery.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealToolsReadTheCorpusTest {
    private static final String ONE_MEMBER = "m1=http://127.0.0.1:2380";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"V3_5,5010", "V3_6,5000", "V3_7,5000"})
    void everyVersionCountsTheKeysInTheName(EtcdVersion version, int keys) throws IOException {
        Path file = Recipe.of("tiny-5k-keys").make(directory);

        assertThat(Judges.etcdutl(version)
                .run("snapshot", "status", file, "-w", "json")
                .json()
                .get("totalKey")
                .asInt()).isEqualTo(keys);
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_5", "V3_6", "V3_7"})
    void everyVersionRestoresFromIt(EtcdVersion version) throws IOException {
        Path file = Recipe.of("scattered-1m").make(directory);
        Path member = directory.resolve("m1");

        Judges.etcdutl(version)
                .run("snapshot", "restore", file, "--name", "m1", "--initial-cluster", ONE_MEMBER,
                        "--initial-advertise-peer-urls", "http://127.0.0.1:2380", "--data-dir", member)
                .ok();

        assertThat(Files.exists(member.resolve("member/snap/db"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-1m", "scattered-1m", "tiny-5k-keys"})
    void bboltFindsNothingWrong(String name) throws IOException {
        Path file = Recipe.of(name).make(directory);

        assertThat(Judges.bbolt().run("check", file).ok()).contains("OK");
    }
}
