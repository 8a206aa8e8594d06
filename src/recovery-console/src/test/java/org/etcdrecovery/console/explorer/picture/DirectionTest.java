package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.etcdrecovery.console.explorer.picture.Squarified.Tile;
import org.junit.jupiter.api.Test;

class DirectionTest {
    /** One large tile on the left, two beside it, one below all. */
    private static final List<Tile> TILES = List.of(new Tile(0, 0, 60, 80), new Tile(60, 0, 40, 50),
            new Tile(60, 50, 40, 30), new Tile(0, 80, 100, 20));

    @Test
    void leadsToTheNeighbourThatIsSeenThere() {
        assertThat(Direction.RIGHT.from(0, TILES)).hasValue(1);
        assertThat(Direction.DOWN.from(1, TILES)).hasValue(2);
        assertThat(Direction.LEFT.from(2, TILES)).hasValue(0);
        assertThat(Direction.DOWN.from(0, TILES)).hasValue(3);
        assertThat(Direction.DOWN.from(2, TILES)).hasValue(3);
        assertThat(Direction.UP.from(3, TILES)).hasValue(0);
    }

    @Test
    void staysAtTheEdge() {
        assertThat(Direction.LEFT.from(0, TILES)).isEmpty();
        assertThat(Direction.UP.from(1, TILES)).isEmpty();
        assertThat(Direction.DOWN.from(3, TILES)).isEmpty();
    }

    @Test
    void reachesEveryTile() {
        List<Tile> tiles = Squarified.layOut(LongStream.iterate(100_000, w -> w > 40, w -> w * 4 / 5).boxed().toList(),
                433, 350);
        Set<Integer> reached = new HashSet<>(Set.of(0));
        Deque<Integer> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            int tile = next.pop();
            for (Direction direction : Direction.values()) {
                direction.from(tile, tiles).ifPresent(to -> {
                    if (reached.add(to)) {
                        next.push(to);
                    }
                });
            }
        }

        assertThat(reached).hasSameSizeAs(tiles);
    }
}
