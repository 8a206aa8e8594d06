package org.etcdrecovery.core.contents.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.LiveKey;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The difference of two snapshots is that of what their servers answered. */
@Tag("judge")
class RealComparisonTest {
    static Stream<Arguments> pairs() {
        return Stream.of(EtcdVersion.values())
                .flatMap(version -> Stream.of(
                        Arguments.of(version, SnapshotContent.HISTORY, version, SnapshotContent.COMPACTED),
                        Arguments.of(version, SnapshotContent.AUTH, version, SnapshotContent.COMPACTED),
                        // Other clusters wrote the same values.
                        Arguments.of(version, SnapshotContent.HISTORY, EtcdVersion.V3_4, SnapshotContent.HISTORY)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void equalsThatOfTheAnswers(EtcdVersion version, SnapshotContent content, EtcdVersion otherVersion,
            SnapshotContent otherContent) throws IOException {
        RealSnapshot one = Snapshots.of(version, content);
        RealSnapshot other = Snapshots.of(otherVersion, otherContent);
        Map<String, String> first = values(one);
        Map<String, String> second = values(other);
        TreeSet<String> keys = new TreeSet<>(first.keySet());
        keys.addAll(second.keySet());
        List<String> expected = new ArrayList<>();
        for (String key : keys) {
            String before = first.get(key);
            String after = second.get(key);
            if (before == null || after == null || !before.equals(after)) {
                expected.add((before == null ? Kind.MISSING : after == null ? Kind.BACK : Kind.OLDER) + " " + key);
            }
        }

        Comparison comparison = Comparison.of(side(one), side(other), Progress.NONE);

        assertThat(comparison.changes()
                .stream()
                .map(change -> change.kind() + " " + HexFormat.of().formatHex(change.key()))
                .toList()).isEqualTo(expected);
        assertThat(comparison.summary().equal()).isEqualTo(keys.size() - expected.size());
        assertThat(comparison.summary().equal()).isPositive();
    }

    private static Map<String, String> values(RealSnapshot snapshot) {
        return snapshot.keys().stream().collect(Collectors.toMap(LiveKey::key, LiveKey::value));
    }

    private static Side side(RealSnapshot snapshot) throws IOException {
        SnapshotName name = SnapshotName.of(snapshot.file());
        return new Side(KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE).newest(), SnapshotOpener.plain(),
                name);
    }
}
