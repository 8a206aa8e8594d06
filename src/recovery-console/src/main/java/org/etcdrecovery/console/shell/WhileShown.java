package org.etcdrecovery.console.shell;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Duration;

/** Listeners and timers of a view that work while it is shown, and do not keep it alive afterwards. */
public final class WhileShown {
    private WhileShown() {}

    /**
     * Calls the listener with the value now and after every change while the view is in a scene, and again when it comes
     * back into one. In between nothing leads from the value to the view.
     */
    public static <T> void follow(Node view, ObservableValue<T> value, Consumer<? super T> listener) {
        value.when(view.sceneProperty().map(Objects::nonNull).orElse(false)).subscribe(listener);
    }

    /**
     * Repeats an action while the view is in a window that is shown, first after one pause. Not by an animation, which
     * would let the window compute a frame sixty times a second until it ends.
     */
    public static void every(Duration pause, Node view, Runnable action) {
        Clock clock = new Clock(pause, action);
        view.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .subscribe(clock::run);
    }

    /** Used on the FX thread only. */
    private static final class Clock {
        private final Executor afterPause;
        private final Runnable action;
        private int starts;

        Clock(Duration pause, Runnable action) {
            afterPause = CompletableFuture.delayedExecutor(Math.round(pause.toMillis()), TimeUnit.MILLISECONDS);
            this.action = action;
        }

        void run(boolean runs) {
            starts++;
            if (runs) {
                schedule(starts);
            }
        }

        private void schedule(int start) {
            afterPause.execute(() -> Platform.runLater(() -> {
                // What was scheduled before it stopped is not for the next start.
                if (start == starts) {
                    // First, so that an action that fails does not end the clock.
                    schedule(start);
                    action.run();
                }
            }));
        }
    }
}
