package org.etcdrecovery.console.explorer.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.CellSkinBase;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowFlowTest extends ScreenTest {
    private static final double ROW = 20;
    private static final int MILLIONS = 3_000_000;

    private final RowFlow<Line> flow = new RowFlow<>(ROW, Line::new);
    private int filled;

    private final class Line extends IndexedCell<String> {
        @Override
        public void updateIndex(int index) {
            super.updateIndex(index);
            filled++;
        }

        @Override
        protected Skin<?> createDefaultSkin() {
            return new CellSkinBase<>(this);
        }
    }

    @BeforeEach
    void open() {
        show(() -> {
            flow.setMaxSize(200, 10 * ROW);
            return new StackPane(flow);
        });
    }

    @Test
    void millionsOfRowsHaveTheCellsOfThoseInSight() {
        rows(MILLIONS);
        assertThat(shown()).containsExactlyElementsOf(range(0, 11));

        change(() -> flow.reveal(MILLIONS - 1));
        assertThat(shown()).containsExactlyElementsOf(range(MILLIONS - 10, MILLIONS));
        assertThat(bottom(MILLIONS - 1)).isEqualTo(10 * ROW);
        assertThat(flow.page()).isEqualTo(9);
        assertThat(flow.cells()).allSatisfy(
                cell -> assertThat(cell.getWidth()).isEqualTo(200 - flow.bar().getWidth()).isPositive());
    }

    @Test
    void revealingScrollsNoFurtherThanNeeded() {
        rows(MILLIONS);
        change(() -> flow.reveal(5));
        assertThat(flow.bar().getValue()).as("already in sight").isZero();
        change(() -> flow.reveal(10));
        assertThat(flow.bar().getValue()).as("below").isEqualTo(ROW);
        change(() -> flow.reveal(500));
        change(() -> flow.reveal(400));
        assertThat(flow.bar().getValue()).as("above").isEqualTo(400 * ROW);
    }

    @Test
    void scrollingFillsOnlyWhatComesIntoSight() {
        rows(MILLIONS);
        filled = 0;
        wheel(-ROW);
        assertThat(shown()).containsExactlyElementsOf(range(1, 12));
        assertThat(filled).isEqualTo(1);
    }

    @Test
    void itScrollsNoFurtherThanTheRowsAndFollowsWhenTheyBecomeFewer() {
        rows(MILLIONS);
        wheel(ROW);
        assertThat(shown()).containsExactlyElementsOf(range(0, 11));
        change(() -> flow.reveal(MILLIONS - 1));
        wheel(-ROW);
        assertThat(shown()).containsExactlyElementsOf(range(MILLIONS - 10, MILLIONS));

        rows(3);
        assertThat(shown()).containsExactly(0, 1, 2);
        assertThat(flow.bar().isVisible()).isFalse();
        rows(0);
        assertThat(shown()).isEmpty();
    }

    private void rows(int count) {
        change(() -> flow.show(count));
    }

    private void wheel(double pixels) {
        change(() -> flow.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, 0, 0, 0, 0, false, false, false, false, false,
                false, 0, pixels, 0, pixels, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
    }

    private void change(Runnable act) {
        doOnFx(() -> {
            act.run();
            flow.applyCss();
            flow.layout();
        });
    }

    private List<Integer> shown() {
        return onFx(() -> flow.cells().stream().map(Line::getIndex).filter(row -> row >= 0).sorted().toList());
    }

    private double bottom(int row) {
        return onFx(() -> flow.cells()
                .stream()
                .filter(cell -> cell.getIndex() == row)
                .mapToDouble(cell -> cell.getBoundsInParent().getMaxY())
                .sum());
    }

    private static List<Integer> range(int first, int end) {
        return IntStream.range(first, end).boxed().toList();
    }
}
