package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

/** Where the focus is, that it can be seen, and what Esc does. */
class KeyboardTest extends ConsoleTest {
    @Test
    void theFirstCardHasTheFocusAndTheHeaderComesLast() throws TimeoutException {
        awaitFocus("task-recover");

        List<String> order = onFx(() -> traversable(stage().getScene().getRoot(), new ArrayList<>()));
        assertThat(order).containsSubsequence("task-recover", "task-save", "task-inspect", "task-rescue", "sample",
                "toggleTheme", "help-button", "menu");
    }

    @Test
    void openingAPageFocusesItsFirstFieldAndEnterDoesNothingElse() throws TimeoutException {
        awaitFocus("task-recover");
        push(KeyCode.ENTER);
        awaitFocus("endpoints");
        List<String> order = onFx(() -> traversable(stage().getScene().getRoot(), new ArrayList<>()));
        assertThat(order).containsSubsequence("endpoints", "back", "leave", "step-source", "toggleTheme");
    }

    /** Enter must not toggle the dark mode of the header. */
    @Test
    void leavingARunFocusesWhatToDoNext() throws TimeoutException {
        clickOn("#task-save");
        awaitFocus("endpoints");
        clickOn("#leave");
        awaitFocus("task-recover");
        clickOn("#sample");
        await(() -> lookup("#primaryAction").queryButton().getText().equals("Continue to Inspect"));
        clickOn("#leave");
        awaitFocus("resume");
    }

    @Test
    void escClosesTheHelpAndThePasteBoxFirst() throws TimeoutException {
        doOnFx(() -> stage().setWidth(1024));
        clickOn("#sample");
        await(() -> lookup("#primaryAction").queryButton().getText().equals("Continue to Inspect"));
        push(KeyCode.F1);
        assertThat(onFx(() -> lookup("#showHelp").queryButton().getText())).isEqualTo("Close the help");
        push(KeyCode.ESCAPE);
        assertThat(onFx(() -> lookup("#showHelp").queryButton().getText())).isEqualTo("What this means");

        push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await(() -> lookup("#primaryAction").queryButton().getText().equals("Continue to Cluster")
                && !lookup("#primaryAction").queryButton().isDisabled());
        push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await(() -> lookup("#paste").tryQuery().isPresent());
        clickOn("#paste");
        assertThat(onFx(() -> lookup("#pasteText").query().isFocused())).isTrue();
        push(KeyCode.ESCAPE);
        assertThat(onFx(() -> lookup("#pasteText").query().getParent().getParent().isVisible())).isFalse();
        assertThat(onFx(() -> lookup("#paste").query().isFocused())).as("back where it was opened").isTrue();
    }

    /** A native dialog swallows the release of the key that opened it. */
    @Test
    void enterWorksAgainAfterADialogGotItsRelease() throws TimeoutException {
        awaitFocus("task-recover");
        AtomicInteger pressed = new AtomicInteger();
        Button opening = onFx(() -> {
            Button button = new Button("Open");
            button.setOnAction(_ -> {
                pressed.incrementAndGet();
                Object dialog = new Object();
                Platform.runLater(() -> Platform.exitNestedEventLoop(dialog, dialog));
                Platform.enterNestedEventLoop(dialog);
            });
            ((Pane) stage().getScene().getRoot()).getChildren().add(button);
            button.requestFocus();
            return button;
        });

        pressEnter(opening);
        pressEnter(opening);
        assertThat(pressed).hasValue(2);

        Button plain = onFx(() -> {
            opening.setOnAction(_ -> pressed.incrementAndGet());
            return opening;
        });
        pressEnter(plain);
        pressEnter(plain);
        assertThat(pressed).as("a key that is held presses once").hasValue(3);
    }

    /** In one pulse: the page may take the focus in the next one. */
    private void pressEnter(Button button) {
        doOnFx(() -> {
            button.requestFocus();
            Event.fireEvent(button, enter());
        });
    }

    private static KeyEvent enter() {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false);
    }

    @Test
    void everythingThatTakesTheFocusShowsIt() throws TimeoutException {
        assertRings("task-recover");
        clickOn("#task-recover");
        awaitFocus("endpoints");
        doOnFx(() -> lookup("#changeSecurity").queryAs(javafx.scene.control.Hyperlink.class).fire());
        assertRings("ca");
    }

    private void assertRings(String first) throws TimeoutException {
        awaitFocus(first);
        List<Node> nodes = onFx(() -> focusable(stage().getScene().getRoot(), new ArrayList<>()));
        assertThat(nodes).isNotEmpty();
        for (Node node : nodes) {
            Node elsewhere = nodes.stream().filter(other -> !other.equals(node)).findFirst().orElseThrow();
            // In one go: between two, a page that has just opened may move the focus to its first field.
            doOnFx(() -> {
                List<Object> without = lookWithFocusOn(elsewhere, node);
                assertThat(lookWithFocusOn(node, node)).as(node.toString()).isNotEqualTo(without);
            });
        }
    }

    /** What is drawn around a node and its parts while a node has the focus. */
    private List<Object> lookWithFocusOn(Node focused, Node node) {
        focused.requestFocus();
        assertThat(focused.isFocused()).as("focus of " + focused).isTrue();
        return look(node);
    }

    private List<Object> look(Node node) {
        stage().getScene().getRoot().applyCss();
        return look(node, new ArrayList<>());
    }

    private static List<Object> look(Node node, List<Object> look) {
        look.add(String.valueOf(node.getEffect()));
        if (node instanceof Region region) {
            look.add(Optional.ofNullable(region.getBorder()));
            look.add(Optional.ofNullable(region.getBackground()));
        }
        if (node instanceof Labeled label) {
            look.add(label.isUnderline());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, look));
        }
        return look;
    }

    private static List<Node> focusable(Node node, List<Node> found) {
        if (!node.isVisible() || node.isDisabled()) {
            return found;
        }
        if (node.isFocusTraversable()) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> focusable(child, found));
        }
        return found;
    }

    private static List<String> traversable(Node node, List<String> found) {
        focusable(node, new ArrayList<>()).forEach(each -> found.add(String.valueOf(each.getId())));
        return found;
    }

    private void awaitFocus(String id) throws TimeoutException {
        await(() -> {
            Node owner = stage().getScene().getFocusOwner();
            return owner != null && id.equals(owner.getId());
        });
    }
}
