package org.etcdrecovery.core.contents.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.contents.index.KeyCollector;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.MadeHistory;
import org.etcdrecovery.core.contents.index.RecordRef;
import org.etcdrecovery.core.contents.index.StaleIndexException;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the difference of two states with that of two maps. */
class ComparisonTest {
    private static final Cancellation RUN = new Cancellation();
    private static final byte[] ALL = {};

    @TempDir
    private Path directory;

    /** A made file with its index. */
    private record Made(MadeHistory history, KeyIndex index, SnapshotName name) {
        static Made of(MadeHistory history, Path directory) throws IOException {
            Files.createDirectories(directory);
            Path file = history.write(directory);
            SnapshotName name = SnapshotName.of(file);
            return new Made(history, KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE), name);
        }

        Side at(long revision) throws IOException {
            return new Side(index.asOf(revision, RUN), SnapshotOpener.plain(), name);
        }

        Side last() throws IOException {
            return at(index.lastRevision());
        }
    }

    @Test
    void differsAsMapsDo() throws IOException {
        for (int seed = 0; seed < LongRun.times(40, 5000); seed++) {
            Random random = new Random(seed);
            int keys = random.nextInt(60);
            Made one = Made.of(MadeHistory.random(random, keys, 3 * keys), directory.resolve("one"));
            // With the same seed, the other file has the same keys and a longer history.
            boolean related = random.nextInt(4) > 0;
            Random again = related ? new Random(seed) : new Random(~seed);
            int more = again.nextInt(60);
            Made other = Made.of(MadeHistory.random(again, more, 3 * more + random.nextInt(40)),
                    directory.resolve("other"));
            long early = 1 + random.nextLong(one.index.lastRevision());
            compare(one, early, other, other.index.lastRevision());
            compare(other, other.index.lastRevision(), one, early);
            compare(one, early, one, one.index.lastRevision());
            compare(one, one.index.lastRevision(), one, early);
            compare(one, early, one, early);
        }
    }

    private static void compare(Made one, long before, Made other, long after) throws IOException {
        Comparison comparison = Comparison.of(one.at(before), other.at(after), Progress.NONE);
        SortedMap<byte[], RecordRef> first = one.history.at(before);
        SortedMap<byte[], RecordRef> second = other.history.at(after);
        TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        keys.addAll(first.keySet());
        keys.addAll(second.keySet());
        List<String> expected = new ArrayList<>();
        Map<Kind, Integer> counts = new LinkedHashMap<>();
        int equal = 0;
        List<String> contradicting = new ArrayList<>();
        for (byte[] key : keys) {
            Optional<RecordRef> left = Optional.ofNullable(first.get(key));
            Optional<RecordRef> right = Optional.ofNullable(second.get(key));
            if (left.isPresent() && right.isPresent() && Arrays.equals(one.history.value(key, left.get().revision()),
                    other.history.value(key, right.get().revision()))) {
                equal++;
                continue;
            }
            Kind kind = left.isEmpty() ? Kind.MISSING : right.isEmpty() ? Kind.BACK : Kind.OLDER;
            counts.merge(kind, 1, Integer::sum);
            expected.add(words(key, kind, left, right));
            if (kind == Kind.OLDER && left.map(RecordRef::revision).equals(right.map(RecordRef::revision))) {
                contradicting.add(expected.getLast());
            }
        }

        assertThat(comparison.changes().stream().map(ComparisonTest::words).toList()).isEqualTo(expected);
        assertThat(comparison.contradicting().stream().map(ComparisonTest::words).toList()).isEqualTo(contradicting);
        Summary summary = comparison.summary();
        assertThat(summary.missing()).isEqualTo(counts.getOrDefault(Kind.MISSING, 0).longValue());
        assertThat(summary.older()).isEqualTo(counts.getOrDefault(Kind.OLDER, 0).longValue());
        assertThat(summary.back()).isEqualTo(counts.getOrDefault(Kind.BACK, 0).longValue());
        assertThat(summary.equal()).isEqualTo(equal);
        assertThat(summary.bytesBefore()).isEqualTo(comparison.changes()
                .stream()
                .flatMap(change -> change.before().stream())
                .mapToLong(RecordRef::size)
                .sum());
        assertThat(summary.bytesAfter()).isEqualTo(comparison.changes()
                .stream()
                .flatMap(change -> change.after().stream())
                .mapToLong(RecordRef::size)
                .sum());
        for (Kind kind : Kind.values()) {
            assertThat(comparison.changes().only(kind).stream().map(ComparisonTest::words).toList())
                    .isEqualTo(expected.stream().filter(words -> words.contains(kind.name())).toList());
        }
        comparePrefixes(comparison, keys);
    }

    private static void comparePrefixes(Comparison comparison, Set<byte[]> keys) {
        for (byte[] key : keys) {
            byte[] prefix = Arrays.copyOf(key, key.length / 2);
            List<String> below = comparison.changes()
                    .stream()
                    .map(ComparisonTest::words)
                    .filter(words -> words.startsWith(hex(prefix)))
                    .toList();
            assertThat(comparison.changes().below(prefix).stream().map(ComparisonTest::words).toList())
                    .isEqualTo(below);
            assertThat(comparison.changes().only(Kind.OLDER).below(prefix)).hasSize(
                    (int) below.stream().filter(words -> words.contains(Kind.OLDER.name())).count());
            List<SubtreeChanges> children = comparison.subtrees(prefix, Integer.MAX_VALUE);
            assertThat(children.stream().mapToLong(child -> child.summary().changed()).sum()).isEqualTo(below.size());
            for (SubtreeChanges child : children) {
                assertThat(hex(child.prefix())).startsWith(hex(prefix) + hex(child.name()));
                assertThat(child.summary().changed()).isPositive();
                if (child.subtree()) {
                    assertThat(child.prefix()).endsWith((byte) '/');
                    assertThat(child.summary()).isEqualTo(comparison.summary(child.prefix()));
                }
            }
            assertThat(comparison.subtrees(prefix, 2)).hasSize(Math.min(2, children.size()));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String words(Change change) {
        return words(change.key(), change.kind(), change.before(), change.after());
    }

    private static String words(byte[] key, Kind kind, Optional<RecordRef> before, Optional<RecordRef> after) {
        return hex(key) + " " + kind + " " + before + " " + after;
    }

    @Test
    void valuesOfOneSizeAreComparedByTheirBytes() throws IOException {
        byte[] key = "key".getBytes(UTF_8);
        Made one = Made.of(new MadeHistory().next().put(key, new byte[]{1, 2, 3}), directory.resolve("one"));
        Made equal = Made.of(new MadeHistory().next().next().next().put(key, new byte[]{1, 2, 3}),
                directory.resolve("equal"));
        Made other = Made.of(new MadeHistory().next().put(key, new byte[]{1, 2, 4}), directory.resolve("other"));

        // The revisions differ, and the bytes do not.
        assertThat(Comparison.of(one.last(), equal.last(), Progress.NONE).summary())
                .isEqualTo(new Summary(0, 0, 0, 1, 0, 0));
        // The revisions do not differ, and the bytes do.
        assertThat(Comparison.of(one.last(), other.last(), Progress.NONE).summary())
                .isEqualTo(new Summary(0, 1, 0, 0, 6, 6));
    }

    @Test
    void aChangeTellsWhatWasWrittenSince() throws IOException {
        byte[] older = "older".getBytes(UTF_8);
        byte[] gone = "gone".getBytes(UTF_8);
        Made made = Made.of(new MadeHistory().next()
                .put(older, new byte[1])
                .next()
                .put(gone, new byte[1])
                .next()
                .put(older, new byte[2])
                .next()
                .put(older, new byte[3])
                .next()
                .delete(gone)
                .next()
                .put("new", 5), directory);

        Changes changes = Comparison.of(made.at(3), made.last(), Progress.NONE).changes();

        assertThat(changes).extracting(Change::kind).containsExactly(Kind.BACK, Kind.MISSING, Kind.OLDER);
        assertThat(changes).extracting(Change::writesSince).containsExactly(0, 1, 2);
        assertThat(changes).extracting(Change::deletedAt)
                .containsExactly(OptionalLong.of(6), OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void filteredStatesAreComparedAsTheyAre() throws IOException {
        Made made = Made.of(new MadeHistory().next().put("a/1", 1).next().put("b/1", 1).next().put("a/2", 1),
                directory);
        KeyState none = made.index.asOf(1, RUN);
        KeyState filtered = made.index.newest().filter(KeyMatcher.prefix("a/".getBytes(UTF_8)), RUN);

        Comparison comparison = Comparison.of(new Side(none, SnapshotOpener.plain(), made.name),
                new Side(filtered, SnapshotOpener.plain(), made.name), Progress.NONE);

        assertThat(comparison.summary().missing()).isEqualTo(2);
        assertThat(comparison.subtrees(ALL, 9)).singleElement()
                .satisfies(child -> assertThat(new String(child.name(), UTF_8)).isEqualTo("a"));
    }

    /** Another value under the same key, another key of the same length, and the same at another revision. */
    @Test
    void aFileThatHasChangedSinceIsRefused() throws IOException {
        Made one = Made.of(new MadeHistory().next().put("key", 1), directory.resolve("one"));
        for (MadeHistory changed : List.of(new MadeHistory().next().put("key", new byte[]{9}),
                new MadeHistory().next().put("kez", 1), new MadeHistory().next().next().put("key", 1))) {
            Made other = Made.of(new MadeHistory().next().put("key", new byte[]{2}), directory.resolve("other"));
            rewrite(other.name.file(), changed);

            assertStale(one, other);
        }
    }

    /** The size, the time and the transaction are the same. */
    @Test
    void aFileWithOtherRecordsIsRefusedEvenIfItPassesAsTheSame() throws IOException {
        Made one = Made.of(new MadeHistory().next().put("key", 1), directory.resolve("one"));
        for (MadeHistory changed : List.of(new MadeHistory().next().put("kez", 1),
                new MadeHistory().next().next().put("key", 1), new MadeHistory().next().put("kez", 1).put("kex", 1))) {
            Made other = Made.of(new MadeHistory().next().put("key", new byte[]{2}), directory.resolve("other"));
            FileTime time = Files.getLastModifiedTime(other.name.file());
            rewrite(other.name.file(), changed);
            Files.setLastModifiedTime(other.name.file(), time);

            assertStale(one, other);
        }
    }

    /** Writes a second after the file was last written. */
    private void rewrite(Path file, MadeHistory changed) throws IOException {
        long written = Files.getLastModifiedTime(file).toMillis();
        assertThat(changed.write(directory.resolve("other"))).isEqualTo(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(written + 1000));
    }

    private static void assertStale(Made one, Made other) {
        assertThatThrownBy(() -> Comparison.of(one.last(), other.last(), Progress.NONE))
                .isInstanceOf(StaleIndexException.class)
                .hasMessageContaining("has changed since it was read");
    }

    /** An index that an inspection collected belongs to that file too. */
    @Test
    void aFileThatHasChangedSinceItsInspectionIsRefused() throws IOException {
        Made one = Made.of(new MadeHistory().next().put("key", 1), directory.resolve("one"));
        Path file = new MadeHistory().next()
                .put("key", new byte[]{8})
                .write(Files.createDirectories(
                        directory.resolve("other")));
        KeyCollector collector = KeyIndex.collector();
        Inspector.inspect(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE, _ -> {}, Quota.DEFAULT,
                collector);
        KeyIndex index = collector.arrange(Progress.NONE);
        Made other = new Made(new MadeHistory(), index, SnapshotName.of(file));
        assertThat(Comparison.of(one.last(), other.last(), Progress.NONE).changes()).hasSize(1);
        rewrite(file, new MadeHistory().next().put("key", new byte[]{9}));

        assertStale(one, other);
    }

    @Test
    void manyKeysOfOneTransactionAreToldApart() throws IOException {
        MadeHistory before = new MadeHistory().next();
        MadeHistory after = new MadeHistory().next();
        for (int i = 0; i < 500; i++) {
            // Each key is put twice in the transaction; the last record counts.
            before.put("key" + i, new byte[]{1, 2});
            after.put("key" + i, new byte[]{7, 7});
        }
        for (int i = 0; i < 500; i++) {
            before.put("key" + i, new byte[]{0, (byte) i});
            after.put("key" + i, new byte[]{0, (byte) (i % 5 == 0 ? i + 1 : i)});
        }

        Comparison comparison = Comparison.of(Made.of(before, directory.resolve("one")).last(),
                Made.of(after, directory.resolve("other")).last(), Progress.NONE);

        assertThat(comparison.summary().older()).isEqualTo(100);
        assertThat(comparison.summary().equal()).isEqualTo(400);
    }

    @Test
    void canBeCancelled() throws IOException {
        Made made = Made.of(new MadeHistory().next().put("key", 1), directory);
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() -> Comparison.of(made.last(), made.last(), cancelled.guard(Progress.NONE)))
                .isInstanceOf(CancellationException.class);
    }
}
