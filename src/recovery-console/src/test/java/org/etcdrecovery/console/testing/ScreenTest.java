package org.etcdrecovery.console.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.etcdrecovery.console.theme.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Shows a view in a bare window, dressed as in the console, and lets a robot at it. Runs without a display. */
public abstract class ScreenTest extends FxRobot {
    private static final long PATIENCE_SECONDS = 30;

    private Stage stage;

    @BeforeEach
    void openWindow() throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
    }

    /** Shows a view, which is made on the FX thread. */
    protected final <V extends Parent> V show(Callable<V> maker) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), () -> {
            V view = maker.call();
            Scene scene = new Scene(new StackPane(view), 1280, 800);
            new Theme().dress(scene);
            stage.setScene(scene);
            // The headless robot takes coordinates of the screen for those of the window.
            stage.setX(0);
            stage.setY(0);
            stage.show();
            return view;
        });
    }

    /** Waits until something holds, for a while. */
    protected final void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition);
    }
}
