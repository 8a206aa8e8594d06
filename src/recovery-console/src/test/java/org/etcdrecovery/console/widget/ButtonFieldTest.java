package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
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
}
