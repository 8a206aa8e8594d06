package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Pane;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.widget.StatStrip.Stat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatStripTest extends ScreenTest {
    private StatStrip strip;

    @BeforeEach
    void open() {
        strip = show(StatStrip::new);
        showStats(stat("keys", "–"), stat("revision", "1\u00a0234\u00a0567"));
    }

    @Test
    void aClickCopiesTheNumberWithoutItsGroups() {
        clickOn("#revision");

        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("1234567");
    }

    @Test
    void aFigureThatArrivesKeepsItsNode() {
        Button before = lookup("#keys").query();
        clickOn(before);

        showStats(stat("keys", "78"), stat("revision", "1\u00a0234\u00a0567"));

        assertThat(lookup("#keys").queryButton()).isSameAs(before);
        assertThat(before.getText()).isEqualTo("78");
        assertThat(before.isFocused()).isTrue();
        assertThat(before.getAccessibleText()).isEqualTo("Label of keys 78, click to copy");
    }

    @Test
    void otherFiguresReplaceTheOldOnes() {
        showStats(stat("size", "4 MB"));

        assertThat(lookup("#keys").tryQuery()).isEmpty();
        assertThat(lookup("#size").queryButton().getText()).isEqualTo("4 MB");
    }

    /** The captions of a strip, and its notes, are each in one line whatever font and size the figures have. */
    @Test
    void figuresOfEveryFontTakeTheSameHeight() {
        doOnFx(() -> strip.setStats(List.of(new Stat("id", "ID", "3e6fcc6834e774d6", "a note", true),
                new Stat("revision", "Revision", "1\u00a0000\u00a0000\u00a0320", "a note", false),
                new Stat("hash", "Hash", "3855143337", "a note", true),
                new Stat("version", "Version", "3.6", "a note", false)), "copy"));

        List<Double> notes = onFx(() -> {
            strip.applyCss();
            strip.layout();
            return strip.getChildren()
                    .stream()
                    .map(cell -> ((Pane) cell).getChildren().getLast().getBoundsInParent().getMinY())
                    .distinct()
                    .toList();
        });
        assertThat(notes).hasSize(1);
        assertThat(onFx(() -> ((Labeled) lookup("#revision").query()).getFont().getSize()))
                .isEqualTo(onFx(() -> ((Labeled) lookup("#version").query()).getFont().getSize()));
    }

    private void showStats(Stat... stats) {
        doOnFx(() -> strip.setStats(List.of(stats), "click to copy"));
    }

    private static Stat stat(String id, String value) {
        return new Stat(id, "Label of " + id, value, "a note", false);
    }
}
