package org.etcdrecovery.console.explorer.picture;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/**
 * Bars of two parts, one upon the other, above a line. Some of the first bars may be marked as incomplete. The arrow keys
 * move from bar to bar.
 */
public final class Histogram extends VBox {
    private static final int UPPER = 1;
    private static final int MARKED = 2;
    private static final int INK = 3;
    private static final double WIDEST = 40;

    /**
     * A bar.
     *
     * @param lower       the lower part
     * @param upper       the part upon it
     * @param marked      whether it is marked as incomplete
     * @param description all that is to be said about it
     */
    public record Bar(long lower, long upper, boolean marked, String description) {}

    private final DrawnSurface surface = new DrawnSurface("histogram", this::draw, this::draw, this::pressed);
    private final Legend legend;
    private List<Bar> bars = List.of();
    private int chosen;
    private IntConsumer whenChosen = _ -> {};

    /**
     * @param lower  what the lower parts are
     * @param upper  what the upper parts are
     * @param marked what the mark means
     */
    public Histogram(String lower, String upper, String marked) {
        super(10);
        getStyleClass().add("histogram");
        legend = new Legend(List.of("bar-lower", "bar-upper", "bar-marked", "picture-ink"));
        legend.name(0, lower);
        legend.name(UPPER, upper);
        legend.name(MARKED, marked);
        legend.show(INK, false);
        legend.onChange(this::draw);
        surface.onClicked((point, _) -> {
            if (!bars.isEmpty()) {
                choose((int) (point.getX() / step()));
            }
        });
        getChildren().setAll(surface, legend);
    }

    /** Sets what happens when a bar is chosen. */
    public void onChosen(IntConsumer action) {
        whenChosen = action;
    }

    /** Shows these bars, with the last one chosen. */
    public void show(List<Bar> now) {
        bars = List.copyOf(now);
        legend.show(MARKED, bars.stream().anyMatch(Bar::marked));
        choose(bars.size() - 1);
    }

    private void pressed(KeyEvent event) {
        int to = switch (event.getCode()) {
            case KeyCode.LEFT -> chosen - 1;
            case KeyCode.RIGHT -> chosen + 1;
            case KeyCode.HOME -> 0;
            case KeyCode.END -> bars.size() - 1;
            default -> -1;
        };
        if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT || to >= 0) {
            choose(to);
            event.consume();
        }
    }

    private void choose(int bar) {
        chosen = Math.clamp(bar, 0, Math.max(0, bars.size() - 1));
        if (!bars.isEmpty()) {
            surface.say(bars.get(chosen).description());
            whenChosen.accept(chosen);
        }
        draw();
    }

    private double step() {
        return Math.min(WIDEST, surface.drawnWidth() / Math.max(1, bars.size()));
    }

    private void draw() {
        GraphicsContext on = surface.clear();
        double height = surface.drawnHeight() - 1;
        double step = step();
        double gap = step > 4 ? 1 : 0;
        double tallest = bars.stream().mapToLong(bar -> bar.lower() + bar.upper()).max().orElse(0);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double x = i * step;
            if (bar.marked()) {
                on.setFill(legend.paint(MARKED));
                on.fillRect(x, 0, step, height);
            }
            double lower = tallest == 0 ? 0 : tall(bar.lower(), tallest, height);
            double upper = tallest == 0 ? 0 : tall(bar.upper(), tallest, height);
            on.setFill(legend.paint(0));
            on.fillRect(x, height - lower, step - gap, lower);
            on.setFill(legend.paint(UPPER));
            on.fillRect(x, height - lower - upper, step - gap, upper);
        }
        on.setFill(legend.paint(INK));
        on.fillRect(0, height, step * bars.size(), 1);
        if (!bars.isEmpty()) {
            on.setStroke(legend.paint(INK));
            on.setLineWidth(surface.isFocused() ? 2 : 1);
            on.strokeRect(chosen * step + 0.5, 0.5, Math.max(1, step - gap - 1), height - 1);
        }
    }

    /** A part that is there is seen. */
    private static double tall(long amount, double tallest, double height) {
        return amount == 0 ? 0 : Math.max(1, (height - 2) * amount / tallest);
    }
}
