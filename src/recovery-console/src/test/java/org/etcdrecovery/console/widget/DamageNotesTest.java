package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;

class DamageNotesTest extends ScreenTest {
    private final DamageNotes notes = new DamageNotes();

    @Test
    void whatItMeansComesBeforeSomeOfThePlaces() {
        show(() -> notes);
        doOnFx(() -> notes.show("Keys may be missing.", places(5)));
        assertThat(onFx(() -> lookup(".label").<Labeled>queryAll().stream().map(Labeled::getText).toList()))
                .filteredOn(text -> !text.isEmpty())
                .satisfiesExactly(meaning -> assertThat(meaning).isEqualTo("Keys may be missing."),
                        first -> assertThat(first).startsWith("page 0: "),
                        second -> assertThat(second).startsWith("page 1: "),
                        third -> assertThat(third).startsWith("page 2: "),
                        more -> assertThat(more).isEqualTo("and 2 more"));

        doOnFx(() -> notes.show("Keys may be missing.", List.of()));
        assertThat(onFx(notes::isVisible)).as("a sound file").isFalse();
    }

    /** A table below them takes all the space that it gets. */
    @Test
    void noLineLiesOverAnother() {
        show(() -> {
            Region table = new Region();
            table.setPrefHeight(2000);
            VBox.setVgrow(table, Priority.ALWAYS);
            VBox both = new VBox(notes, table);
            both.setMaxSize(300, 400);
            notes.show("Keys may be missing.", places(3));
            return both;
        });

        List<Bounds> lines = onFx(() -> notes.getChildren().stream().map(Node::getBoundsInParent).toList());
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i).getMinY()).isGreaterThanOrEqualTo(lines.get(i - 1).getMaxY());
        }
        assertThat(onFx(() -> notes.getChildren().stream().map(Region.class::cast).toList())).allSatisfy(
                line -> assertThat(line.getHeight()).isGreaterThanOrEqualTo(onFx(() -> line.prefHeight(300))));
    }

    private static List<String> places(int count) {
        return IntStream.range(0, count).mapToObj(page -> "page " + page + ": " + "words ".repeat(12)).toList();
    }
}
