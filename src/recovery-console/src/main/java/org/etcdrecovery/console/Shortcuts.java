package org.etcdrecovery.console;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.widget.Nodes;
import org.etcdrecovery.console.widget.SearchMark;

/** The keyboard shortcuts of the window, all in one place. */
final class Shortcuts {
    static final KeyCombination OPEN = shortcut(KeyCode.O);
    private static final KeyCombination PRIMARY = shortcut(KeyCode.ENTER);
    private static final KeyCombination SEARCH = shortcut(KeyCode.F);

    private Shortcuts() {}

    private static KeyCombination shortcut(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
    }

    /** Installs them in a scene. */
    static void install(Scene scene, ConsoleWindow window) {
        scene.getAccelerators().put(OPEN, window::openFile);
        scene.getAccelerators().put(SEARCH, () -> focusSearch(scene));
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F1), window::help);
        for (int i = 1; i <= StepId.values().length; i++) {
            int number = i;
            scene.getAccelerators().put(shortcut(KeyCode.valueOf("DIGIT" + i)), () -> window.goTo(number));
        }
        // A key that is held repeats itself. Enter would then press one page's button after the other's, and in the end
        // write directories. In a text it makes lines.
        AtomicBoolean held = new AtomicBoolean();
        scene.getAccelerators().put(PRIMARY, () -> press(held, window::primary));
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !clearSearch(scene)) {
                window.escape();
            }
            if (event.getCode() != KeyCode.ENTER) {
                // Only the key that was pressed last repeats itself.
                held.set(false);
                return;
            }
            if (held.getAndSet(true) && !(scene.getFocusOwner() instanceof TextArea)) {
                event.consume();
            } else if (!event.isShortcutDown() && scene.getFocusOwner() instanceof ButtonBase button) {
                press(held, button::fire);
                event.consume();
            }
        });
        scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                held.set(false);
            }
        });
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> held.set(false));
        // A dialog gets the release of the key that opened it.
        scene.windowProperty().flatMap(Window::focusedProperty).subscribe(_ -> held.set(false));
    }

    /**
     * Does what Enter does. If that showed a dialog and waited for it, the release of the key has gone there: a native
     * dialog need not take the focus from the window for that.
     */
    private static void press(AtomicBoolean held, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        AtomicBoolean waited = new AtomicBoolean();
        Platform.runLater(() -> waited.set(!done.get()));
        action.run();
        done.set(true);
        if (waited.get()) {
            held.set(false);
        }
    }

    /** Clears the search field that has the focus. Returns false if none has, or it was empty. */
    private static boolean clearSearch(Scene scene) {
        if (!(scene.getFocusOwner() instanceof TextInputControl field) || !SearchMark.isMarked(field)
                || field.getText().isEmpty()) {
            return false;
        }
        field.clear();
        return true;
    }

    /** Focuses the first search field that the page shows. */
    private static void focusSearch(Scene scene) {
        for (Node node : scene.getRoot().lookupAll("." + SearchMark.STYLE_CLASS)) {
            if (node instanceof TextInputControl field && !field.isDisabled() && Nodes.isShown(field)) {
                field.requestFocus();
                field.selectAll();
                return;
            }
        }
    }
}
