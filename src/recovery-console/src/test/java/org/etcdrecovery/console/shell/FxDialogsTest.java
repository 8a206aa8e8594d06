package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.junit.jupiter.api.Test;

class FxDialogsTest extends ScreenTest {
    /** An answer after that would stop nothing, or something else. */
    @Test
    void theQuestionWhetherToStopGoesAwayWithTheWork() throws TimeoutException {
        show(StackPane::new);
        BooleanProperty running = new SimpleBooleanProperty(true);
        AtomicReference<Boolean> stop = new AtomicReference<>();
        int before = onFx(Window.getWindows()::size);
        doOnFx(() -> Platform.runLater(() -> {
            FxDialogs dialogs = new FxDialogs(stage(), TestTools.direct().memory(), _ -> {});
            stop.set(dialogs.confirmStop("The console is still working", "", running, "Stop it", "Keep it running"));
        }));
        await(() -> Window.getWindows().size() > before);
        assertThat(stop.get()).isNull();

        doOnFx(() -> running.set(false));

        await(() -> stop.get() != null);
        assertThat(stop.get()).isFalse();
    }
}
