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
        VBox page = opened(() -> Blocks.show(part, false));
        assertThat(onFx(inner::isFocused)).isTrue();

        closeInAPulse(page);

        assertThat(onFx(open::isFocused)).isTrue();
    }

    @Test
    void theFocusIsBackOnWhatWasCovered() throws TimeoutException {
        VBox page = opened(() -> {
            Blocks.show(part, false);
            Blocks.show(open, true);
        });
        doOnFx(() -> Blocks.show(open, false));

        closeInAPulse(page);

        await(open::isFocused);
    }

    @Test
    void theFirstControlHasTheFocusIfWhatHadItCannot() throws TimeoutException {
        VBox page = opened(() -> Blocks.show(part, false));
        doOnFx(() -> open.setDisable(true));

        closeInAPulse(page);

        await(first::isFocused);
    }

    @Test
    void whatClosesItMayMoveTheFocusItself() throws TimeoutException {
        VBox page = opened(() -> {
            Blocks.show(part, false);
            first.requestFocus();
        });

        closeInAPulse(page);

        assertThat(onFx(first::isFocused)).isTrue();
    }

    @Test
    void whoIsElsewhereMeanwhileStaysThere() throws TimeoutException {
        VBox page = opened(() -> Blocks.show(part, false));
        doOnFx(first::requestFocus);

        closeInAPulse(page);

        assertThat(onFx(first::isFocused)).isTrue();
    }

    /** A page on which a part was opened, which then got the focus. */
    private VBox opened(Runnable close) {
        Closable.mark(part, close);
        Blocks.show(part, false);
        VBox page = show(() -> new VBox(first, open, part));
        doOnFx(() -> {
            open.requestFocus();
            Blocks.show(part, true);
            inner.requestFocus();
        });
        return page;
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
