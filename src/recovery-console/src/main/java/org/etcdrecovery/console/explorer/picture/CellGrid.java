package org.etcdrecovery.console.explorer.picture;

import java.util.OptionalInt;

/**
 * A grid of equal square cells for a range of pages, in reading order. If there are more pages than fit, a cell is for
 * several in a row.
 *
 * @param first   the first page
 * @param count   the number of pages
 * @param columns the cells in a row
 * @param cell    the side of a cell, with the gap to the next one
 * @param perCell the pages in a cell; the last one may have fewer
 */
record CellGrid(int first, int count, int columns, double cell, int perCell) {
    private static final double LARGEST = 44;
    private static final double SMALLEST = 8;

    /** The grid that fills an area with cells as large as possible. */
    static CellGrid of(int first, int count, double width, double height) {
        for (double cell = LARGEST; cell > SMALLEST; cell -= 2) {
            if (capacity(width, height, cell) >= count) {
                return new CellGrid(first, count, columns(width, cell), cell, 1);
            }
        }
        long fitting = Math.max(1, capacity(width, height, SMALLEST));
        int perCell = Math.toIntExact(Math.max(1, Math.ceilDiv(count, fitting)));
        return new CellGrid(first, count, columns(width, SMALLEST), SMALLEST, perCell);
    }

    private static int columns(double width, double cell) {
        return Math.max(1, (int) (width / cell));
    }

    private static long capacity(double width, double height, double cell) {
        return (long) columns(width, cell) * Math.max(1, (int) (height / cell));
    }

    int cells() {
        return Math.ceilDiv(count, perCell);
    }

    double x(int index) {
        return cell * (index % columns);
    }

    double y(int index) {
        int row = index / columns;
        return cell * row;
    }

    /** The cell at a point; empty outside of all cells. */
    OptionalInt at(double x, double y) {
        int column = (int) (x / cell);
        int row = (int) (y / cell);
        int index = row * columns + column;
        return x < 0 || y < 0 || column >= columns || index >= cells() ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The first page of a cell. */
    int from(int index) {
        return first + index * perCell;
    }

    /** The page after the last one of a cell. */
    int to(int index) {
        return Math.min(first + count, from(index) + perCell);
    }

    /** The cell of a page. */
    int of(int page) {
        return (page - first) / perCell;
    }

    /** The cell that an arrow key leads to; the same one at the edge. */
    int moved(int index, Direction direction) {
        int to = switch (direction) {
            case LEFT -> index - 1;
            case RIGHT -> index + 1;
            case UP -> index - columns;
            case DOWN -> index + columns;
        };
        return to < 0 || to >= cells() ? index : to;
    }
}
