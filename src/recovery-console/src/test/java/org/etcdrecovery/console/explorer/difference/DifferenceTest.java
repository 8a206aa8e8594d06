package org.etcdrecovery.console.explorer.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.etcdrecovery.console.explorer.difference.Difference.Kind;
import org.etcdrecovery.console.explorer.difference.Difference.Part;
import org.etcdrecovery.console.explorer.difference.Difference.Row;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void marksTheWordThatDiffers() {
        Difference difference = Difference.of("spec:\n  image: web:1.4.1\n", "spec:\n  image: web:1.4.2\n");

        assertThat(difference.rows()).extracting(Row::kind).containsExactly(Kind.SAME, Kind.CHANGED);
        assertThat(marked(difference.rows().getLast().left())).isEqualTo("1");
        assertThat(marked(difference.rows().getLast().right())).isEqualTo("2");
        assertThat(difference.changes()).isEqualTo(1);
    }

    @Test
    void putsALineThatOnlyOneSideHasBesideNothing() {
        Difference difference = Difference.of("a\nb\nc", "a\nc\nd");

        assertThat(difference.rows()).extracting(Row::kind)
                .containsExactly(Kind.SAME, Kind.LEFT, Kind.SAME, Kind.RIGHT);
        assertThat(difference.rows().get(1).right()).isEmpty();
        assertThat(difference.rows().get(3).left()).isEmpty();
    }

    @Test
    void bothSidesAreWholeWhateverDiffers() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            String left = text(random);
            String right = text(random);

            Difference difference = Difference.of(left, right);

            assertThat(side(difference, true)).isEqualTo(left.lines().toList());
            assertThat(side(difference, false)).isEqualTo(right.lines().toList());
            assertThat(difference.rows()).filteredOn(row -> row.kind() == Kind.SAME)
                    .allMatch(row -> row.left().equals(row.right()));
        }
    }

    @Test
    void equalTextsAndEmptyOnesDifferNowhere() {
        assertThat(Difference.of("a\nb", "a\nb").changes()).isZero();
        assertThat(Difference.of("", "").rows()).isEmpty();
        assertThat(Difference.of("", "a").rows()).extracting(Row::kind).containsExactly(Kind.RIGHT);
    }

    /** What differs everywhere must neither take minutes nor all memory. */
    @Test
    void comparesLongTextsWithoutAnythingInCommon() {
        String left = IntStream.range(0, 3_000).mapToObj(i -> "left " + i).collect(Collectors.joining("\n"));
        String right = IntStream.range(0, 3_000).mapToObj(i -> "right " + i).collect(Collectors.joining("\n"));
        String line = "x,".repeat(500_000);

        assertThat(Difference.of(left, right).changes()).isEqualTo(3_000);
        assertThat(Difference.of(line, line + "y").changes()).isEqualTo(1);
    }

    @Test
    void marksOnlyWhatDiffersInALongLine() {
        String line = "x".repeat(1_000_000);

        Row row = Difference.of(line + "old" + line, line + "new" + line).rows().getFirst();

        assertThat(marked(row.left())).isEqualTo("old");
        assertThat(marked(row.right())).isEqualTo("new");
        assertThat(marked(Difference.of(line, line + "y").rows().getFirst().right())).isEqualTo("y");
        assertThat(marked(Difference.of(line + "xx", line).rows().getFirst().left())).isEqualTo("xx");
    }

    private static String marked(List<Part> parts) {
        return parts.stream().filter(Part::marked).map(Part::text).collect(Collectors.joining("|"));
    }

    private static List<String> side(Difference difference, boolean left) {
        return difference.rows()
                .stream()
                .filter(row -> row.kind() != (left ? Kind.RIGHT : Kind.LEFT))
                .map(row -> (left ? row.left() : row.right()).stream().map(Part::text).collect(Collectors.joining()))
                .toList();
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(_ -> IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> List.of("a", "b.c", "-", " ").get(random.nextInt(4)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
