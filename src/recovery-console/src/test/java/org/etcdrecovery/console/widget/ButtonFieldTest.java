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
}
