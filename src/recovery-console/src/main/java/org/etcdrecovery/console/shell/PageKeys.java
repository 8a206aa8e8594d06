package org.etcdrecovery.console.shell;

import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.etcdrecovery.console.widget.Revealed;

/** Page Up and Page Down scroll a page wherever its focus is. JavaFX does that only while the page itself has it. */
final class PageKeys {
    /** The part of the page that is still there after a step, to go on reading from. */
    private static final double OVERLAP = 0.1;

    private PageKeys() {}

    static void install(ScrollPane page) {
        page.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            boolean up = event.getCode() == KeyCode.PAGE_UP;
            if ((up || event.getCode() == KeyCode.PAGE_DOWN) && !event.isConsumed() && !page.isFocused()) {
                double step = page.getViewportBounds().getHeight() * (1 - OVERLAP);
                Revealed.scroll(page, up ? -step : step);
                event.consume();
            }
        });
    }
}
