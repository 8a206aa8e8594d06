package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellGridTest {
    @ParameterizedTest
    @CsvSource({"0, 10, 600, 400", "0, 600, 600, 400", "0, 2097152, 700, 500", "4096, 1000, 333, 77", "7, 1, 5, 5",
            "0, 0, 600, 400", "0, 50, 0, 0"})
    void hasAPlaceForEveryPage(int first, int count, double width, double height) {
        CellGrid grid = CellGrid.of(first, count, width, height);

        int next = first;
        for (int cell = 0; cell < grid.cells(); cell++) {
            assertThat(grid.from(cell)).isEqualTo(next);
            assertThat(grid.to(cell)).isGreaterThan(next);
            assertThat(grid.of(next)).isEqualTo(cell);
            next = grid.to(cell);
            if (width > 8 && height > 8) {
                assertThat(grid.x(cell) + grid.cell()).isLessThanOrEqualTo(width);
                assertThat(grid.y(cell) + grid.cell()).isLessThanOrEqualTo(height);
                assertThat(grid.at(grid.x(cell) + 1, grid.y(cell) + 1)).hasValue(cell);
            }
        }
        assertThat(next).isEqualTo(first + count);
    }

    @Test
    void aSquareIsForOnePageIfThereIsSpace() {
        assertThat(CellGrid.of(0, 600, 600, 400).perCell()).isEqualTo(1);
        assertThat(CellGrid.of(0, 524_288, 1_200, 500).perCell()).isBetween(50, 60);
    }

    @Test
    void arrowKeysMoveWithinTheGrid() {
        CellGrid grid = CellGrid.of(0, 25, 440, 440);
        assertThat(grid.columns()).isEqualTo(10);

        assertThat(grid.moved(0, Direction.LEFT)).isZero();
        assertThat(grid.moved(0, Direction.UP)).isZero();
        assertThat(grid.moved(0, Direction.DOWN)).isEqualTo(10);
        assertThat(grid.moved(9, Direction.RIGHT)).isEqualTo(10);
        assertThat(grid.moved(18, Direction.DOWN)).as("below is no page").isEqualTo(18);
        assertThat(grid.at(439, 100)).as("behind the last page").isEmpty();
    }
}
