package org.etcdrecovery.console.explorer.keys;

import atlantafx.base.controls.ProgressSliderSkin;
import atlantafx.base.theme.Styles;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** Chooses a revision that a file holds: by a slider, or typed. */
final class RevisionBar extends HBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final int PAGES = 50;

    private final Texts texts = Texts.of("explorer");
    private final Slider slider = new Slider(0, 0, 0);
    private final TextField field = new TextField();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Long> revision;
    private long oldest;
    private long last;
    private boolean showing;

    /** @param revision the chosen revision */
    RevisionBar(ObjectProperty<Long> revision) {
        super(10);
        this.revision = revision;
        setAlignment(Pos.CENTER_RIGHT);
        Label label = Blocks.muted(texts.get("asOf"));
        label.setLabelFor(field);
        label.setMinWidth(USE_PREF_SIZE);
        slider.setId("revisionSlider");
        slider.getStyleClass().add(Styles.SMALL);
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setAccessibleText(texts.get("asOf"));
        slider.setBlockIncrement(1);
        slider.setPrefWidth(220);
        slider.setMinWidth(80);
        field.setId("revisionField");
        field.getStyleClass().add("mono");
        field.setAccessibleText(texts.get("asOf"));
        field.setPrefWidth(112);
        field.setMinWidth(112);
        getChildren().setAll(label, slider, field);
        slider.valueProperty().subscribe((_, now) -> {
            if (!showing) {
                choose(Math.round(now.doubleValue()));
            }
        });
        slider.addEventFilter(KeyEvent.KEY_PRESSED, this::turnPage);
        field.setOnAction(_ -> commit());
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                commit();
            }
        });
        revision.subscribe(_ -> show());
    }

    /** Sets the range that the file holds. */
    void setRange(long from, long to) {
        oldest = from;
        last = to;
        showing = true;
        slider.setMin((double) from);
        slider.setMax((double) Math.max(to, from));
        showing = false;
        slider.setDisable(from >= to);
        show();
    }

    /** What is wrong with what was typed; empty if nothing is. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    private void choose(long wanted) {
        say("");
        revision.set(Math.clamp(wanted, oldest, Math.max(oldest, last)));
    }

    private void commit() {
        OptionalLong typed = RevisionText.parse(field.getText());
        if (typed.isPresent() && typed.getAsLong() >= oldest && typed.getAsLong() <= last) {
            choose(typed.getAsLong());
            show();
        } else {
            say(texts.get("asOf.outside", Quantities.number(oldest), Quantities.number(last)));
        }
    }

    private void say(String words) {
        problem.set(words);
        field.pseudoClassStateChanged(WRONG, !words.isEmpty());
    }

    private void show() {
        showing = true;
        slider.setValue((double) revision.get());
        showing = false;
        field.setText(Quantities.number(revision.get()));
    }

    private void turnPage(KeyEvent event) {
        long step = Math.max(1, (last - oldest) / PAGES);
        if (event.getCode() == KeyCode.PAGE_UP) {
            choose(revision.get() + step);
        } else if (event.getCode() == KeyCode.PAGE_DOWN) {
            choose(revision.get() - step);
        } else {
            return;
        }
        event.consume();
    }
}
