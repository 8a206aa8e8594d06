package org.etcdrecovery.console.shell;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
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

    /** Repeats an action while the view is in a window that is shown, first after one pause. */
    public static void every(Duration pause, Node view, Runnable action) {
        Timeline clock = new Timeline(new KeyFrame(pause, _ -> action.run()));
        clock.setCycleCount(Animation.INDEFINITE);
        view.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .subscribe(shown -> {
                    if (shown) {
                        clock.playFromStart();
                    } else {
                        clock.stop();
                    }
                });
    }
}
