package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
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

        closeInAPulse(page);

        assertThat(onFx(open::isFocused)).isTrue();
    }

    @Test
    void theFocusIsBackOnWhatWasCovered() throws TimeoutException {
        Closable.mark(part, () -> {
            Blocks.show(part, false);
            Blocks.show(open, true);
        });
        Blocks.show(part, false);
        VBox page = show(() -> new VBox(first, open, part));
        doOnFx(() -> {
            open.requestFocus();
            Blocks.show(part, true);
            inner.requestFocus();
            Blocks.show(open, false);
        });

        closeInAPulse(page);

        await(open::isFocused);
    }

    @Test
    void whatClosesItMayMoveTheFocusItself() throws TimeoutException {
        Closable.mark(part, () -> {
            Blocks.show(part, false);
            first.requestFocus();
        });
        Blocks.show(part, false);
        VBox page = show(() -> new VBox(first, open, part));
        doOnFx(() -> {
            open.requestFocus();
            Blocks.show(part, true);
            inner.requestFocus();
        });

        closeInAPulse(page);

        assertThat(onFx(first::isFocused)).isTrue();
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

    /** Closes in a pulse, before JavaFX looks whether the focus is on a hidden node, and waits for the next one. */
    private void closeInAPulse(VBox page) throws TimeoutException {
        AtomicBoolean closed = new AtomicBoolean();
        doOnFx(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                closed.set(Closable.closeTopmost(page));
            }
        }.start());
        await(closed::get);
        awaitPainted();
    }
}
