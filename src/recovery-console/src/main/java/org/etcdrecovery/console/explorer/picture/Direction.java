package org.etcdrecovery.console.explorer.picture;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.explorer.picture.Squarified.Tile;

/** The direction of an arrow key, and the tile that it leads to. */
enum Direction {
    LEFT, RIGHT, UP, DOWN;

    /** How much a step aside counts against a step in the direction. */
    private static final double ASIDE = 2;
    private static final double TOUCH = 0.5;

    /** The direction of a key; empty if it is no arrow key. */
    static Optional<Direction> of(KeyCode code) {
        return switch (code) {
            case LEFT, KP_LEFT -> Optional.of(LEFT);
            case RIGHT, KP_RIGHT -> Optional.of(RIGHT);
            case UP, KP_UP -> Optional.of(UP);
            case DOWN, KP_DOWN -> Optional.of(DOWN);
            default -> Optional.empty();
        };
    }

    /** The nearest tile in this direction; empty at the edge. */
    OptionalInt from(int tile, List<Tile> tiles) {
        Tile from = tiles.get(tile);
        return IntStream.range(0, tiles.size())
                .filter(other -> other != tile && isBeyond(from, tiles.get(other)))
                .boxed()
                .min(Comparator.comparingDouble(other -> distance(from, tiles.get(other))))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private boolean isBeyond(Tile from, Tile to) {
        if (to.width() <= 0 || to.height() <= 0) {
            return false;
        }
        return switch (this) {
            case LEFT -> to.x() + to.width() <= from.x() + TOUCH;
            case RIGHT -> to.x() >= from.x() + from.width() - TOUCH;
            case UP -> to.y() + to.height() <= from.y() + TOUCH;
            case DOWN -> to.y() >= from.y() + from.height() - TOUCH;
        };
    }

    private double distance(Tile from, Tile to) {
        double across = switch (this) {
            case LEFT -> from.x() - to.x() - to.width();
            case RIGHT -> to.x() - from.x() - from.width();
            case UP -> from.y() - to.y() - to.height();
            case DOWN -> to.y() - from.y() - from.height();
        };
        boolean sideways = this == LEFT || this == RIGHT;
        double aside = sideways
                ? gap(from.y(), from.height(), to.y(), to.height(), from.centerY())
                : gap(from.x(), from.width(), to.x(), to.width(), from.centerX());
        return Math.max(0, across) + ASIDE * aside;
    }

    /** How far the middle of one is from the other, measured along the edge between them. */
    private static double gap(double from, double fromLength, double to, double toLength, double middle) {
        double nearest = Math.clamp(middle, to, to + toLength);
        boolean overlaps = to < from + fromLength && from < to + toLength;
        return Math.abs(middle - nearest) * (overlaps ? 1 : ASIDE);
    }
}
