package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.contents.LivingScan;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Copies the databases of running members page by page while clients change their stores. An inspection must call a copy
 * damaged if it differs from the true store at its revision, and must not call what a server leaves behind or sends
 * damaged. Differences that no rule can see are counted by kind, and the verdict is never more than consistent. With
 * {@code -Drecovery.long=true} it is a campaign of more than 500 copies.
 */
@Tag("judge")
class TornCopiesTest {
    private static final boolean LONG = Boolean.getBoolean("recovery.long");
    private static final int ROUNDS = LONG ? 6 : 1;
    private static final int COPIES = LONG ? 24 : 7;
    private static final List<TornCopy> WAYS = List.of(TornCopy.values());
    private static final long FIRST_REVISION = 400;

    @TempDir
    private Path directory;

    private final Map<String, Integer> figures = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void noTornCopyIsCalledRestorable(EtcdVersion version) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            round(version, new Random(version.full().hashCode() + 1000L * round), round);
        }
        System.out.println("torn copies of " + version + ": " + figures);
        wrong.forEach(System.out::println);
        assertThat(wrong).isEmpty();
        assertThat(figures.getOrDefault("damaged", 0)).isGreaterThan(0);
    }

    private void round(EtcdVersion version, Random random, int round) throws IOException {
        Path place = Files.createDirectory(directory.resolve("round " + round));
        LoadTruth truth = new LoadTruth();
        Map<String, Path> copies = new TreeMap<>();
        Map<String, Path> sound = new TreeMap<>();
        try (RealCluster cluster = RealCluster.fresh(version, place, 1, "--bcrypt-cost=4",
                "--backend-batch-interval=" + (1 + random.nextInt(60)) + "ms",
                "--backend-batch-limit=" + (1 + random.nextInt(200)))) {
            Path db = cluster.member(0).member().dataDir().resolve("member/snap/db");
            try (MixedLoad _ = MixedLoad.start(cluster.gateway(), truth, random)) {
                cluster.await("under load", () -> cluster.gateway().revision() > FIRST_REVISION);
                for (int i = 0; i < COPIES; i++) {
                    TornCopy way = WAYS.get(i % WAYS.size());
                    String name = "copy " + i + " " + way;
                    copies.put(name, Files.write(place.resolve(name), way.of(db, random)));
                    LockSupport.parkNanos(random.nextInt(100_000_000));
                    if (i % 6 == 3) {
                        Path saved = place.resolve("saved " + i);
                        cluster.etcdctl(0).run("snapshot", "save", saved).ok();
                        sound.put(saved.getFileName().toString(), saved);
                    }
                }
                if (round % 2 == 1) {
                    // Kills it in the middle of whatever it does. Requests that fail then are not acknowledged.
                    cluster.member(0).pause();
                    sound.put("frozen", Files.copy(db, place.resolve("frozen")));
                    cluster.member(0).resume();
                }
            }
            if (random.nextBoolean()) {
                cluster.member(0).stop();
            } else {
                cluster.member(0).kill();
            }
            sound.put("ended", Files.copy(db, place.resolve("ended")));
        }
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            judge(version + " round " + round + " " + copy.getKey(), copy.getValue(), truth);
        }
        for (Map.Entry<String, Path> file : sound.entrySet()) {
            assertSound(version + " round " + round + " " + file.getKey(), file.getValue(), truth);
        }
    }

    private void judge(String name, Path copy, LoadTruth truth) throws IOException {
        Inspection inspection = Inspector.inspect(copy, Progress.NONE, _ -> {});
        if (inspection.verdict().compareTo(Verdict.DAMAGED) >= 0) {
            count("damaged");
            inspection.findings()
                    .stream()
                    .filter(finding -> finding.severity() == Severity.DAMAGE)
                    .map(finding -> finding.code().text())
                    .distinct()
                    .forEach(this::count);
            return;
        }
        List<Difference> differences = differences(inspection, truth);
        if (differences.isEmpty()) {
            count("true at its revision");
            return;
        }
        keep(name, copy);
        differences.stream().map(Difference::kind).distinct().forEach(kind -> count("no rule can see: " + kind));
        if (differences.stream().anyMatch(difference -> difference.kind == Unseen.NOTHING)
                || inspection.findings().stream().noneMatch(one -> one.code() == FindingCode.HASH_MISSING)) {
            wrong.add(name + " " + inspection.findings().stream().map(finding -> finding.code().text()).toList()
                    + " " + differences.subList(0, Math.min(5, differences.size())) + " of " + differences.size());
        }
    }

    /** What no rule can see in a file without a SHA-256. */
    private enum Unseen {
        /** A key that is lost or old, and was not written after the compaction. */
        KEY_BELOW_THE_COMPACTION,
        /** Lost changes of the last transaction. */
        CUT_AT_THE_END,
        /** Changed bytes within a value. */
        VALUE,
        /** Leases or users from another moment than the keys. */
        LEASES_OR_USERS,
        /** A difference that a rule should have seen. */
        NOTHING
    }

    private record Difference(Unseen kind, String what) {}

    private static void keep(String name, Path copy) throws IOException {
        String place = System.getProperty("recovery.keep", "");
        if (!place.isEmpty()) {
            Files.copy(copy, Path.of(place).resolve(name.replace(' ', '-')));
        }
    }

    private void assertSound(String name, Path file, LoadTruth truth) throws IOException {
        Inspection inspection = Inspector.inspect(file, Progress.NONE, _ -> {});
        count("sound");
        boolean saved = name.contains("saved");
        Set<Code> found = new HashSet<>();
        inspection.findings()
                .stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .forEach(finding -> found.add(finding.code()));
        if (!found.equals(saved ? Set.of() : Set.of(FindingCode.HASH_MISSING))) {
            wrong.add("FALSE ALARM " + name + " " + inspection.findings());
            keep(name, file);
            return;
        }
        List<Difference> differences = differences(inspection, truth);
        if (!differences.isEmpty()) {
            wrong.add("UNTRUE " + name + " " + differences.subList(0, Math.min(5, differences.size())));
            keep(name, file);
        }
    }

    private static List<Difference> differences(Inspection inspection, LoadTruth truth) throws IOException {
        SnapshotFacts facts = inspection.facts().orElseThrow();
        long revision = Math.max(facts.revisions().last().main(), facts.revisions().compacted());
        SortedMap<String, LoadTruth.Key> expected = truth.keysAt(revision);
        SortedMap<String, LoadTruth.Key> found = new TreeMap<>();
        LivingScan.read(SnapshotOpener.plain(), inspection.name(), (buffer, keyValue) -> {
            byte[] key = new byte[keyValue.keyLength()];
            byte[] value = new byte[keyValue.valueLength()];
            buffer.get(keyValue.keyStart(), key);
            buffer.get(keyValue.valueStart(), value);
            found.put(LoadTruth.text(key), new LoadTruth.Key(Arrays.hashCode(value), value.length,
                    keyValue.createRevision(), keyValue.modRevision(), keyValue.version(), keyValue.lease()));
        }, Progress.NONE);
        List<Difference> differences = new ArrayList<>();
        Set<String> keys = new HashSet<>(expected.keySet());
        keys.addAll(found.keySet());
        for (String key : keys) {
            LoadTruth.Key was = expected.get(key);
            LoadTruth.Key is = found.get(key);
            if (!Objects.equals(was, is)) {
                Unseen kind = was != null && is != null && was.differsInValueOnly(is)
                        ? Unseen.VALUE
                        : truth.lastChangeOf(key, revision) <= facts.revisions().compacted()
                                ? Unseen.KEY_BELOW_THE_COMPACTION
                                : truth.changedIn(revision).contains(key) ? Unseen.CUT_AT_THE_END : Unseen.NOTHING;
                differences.add(new Difference(kind, key + ": " + was + " is " + is + " at " + revision + " over "
                        + facts.revisions().compacted()));
            }
        }
        SnapshotContents contents = SnapshotContents.read(SnapshotOpener.plain(), inspection, Progress.NONE);
        truth.wrongSmallRecords(revision, contents.leases().stream().map(lease -> lease.id().value()).toList(),
                contents.auth().users().stream().map(AuthContents.User::name).toList())
                .forEach(what -> differences.add(new Difference(Unseen.LEASES_OR_USERS, what)));
        return differences;
    }

    private void count(String what) {
        figures.merge(what, 1, Integer::sum);
    }
}
