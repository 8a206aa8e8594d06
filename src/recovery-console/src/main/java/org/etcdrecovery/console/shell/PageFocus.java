package org.etcdrecovery.console.shell;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextInputControl;

/** Where the next key goes after a page was opened: into its first field, else to the button that leads on. */
final class PageFocus {
    /** Fields that look for something in what is shown: nothing is missing while they are empty. */
    private static final Set<String> SEARCHES = Set.of("search", "searchValues");

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
            // The keys that scroll then work, and no button is pressed by mistake.
            page.requestFocus();
        }
    }

    /** The first field of a page that can be filled in, in the order in which Tab visits them. */
    static Optional<Node> firstField(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (isField(node)) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(child -> firstField(child).stream()).findFirst()
                : Optional.empty();
    }

    /** Whether a node is in a scene, and neither it nor what it is in is hidden. */
    static boolean isShown(Node node) {
        return node.getScene() != null
                && Stream.<Node>iterate(node, Objects::nonNull, Node::getParent).allMatch(Node::isVisible);
    }

    static boolean isWithin(Node node, Parent outer) {
        return Stream.<Node>iterate(node, Objects::nonNull, Node::getParent).anyMatch(outer::equals);
    }

    private static boolean isField(Node node) {
        return switch (node) {
            case TextInputControl text -> text.isEditable() && text.isFocusTraversable()
                    && !SEARCHES.contains(String.valueOf(text.getId())) && !isFilter(text);
            case ComboBoxBase<?> _,CheckBox _,RadioButton _ -> node.isFocusTraversable();
            default -> false;
        };
    }

    private static boolean isFilter(TextInputControl text) {
        return String.valueOf(text.getId()).endsWith("Filter");
    }
}
