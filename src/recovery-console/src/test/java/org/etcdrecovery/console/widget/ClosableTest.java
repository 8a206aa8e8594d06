package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;

class ClosableTest extends ScreenTest {
    private final Button first = new Button("first");
    private final Button open = new Button("open");
    private final Button inner = new Button("inner");
    private final VBox part = new VBox(inner);

    @Test
    void theFocusIsBackWhereItWasBefore() throws TimeoutException {
        Closable.mark(part, () -> Blocks.show(part, false));
        Blocks.show(part, false);
        VBox page = show(() -> new VBox(first, open, part));
        doOnFx(() -> {
            open.requestFocus();
            Blocks.show(part, true);
            inner.requestFocus();
        });
        assertThat(onFx(inner::isFocused)).isTrue();

        assertThat(onFx(() -> Closable.closeTopmost(page))).isTrue();

        await(open::isFocused);
    }

    @Test
    void whoIsElsewhereMeanwhileStaysThere() {
        Closable.mark(part, () -> Blocks.show(part, false));
        Blocks.show(part, false);
        VBox page = show(() -> new VBox(first, open, part));
        doOnFx(() -> {
            open.requestFocus();
            Blocks.show(part, true);
            first.requestFocus();
        });

        doOnFx(() -> Closable.closeTopmost(page));
        doOnFx(() -> {});

        assertThat(onFx(first::isFocused)).isTrue();
    }
}
