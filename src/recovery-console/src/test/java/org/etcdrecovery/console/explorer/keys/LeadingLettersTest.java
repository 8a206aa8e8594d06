package org.etcdrecovery.console.explorer.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadingLettersTest {
    @TempDir
    Path directory;

    private KeyState state(List<String> keys) {
        EtcdFile file = new EtcdFile();
        keys.forEach(key -> file.put(key, "v".repeat(20)));
        return SampleKeys.index(directory, file).newest();
    }

    @Test
    void namesThatAllBeginAlikeAreGroupedByWhatFollows() {
        KeyState state = state(List.of("/r/system:a1", "/r/system:a2", "/r/system:a3", "/r/system:b/x", "/r/system:b/y",
                "/r/system:c", "/s"));

        List<Subtree> groups = LeadingLetters.of(state, bytes("/r/"), 4);

        assertThat(groups).extracting(LeadingLettersTest::words)
                .containsExactlyInAnyOrder("system:a… 3", "system:b/ 2", "system:c 1");
    }

    @Test
    void anOpenedGroupIsGroupedByItsNextLetters() {
        List<String> keys = IntStream.range(0, 4_096).mapToObj(i -> "/tiny/%03x".formatted(i)).toList();
        KeyState state = state(keys);

        TreeLevel level = TreeLevel.of(state, bytes("/tiny/"));
        assertThat(level.grouped()).isTrue();
        assertThat(level.rest().keys()).isZero();
        assertThat(level.parts()).hasSize(16).allMatch(LeadingLetters::isGroup).allMatch(part -> part.keys() == 256);

        TreeLevel inside = TreeLevel.of(state, bytes("/tiny/a"));
        assertThat(inside.parts()).hasSize(16).extracting(LeadingLettersTest::words).contains("a0… 16");
        TreeLevel innermost = TreeLevel.of(state, bytes("/tiny/ab"));
        assertThat(innermost.grouped()).isFalse();
        assertThat(innermost.parts()).hasSize(16).extracting(LeadingLettersTest::words).contains("abc 1");
    }

    @Test
    void aGroupHasAWayInAsLongAsThereIsMoreThanOneChild() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<String> keys = new ArrayList<>();
            for (int i = random.nextInt(80); i >= 0; i--) {
                StringBuilder key = new StringBuilder("/r/");
                for (int j = random.nextInt(5); j >= 0; j--) {
                    key.append("ab/é".charAt(random.nextInt(4)));
                }
                keys.add(key.toString());
            }
            List<String> all = keys.stream().distinct().toList();
            checkAll(state(all), bytes("/r/"), all.size());
        }
    }

    private static void checkAll(KeyState state, byte[] level, long keys) {
        List<Subtree> groups = LeadingLetters.of(state, level, 3);
        assertThat(groups.stream().mapToLong(Subtree::keys).sum()).isEqualTo(keys);
        for (Subtree group : groups) {
            assertThat(group.keys()).isEqualTo(group.key() ? 1 : state.totals(group.prefix()).keys());
            if (LeadingLetters.isGroup(group)) {
                assertThat(group.prefix().length).isGreaterThan(level.length);
                checkAll(state, group.prefix(), group.keys());
            }
        }
    }

    private static String words(Subtree part) {
        String name = new String(part.name(), UTF_8);
        return name + (part.key() ? "" : LeadingLetters.isGroup(part) ? "…" : "/") + " " + part.keys();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
