package org.etcdrecovery.console.shell;

import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextInputControl;
import org.etcdrecovery.console.widget.Harmless;
import org.etcdrecovery.console.widget.SearchMark;

/**
 * Where the next key goes after a page was opened: into its first field, else to the button that leads on, else to a
 * button that may be pressed by mistake.
 */
final class PageFocus {
    private PageFocus() {}

    /**
     * Moves the focus.
     *
     * @param harmless whether the primary button may get it: a stray Enter must not write anything
     */
    static void enter(Parent page, Node primary, boolean harmless) {
        Optional<Node> field = firstField(page);
        if (field.isPresent()) {
            field.get().requestFocus();
        } else if (harmless && primary.isVisible() && !primary.isDisabled()) {
            primary.requestFocus();
        } else {
            // Without such a button, the page: the keys that scroll then work, and nothing is pressed by mistake.
            firstHarmless(page).orElse(page).requestFocus();
        }
    }

    /** The first field of a page that can be filled in, in the order in which Tab visits them. */
    static Optional<Node> firstField(Node node) {
        return first(node, PageFocus::isField);
    }

    private static Optional<Node> firstHarmless(Node node) {
        return first(node, Harmless::isMarked);
    }

    private static Optional<Node> first(Node node, Predicate<Node> wanted) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (wanted.test(node)) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(child -> first(child, wanted).stream()).findFirst()
                : Optional.empty();
    }

    private static boolean isField(Node node) {
        return switch (node) {
            case TextInputControl text -> text.isEditable() && text.isFocusTraversable()
                    && !SearchMark.isMarked(text);
            case ComboBoxBase<?> _,CheckBox _,RadioButton _ -> node.isFocusTraversable();
            default -> false;
        };
    }
}
