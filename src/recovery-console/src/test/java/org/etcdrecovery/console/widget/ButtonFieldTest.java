package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;

class ButtonFieldTest extends ScreenTest {
    private final SimpleStringProperty path = new SimpleStringProperty("");
    private final AtomicInteger entered = new AtomicInteger();

    @Test
    void choosingIsNotEntering() {
        show(() -> {
            ButtonField field = ButtonField.path("etcd", "Choose", path, () -> Optional.of("/opt/etcd"));
            field.setOnAction(_ -> entered.incrementAndGet());
            return new StackPane(field);
        });

        clickOn("#browse-etcd");
        assertThat(path.get()).isEqualTo("/opt/etcd");
        assertThat(entered).hasValue(0);

        clickOn("#etcd").type(KeyCode.ENTER);
        assertThat(entered).hasValue(1);
    }

    /** The focus is on the button: a key must not change a token or a path. */
    @Test
    void keysOfTheButtonEditNothing() {
        path.set("/srv/etcd");
        show(() -> new StackPane(ButtonField.path("etcd", "Choose", path, Optional::empty)));
        doOnFx(() -> lookup("#browse-etcd").query().requestFocus());

        write("zz").type(KeyCode.HOME).type(KeyCode.DELETE).type(KeyCode.END).type(KeyCode.BACK_SPACE);

        assertThat(path.get()).isEqualTo("/srv/etcd");
    }

    /** The end of a path says which file it is. */
    @Test
    void aLongPathShowsItsBeginningAndItsEndUntilItIsEdited() throws TimeoutException {
        path.set("/srv/backups/of/the/cluster/in/frankfurt/" + "a-long-directory/".repeat(5) + "snapshot.db");
        ButtonField field = show(() -> {
            ButtonField made = ButtonField.path("etcd", "Choose", path, Optional::empty);
            made.setMaxWidth(300);
            return new StackPane(made);
        }).getChildren().stream().map(ButtonField.class::cast).findFirst().orElseThrow();
        Label ends = lookup(".both-ends").query();
        doOnFx(() -> field.getParent().requestFocus());

        assertComesToRest("a long path");
        assertThat(onFx(ends::isVisible)).isTrue();
        assertThat(visibleText(ends)).startsWith("/srv/").contains("...").endsWith("snapshot.db");
        assertThat(field.getTooltip().getText()).isEqualTo(path.get());
        assertThat(ends.getBoundsInParent().getMaxX())
                .isLessThanOrEqualTo(field.button().getParent().getBoundsInParent().getMinX());

        clickOn(field);
        assertThat(onFx(ends::isVisible)).as("while it is edited").isFalse();
        doOnFx(() -> path.set("/srv/short.db"));
        doOnFx(() -> field.getParent().requestFocus());
        assertThat(onFx(ends::isVisible)).as("what fits").isFalse();
    }

    private String visibleText(Label label) {
        return onFx(() -> ((Text) label.lookup(".text")).getText());
    }
}
