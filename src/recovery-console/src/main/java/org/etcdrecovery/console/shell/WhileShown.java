package org.etcdrecovery.console.shell;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Follows values that live longer than a view, such as the settings, without keeping the view alive. */
public final class WhileShown {
    private WhileShown() {}

    /**
     * Calls the listener with the value now and after every change while the view is in a scene, and again when it comes
     * back into one. In between nothing leads from the value to the view.
     */
    public static <T> void follow(Node view, ObservableValue<T> value, Consumer<? super T> listener) {
        value.when(view.sceneProperty().map(Objects::nonNull).orElse(false)).subscribe(listener);
    }
}
