package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.etcdrecovery.console.explorer.picture.Squarified.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquarifiedTest {
    /** The example of the paper: weights 6 6 4 3 2 2 1 in a rectangle of 6 by 4. */
    @Test
    void laysOutTheExampleOfThePaper() {
        List<Tile> tiles = Squarified.layOut(List.of(6L, 6L, 4L, 3L, 2L, 2L, 1L), 6, 4);

        assertThat(tiles.get(0)).isEqualTo(new Tile(0, 0, 3, 2));
        assertThat(tiles.get(1)).isEqualTo(new Tile(0, 2, 3, 2));
        assertThat(tiles.get(2).width()).isCloseTo(1.714, within(0.001));
        assertThat(tiles.get(2).height()).isCloseTo(2.333, within(0.001));
        assertThat(tiles.get(3).y()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 500, 300", "2, 500, 300", "40, 433, 350", "200, 300, 900", "40, 1, 900"})
    void fillsTheAreaWithoutOverlaps(int count, double width, double height) {
        Random random = new Random(count);
        List<Long> weights = IntStream.range(0, count)
                .mapToObj(_ -> (long) Math.pow(10, random.nextDouble() * 6) + 1)
                .sorted(Comparator.reverseOrder())
                .toList();

        List<Tile> tiles = Squarified.layOut(weights, width, height);

        double sum = weights.stream().mapToDouble(Long::doubleValue).sum();
        assertThat(tiles).hasSize(count);
        for (int i = 0; i < count; i++) {
            Tile tile = tiles.get(i);
            assertThat(tile.width() * tile.height()).isCloseTo(weights.get(i) / sum * width * height,
                    within(width * height * 1e-6));
            assertThat(tile.x()).isGreaterThanOrEqualTo(0);
            assertThat(tile.x() + tile.width()).isLessThanOrEqualTo(width + 1e-6);
            assertThat(tile.y() + tile.height()).isLessThanOrEqualTo(height + 1e-6);
        }
        assertThat(overlaps(tiles)).isEmpty();
    }

    private static List<String> overlaps(List<Tile> tiles) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i++) {
            for (int j = i + 1; j < tiles.size(); j++) {
                Tile a = tiles.get(i);
                Tile b = tiles.get(j);
                double across = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
                double down = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
                if (across > 1e-6 && down > 1e-6) {
                    found.add(a + " and " + b);
                }
            }
        }
        return found;
    }

    @Test
    void givesNothingAPlaceWithoutASize() {
        assertThat(Squarified.layOut(List.of(), 100, 100)).isEmpty();
        assertThat(Squarified.layOut(List.of(0L, 0L), 100, 100)).allMatch(tile -> tile.width() * tile.height() == 0);
        assertThat(Squarified.layOut(List.of(5L, 0L), 100, 100)).first().isEqualTo(new Tile(0, 0, 100, 100));
        assertThat(Squarified.layOut(List.of(5L, 1L), 0, -3)).allMatch(tile -> tile.width() * tile.height() == 0);
    }

    @Test
    void keepsPartsNearlySquare() {
        List<Tile> tiles = Squarified.layOut(IntStream.range(0, 30).mapToObj(_ -> 7L).toList(), 600, 500);

        assertThat(tiles).allMatch(tile -> tile.width() / tile.height() < 2 && tile.height() / tile.width() < 2);
    }
}
