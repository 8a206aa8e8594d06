package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.text.Text;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest extends ScreenTest {
    @Test
    void setsMarkedWordsApart() {
        RichText text = text("Run **all** of `etcdctl member list` now");

        assertThat(pieces(text)).containsExactly("Run /plain", "all/strong", " of /plain", "etcdctl member list/mono",
                " now/plain");
        assertThat(text.plainText()).isEqualTo("Run all of etcdctl member list now")
                .isEqualTo(
                        text.getAccessibleText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"**open", "2 * 3 ** 4", "`open", "", "``"})
    void leavesSingleMarksAlone(String words) {
        assertThat(text(words).plainText()).isEqualTo(words);
    }

    @Test
    void escapesWhatCannotBeSeen() {
        assertThat(text("a\u001b[31m\u202e**b**").plainText()).isEqualTo("a\\x1b[31m\\u202eb");
    }

    private RichText text(String marked) {
        return onFx(() -> new RichText(marked));
    }

    private static List<String> pieces(RichText text) {
        return text.getChildren()
                .stream()
                .map(Text.class::cast)
                .map(piece -> piece.getText() + "/" + piece.getStyleClass().getLast())
                .toList();
    }
}
