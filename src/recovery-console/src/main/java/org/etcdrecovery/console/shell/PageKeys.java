package org.etcdrecovery.console.shell;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.etcdrecovery.console.widget.Revealed;

/** Page Up and Page Down scroll a page wherever its focus is. JavaFX does little of that, and only while the page itself has it. */
final class PageKeys {
    /** The part of the page that is still there after a step, to go on reading from. */
    private static final double OVERLAP = 0.1;

    private PageKeys() {}

    static void install(ScrollPane page) {
        // A control on the page that scrolls itself has handled the key; the page itself would scroll by a few pixels only.
        page.addEventHandler(KeyEvent.KEY_PRESSED, event -> scroll(page, event));
        page.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // A field of one line does nothing with the key and keeps it.
            if (page.isFocused() || event.getTarget() instanceof TextField) {
                scroll(page, event);
            }
        });
    }

    /** Lets the keys scroll the page from outside of it too, such as from the button that leads on. */
    static void installAround(Node around, Supplier<ScrollPane> page) {
        around.addEventHandler(KeyEvent.KEY_PRESSED, event -> scroll(page.get(), event));
    }

    private static void scroll(ScrollPane page, KeyEvent event) {
        boolean up = event.getCode() == KeyCode.PAGE_UP;
        if (up || event.getCode() == KeyCode.PAGE_DOWN) {
            double step = page.getViewportBounds().getHeight() * (1 - OVERLAP);
            Revealed.scroll(page, up ? -step : step);
            event.consume();
        }
    }
}
