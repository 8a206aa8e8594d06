package org.etcdrecovery.console.widget;

import javafx.scene.control.ToggleButton;

/** Makes the toggles of a group choose something. */
public final class Choosing {
    private Choosing() {}

    /**
     * Runs an action each time a toggle becomes selected. The arrow keys select a toggle without firing an
     * {@code ActionEvent}, so an action handler would miss them. A second click leaves the toggle selected.
     */
    public static void on(ToggleButton toggle, Runnable action) {
        toggle.selectedProperty().subscribe((_, selected) -> {
            if (selected) {
                action.run();
            }
        });
        toggle.setOnAction(_ -> toggle.setSelected(true));
    }
}
