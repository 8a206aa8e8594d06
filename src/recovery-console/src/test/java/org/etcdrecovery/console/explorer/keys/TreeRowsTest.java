package org.etcdrecovery.console.explorer.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.etcdrecovery.console.explorer.keys.TreeRows.Row;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRowsTest {
    @TempDir
    Path directory;

    @Test
    void opensAndClosesSubtrees() {
        KeyState state = SampleKeys.index(directory).newest();
        TreeRows rows = new TreeRows(state.children(new byte[0]));
        assertThat(lines(rows)).containsExactly("/registry", "other");

        rows.open(0, state.children(prefix(rows, 0)));
        rows.open(1, state.children(prefix(rows, 1)));
        rows.open(2, state.children(prefix(rows, 2)));

        assertThat(lines(rows)).containsExactly("/registry", " pods", "  default", "   web-1", "   web-2", "  system",
                " secrets", "other");
        assertThat(rows.parent(3)).hasValue(2);
        assertThat(rows.parent(6)).hasValue(0);
        assertThat(rows.parent(7)).isEmpty();
        assertThat(rows.openPrefixes()).extracting(bytes -> new String(bytes, UTF_8))
                .containsExactly("/registry/", "/registry/pods/", "/registry/pods/default/");

        rows.close(1);
        assertThat(lines(rows)).containsExactly("/registry", " pods", " secrets", "other");
        rows.close(0);
        assertThat(lines(rows)).containsExactly("/registry", "other");
    }

    @Test
    void findsTheRowOfAKeyOrOfTheSubtreeThatHidesIt() {
        KeyState state = SampleKeys.index(directory).newest();
        TreeRows rows = new TreeRows(state.children(new byte[0]));
        rows.open(0, state.children(prefix(rows, 0)));

        assertThat(rows.rowOf("/registry/pods/default/web-1".getBytes(UTF_8))).hasValue(1);
        assertThat(rows.rowOf("other".getBytes(UTF_8))).hasValue(3);
        assertThat(rows.rowOf("nothing".getBytes(UTF_8))).isEmpty();
    }

    /** Every row that is opened and closed at random, against a tree of lists. */
    @Test
    void agreesWithASimpleTreeWhateverIsOpen() {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 300; i++) {
            file.put("/" + i % 7 + "/" + i % 11 + (i % 3 == 0 ? "" : "/" + i % 5), "v");
        }
        KeyState state = SampleKeys.index(directory, file).newest();
        TreeRows rows = new TreeRows(state.children(new byte[0]));
        List<Row> simple = new ArrayList<>();
        state.children(new byte[0]).forEach(child -> simple.add(new Row(child, 0, false)));
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int row = random.nextInt(rows.size());
            Row one = rows.get(row);
            if (one.open()) {
                rows.close(row);
                simple.set(row, new Row(one.subtree(), one.depth(), false));
                while (simple.size() > row + 1 && simple.get(row + 1).depth() > one.depth()) {
                    simple.remove(row + 1);
                }
            } else if (one.subtree().expandable()) {
                List<Subtree> children = state.children(one.subtree().prefix());
                rows.open(row, state.children(one.subtree().prefix()));
                simple.set(row, new Row(one.subtree(), one.depth(), true));
                simple.addAll(row + 1,
                        children.stream().map(child -> new Row(child, one.depth() + 1, false)).toList());
            }
            assertThat(lines(rows)).isEqualTo(simple.stream().map(TreeRowsTest::line).toList());
            int any = random.nextInt(rows.size());
            assertThat(rows.rowOf(rows.get(any).subtree().prefix())).hasValue(any);
        }
    }

    private static byte[] prefix(TreeRows rows, int row) {
        return rows.get(row).subtree().prefix();
    }

    private static List<String> lines(TreeRows rows) {
        return IntStream.range(0, rows.size()).mapToObj(rows::get).map(TreeRowsTest::line).toList();
    }

    private static String line(Row row) {
        return " ".repeat(row.depth()) + new String(row.subtree().name(), UTF_8);
    }
}
