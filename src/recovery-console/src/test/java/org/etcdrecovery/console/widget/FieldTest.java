package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FieldTest extends ScreenTest {
    private final StringProperty problem = new SimpleStringProperty("");
    private final StringProperty warning = new SimpleStringProperty("");
    private final TextField control = new TextField();
    private Field field;

    @BeforeEach
    void open() {
        field = show(() -> new Field("Name", control).hint("a hint").problem(problem).warning(warning));
    }

    @Test
    void showsAProblemBeforeAWarningAndAWarningBeforeTheHint() {
        assertThat(below()).isEqualTo("a hint");
        doOnFx(() -> warning.set("a warning"));
        assertThat(below()).isEqualTo("a warning");
        doOnFx(() -> problem.set("a problem"));
        assertThat(below()).isEqualTo("a problem");
        doOnFx(() -> problem.set(""));
        assertThat(below()).isEqualTo("a warning");
    }

    @Test
    void marksOnlyAControlWithAProblem() {
        doOnFx(() -> warning.set("a warning"));
        assertThat(isWrong()).isFalse();
        doOnFx(() -> problem.set("a problem"));
        assertThat(isWrong()).isTrue();
        doOnFx(() -> problem.set(""));
        assertThat(isWrong()).isFalse();
    }

    @Test
    void tellsAScreenReaderWhatItShows() {
        doOnFx(() -> problem.set("bad\u001b value"));

        assertThat(control.getAccessibleText()).isEqualTo("Name");
        assertThat(control.getAccessibleHelp()).isEqualTo("bad\\x1b value").isEqualTo(below());
    }

    @Test
    void takesNoSpaceForAnEmptyText() {
        doOnFx(() -> field.hint(""));

        assertThat(label().isVisible()).isFalse();
        assertThat(label().isManaged()).isFalse();
    }

    private boolean isWrong() {
        return control.getPseudoClassStates().contains(PseudoClass.getPseudoClass("wrong"));
    }

    private String below() {
        return label().getText();
    }

    private Label label() {
        return (Label) field.getChildren().getLast();
    }
}
