package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the index with maps that hold the same history. */
class KeyIndexAgainstMapsTest {
    private static final Cancellation RUN = new Cancellation();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 60, 300})
    void answersAsMapsDo(int keys) throws IOException {
        for (int seed = 0; seed < LongRun.times(5, 3000); seed++) {
            Random random = new Random(seed);
            MadeHistory made = MadeHistory.random(random, keys, 3 * keys + random.nextInt(5));
            KeyIndex index = made.index(directory);
            compareKeys(made, index, random);
            for (long revision = 1; revision <= made.lastRevision(); revision += 1 + random.nextInt(keys + 1)) {
                compareState(made.at(revision), index.asOf(revision, RUN), random);
            }
            compareState(made.at(made.lastRevision()), index.newest(), random);
            compareFilters(made, index, random);
            compareActivity(made, index, 1 + random.nextInt(20));
            compareDeletions(made, index, random.nextInt(10));
        }
    }

    static void compareKeys(MadeHistory made, KeyIndex index, Random random) {
        List<byte[]> keys = made.keys();
        assertThat(index.size()).isEqualTo(keys.size());
        assertThat(index.lastRevision()).isEqualTo(made.lastRevision());
        for (int rank = 0; rank < keys.size(); rank++) {
            assertThat(index.key(rank)).isEqualTo(keys.get(rank));
            assertThat(index.find(keys.get(rank))).isEqualTo(rank);
            assertThat(index.history(rank)).isEqualTo(made.records().get(keys.get(rank)));
        }
        for (int i = 0; i < 50; i++) {
            byte[] probe = probe(keys, random);
            if (!made.records().containsKey(probe)) {
                int place = (int) keys.stream().filter(key -> Arrays.compareUnsigned(key, probe) < 0).count();
                assertThat(index.find(probe)).isEqualTo(-place - 1);
            }
        }
    }

    /** A key, or the beginning of one with other bytes after it. */
    private static byte[] probe(List<byte[]> keys, Random random) {
        byte[] key = keys.isEmpty() ? new byte[3] : keys.get(random.nextInt(keys.size()));
        byte[] probe = Arrays.copyOf(key, random.nextInt(key.length + 3));
        if (probe.length > 0 && random.nextBoolean()) {
            probe[probe.length - 1] += (byte) (random.nextInt(3) - 1);
        }
        return probe;
    }

    static void compareState(SortedMap<byte[], RecordRef> living, KeyState state, Random random) {
        KeyIndex index = state.index();
        List<Integer> ranks = living.keySet().stream().map(index::find).toList();
        assertThat(state.totals()).isEqualTo(totals(living, _ -> true));
        for (int rank = 0; rank < index.size(); rank++) {
            RecordRef record = living.get(index.key(rank));
            assertThat(state.living(rank)).isEqualTo(record == null ? -1 : record.revision());
            assertThat(state.size(rank)).isEqualTo(record == null ? 0 : record.size());
        }
        for (int n = 0; n < ranks.size(); n++) {
            assertThat(state.rankOfNth(n)).isEqualTo(ranks.get(n));
            assertThat(state.countBefore(ranks.get(n))).isEqualTo(n);
        }
        assertThatThrownBy(() -> state.rankOfNth(ranks.size())).isInstanceOf(IndexOutOfBoundsException.class);
        List<byte[]> keys = new ArrayList<>(living.keySet());
        for (int i = 0; i < 30; i++) {
            byte[] prefix = i == 0 ? new byte[0] : probe(keys, random);
            assertThat(state.totals(prefix)).isEqualTo(totals(living, key -> startsWith(key, prefix)));
            compareChildren(living, state, prefix, random.nextInt(8));
        }
        assertThat(state.largestKeys(5)).extracting(KeyRef::rank)
                .isEqualTo(ranks.stream()
                        .sorted(Comparator.comparingInt((Integer rank) -> -state.size(rank))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(5)
                        .toList());
        assertThat(state.mostWrittenKeys(5)).extracting(KeyRef::rank)
                .isEqualTo(ranks.stream()
                        .sorted(Comparator.comparingInt((Integer rank) -> -index.history(rank).size())
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(5)
                        .toList());
    }

    static Totals totals(SortedMap<byte[], RecordRef> living, Predicate<byte[]> which) {
        Totals totals = Totals.NONE;
        for (Map.Entry<byte[], RecordRef> entry : living.entrySet()) {
            if (which.test(entry.getKey())) {
                totals = totals.plus(new Totals(1, entry.getValue().size()));
            }
        }
        return totals;
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** One child as text, and what it holds. */
    private record Child(String prefix, String name, Totals totals, boolean key, boolean expandable, int rank,
            int records) {
        static Child of(Subtree child) {
            return new Child(hex(child.prefix()), hex(child.name()), new Totals(child.keys(), child.bytes()),
                    child.key(), child.expandable(), child.rank(), child.records());
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void compareChildren(SortedMap<byte[], RecordRef> living, KeyState state, byte[] prefix, int limit) {
        List<Child> expected = children(living, state, prefix);
        Subtrees children = state.children(prefix);
        assertThat(children.stream().map(Child::of).toList()).isEqualTo(expected);
        assertThat(state.largestChildren(prefix, limit).stream().map(Child::of).toList())
                .isEqualTo(expected.stream()
                        .sorted(Comparator.comparingLong((Child child) -> -child.totals.bytes())
                                .thenComparingInt(Child::rank))
                        .limit(limit)
                        .toList());
        for (byte[] key : living.keySet()) {
            String name = startsWith(key, prefix) ? hex(nameOf(key, prefix)) : "none";
            int place = expected.stream().map(Child::name).toList().indexOf(name);
            assertThat(children.indexOf(key)).as(hex(key) + " below " + hex(prefix)).isEqualTo(place);
        }
    }

    private static byte[] nameOf(byte[] key, byte[] prefix) {
        int at = prefix.length == 0 ? Math.min(1, key.length) : prefix.length;
        while (at < key.length && key[at] != '/') {
            at++;
        }
        return Arrays.copyOfRange(key, prefix.length, at);
    }

    /** Groups the keys by their next name, in the order of the first key, or of the key that is the name itself. */
    private static List<Child> children(SortedMap<byte[], RecordRef> living, KeyState state, byte[] prefix) {
        Map<String, List<byte[]>> groups = new LinkedHashMap<>();
        living.keySet()
                .stream()
                .filter(key -> startsWith(key, prefix))
                .forEach(key -> groups.computeIfAbsent(hex(nameOf(key, prefix)), _ -> new ArrayList<>()).add(key));
        KeyIndex index = state.index();
        List<Child> children = new ArrayList<>();
        groups.forEach((name, keys) -> {
            byte[] own = HexFormat.of().parseHex(hex(prefix) + name);
            byte[] below = Arrays.copyOf(own, own.length + 1);
            below[own.length] = '/';
            boolean isKey = living.containsKey(own);
            boolean expandable = keys.size() > (isKey ? 1 : 0);
            int records = 0;
            for (int rank = 0; rank < index.size(); rank++) {
                byte[] key = index.key(rank);
                if (startsWith(key, below) || (isKey && Arrays.equals(key, own))) {
                    records += index.history(rank).size();
                }
            }
            Totals totals = totals(living, keys::contains);
            children.add(new Child(hex(expandable ? below : own), name, totals, isKey, expandable,
                    index.find(isKey ? own : keys.getFirst()), records));
        });
        return children;
    }

    private static void compareFilters(MadeHistory made, KeyIndex index, Random random)
            throws IOException {
        byte[] one = probe(made.keys(), random);
        byte[] part = one.length < 2 ? one : Arrays.copyOfRange(one, random.nextInt(2), one.length);
        byte[] shorter = Arrays.copyOf(part, part.length / 2);
        long revision = 1 + random.nextLong(made.lastRevision());
        Predicate<byte[]> contains = key -> hexContains(key, part);
        compareFiltered(made, index.newest().filter(KeyMatcher.containing(part), RUN), contains, random);
        compareFiltered(made, index.newest().filter(KeyMatcher.containing(part), RUN).at(revision, RUN), contains,
                random);
        compareFiltered(made,
                index.asOf(revision, RUN)
                        .filter(KeyMatcher.containing(shorter), RUN)
                        .filter(KeyMatcher.containing(part), RUN),
                contains, random);
        compareFiltered(made, index.newest().filter(KeyMatcher.prefix(one), RUN), key -> startsWith(key, one), random);
        compareFiltered(made,
                index.newest().filter(KeyMatcher.containing(shorter), RUN).filter(KeyMatcher.prefix(one), RUN),
                key -> startsWith(key, one) && hexContains(key, shorter), random);
        Pattern expression = Pattern.compile("[ab]/.|\uFFFD.$");
        compareFiltered(made, index.newest().filter(KeyMatcher.regex(expression), RUN),
                key -> expression.matcher(new String(key, UTF_8)).find(), random);
    }

    private static boolean hexContains(byte[] key, byte[] part) {
        for (int at = 0; at + part.length <= key.length; at++) {
            if (Arrays.equals(key, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static void compareFiltered(MadeHistory made, KeyState state, Predicate<byte[]> matches, Random random) {
        SortedMap<byte[], RecordRef> living = new TreeMap<>(made.at(state.revision()));
        living.keySet().removeIf(matches.negate());
        compareState(living, state, random);
    }

    private static void compareActivity(MadeHistory made, KeyIndex index, int bins) {
        List<RecordRef> all = made.records().values().stream().flatMap(List::stream).toList();
        List<ActivityBin> activity = index.activity(bins);
        assertThat(activity).hasSizeBetween(1, bins);
        assertThat(activity.getFirst().first()).isEqualTo(index.firstRevision());
        assertThat(activity.getLast().last()).isEqualTo(index.lastRevision());
        long next = index.firstRevision();
        long length = activity.getFirst().last() - next + 1;
        for (ActivityBin bin : activity) {
            assertThat(bin.last() - bin.first() + 1)
                    .isBetween(1L, length)
                    .satisfies(each -> assertThat(each == length || bin.equals(activity.getLast())).isTrue());
            assertThat(bin.first()).isEqualTo(next);
            next = bin.last() + 1;
            List<RecordRef> in = all.stream()
                    .filter(record -> record.revision() >= bin.first() && record.revision() <= bin.last())
                    .toList();
            assertThat(bin.deletes()).isEqualTo(in.stream().filter(RecordRef::tombstone).count());
            assertThat(bin.puts()).isEqualTo(in.size() - bin.deletes());
            assertThat(bin.bytes()).isEqualTo(in.stream().mapToLong(RecordRef::size).sum());
        }
        assertThat(index.records()).isEqualTo(all.size());
    }

    private static void compareDeletions(MadeHistory made, KeyIndex index, int limit) {
        List<DeletedKey> expected = new ArrayList<>();
        made.records().forEach((key, history) -> {
            RecordRef last = history.getLast();
            if (last.tombstone()) {
                RecordRef before = history.size() > 1 ? history.get(history.size() - 2) : last;
                expected.add(new DeletedKey(index.find(key), last.revision(),
                        before.tombstone() ? Optional.empty() : Optional.of(before)));
            }
        });
        expected.sort(Comparator.comparingLong(DeletedKey::revision).reversed().thenComparingInt(DeletedKey::rank));
        assertThat(index.deletions(limit)).isEqualTo(expected.stream().limit(limit).toList());
    }
}
