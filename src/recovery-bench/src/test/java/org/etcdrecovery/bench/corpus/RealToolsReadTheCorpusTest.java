package org.etcdrecovery.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
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
    @ValueSource(strings = {"kube-1m", "scattered-1m", "tiny-5k-keys", "rewritten-5k-keys"})
    void bboltFindsNothingWrong(String name) throws IOException {
        Path file = Recipe.of(name).make(directory);

        assertThat(Judges.bbolt().run("check", file).ok()).contains("OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-1m", "scattered-1m", "tiny-5k-keys", "rewritten-5k-keys"})
    void anInspectionFindsNothingWrong(String name) throws IOException {
        Path file = Recipe.of(name).make(directory);

        assertThat(Inspector.inspect(file, Progress.NONE, _ -> {}).findings())
                .noneMatch(finding -> finding.severity() != Severity.NOTE);
    }

    /** The server receives the same records in the same order; deletions are too small to matter. */
    @Test
    void pagesAreAsFullAsThoseOfEtcd() throws IOException {
        Path ours = Recipe.of("kube-1m").make(directory);
        Path theirs = directory.resolve("real.db");
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1)) {
            Gateway gateway = cluster.gateway();
            KeyValueReader record = new KeyValueReader();
            walk(ours, bucket -> bucket.name().equals("key") ? leaf -> {
                for (int i = 0; i < leaf.count(); i++) {
                    byte[] value = leaf.value(i);
                    assertThat(record.read(ByteBuffer.wrap(value), 0, value.length)).isNull();
                    gateway.put(
                            Arrays.copyOfRange(value, record.keyStart(), record.keyStart() + record.keyLength()),
                            Arrays.copyOfRange(value, record.valueStart(), record.valueStart() + record.valueLength()));
                }
            } : null);
            cluster.etcdctl().run("snapshot", "save", theirs).ok();
        }

        assertThat(fill(ours)).isCloseTo(fill(theirs), offset(0.05)).isLessThan(0.85);
    }

    /** The fraction of the pages of the {@code key} bucket that is in use. */
    private static double fill(Path file) throws IOException {
        AtomicLong content = new AtomicLong();
        PageCensus census = walk(file, bucket -> bucket.name().equals("key")
                ? leaf -> content.addAndGet(contentOf(leaf))
                : null);
        return (double) content.get() / (census.used() * SnapshotImage.PAGE_SIZE);
    }

    private static long contentOf(Leaf leaf) {
        long bytes = 0;
        for (int i = 0; i < leaf.count(); i++) {
            bytes += leaf.keyLength(i) + leaf.valueLength(i);
        }
        return bytes;
    }

    private static PageCensus walk(Path file, TreeVisitor visitor) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            return BoltFile.open(source).walk(visitor, Progress.NONE);
        }
    }
}
