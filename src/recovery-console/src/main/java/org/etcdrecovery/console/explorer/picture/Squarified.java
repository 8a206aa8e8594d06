package org.etcdrecovery.console.explorer.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A squarified treemap: it divides an area among weights so that every part is as square as possible. The method is that
 * of Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000): rows along the shorter side, each of which grows for as
 * long as that makes its worst part squarer.
 */
final class Squarified {
    /**
     * The place of a part.
     *
     * @param x the left edge
     * @param y the upper edge
     */
    record Tile(double x, double y, double width, double height) {
        double centerX() {
            return x + width / 2;
        }

        double centerY() {
            return y + height / 2;
        }
    }

    private final List<Tile> tiles = new ArrayList<>();
    /** The area that is still free. */
    private double x;
    private double y;
    private double width;
    private double height;

    private Squarified(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Divides an area.
     *
     * @param weights the weights, none negative, the largest first
     * @return a tile for each weight, in the same order; of no size if there is no area or nothing weighs anything
     */
    static List<Tile> layOut(List<Long> weights, double width, double height) {
        double sum = weights.stream().mapToDouble(Long::doubleValue).sum();
        Squarified layout = new Squarified(Math.max(0, width), Math.max(0, height));
        double area = sum <= 0 ? 0 : layout.width * layout.height / sum;
        List<Double> areas = weights.stream().map(weight -> weight * area).toList();
        int next = 0;
        while (next < areas.size()) {
            int end = layout.endOfRow(areas, next);
            layout.place(areas.subList(next, end));
            next = end;
        }
        return List.copyOf(layout.tiles);
    }

    /** Where the row ends that begins here. */
    private int endOfRow(List<Double> areas, int begin) {
        double side = Math.min(width, height);
        double largest = areas.get(begin);
        double sum = largest;
        double worst = worst(largest, largest, sum, side);
        int end = begin + 1;
        while (end < areas.size()) {
            double area = areas.get(end);
            double next = worst(largest, area, sum + area, side);
            if (next > worst) {
                break;
            }
            worst = next;
            sum += area;
            end++;
        }
        return end;
    }

    /** The worst ratio of sides in a row whose areas are in descending order. */
    private static double worst(double largest, double smallest, double sum, double side) {
        if (smallest <= 0 || side <= 0) {
            return Double.MAX_VALUE;
        }
        double thick = sum / side;
        return Math.max(largest / (thick * thick), thick * thick / smallest);
    }

    private void place(List<Double> row) {
        double sum = row.stream().mapToDouble(Double::doubleValue).sum();
        boolean upright = width >= height;
        double side = upright ? height : width;
        double thick = side <= 0 ? 0 : Math.min(sum / side, upright ? width : height);
        double at = 0;
        for (double area : row) {
            double length = sum <= 0 ? 0 : side * area / sum;
            tiles.add(upright ? new Tile(x, y + at, thick, length) : new Tile(x + at, y, length, thick));
            at += length;
        }
        if (upright) {
            x += thick;
            width -= thick;
        } else {
            y += thick;
            height -= thick;
        }
    }
}
