package org.etcdrecovery.console.widget;

import javafx.scene.control.Button;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.text.Texts;

/** Buttons that stop work. Once pressed, they say that it is stopping, until it has. */
public final class StopButton {
    private StopButton() {}

    /** One for the head or a row of a card. */
    public static Button small(String id, Activity activity) {
        return stopping(Blocks.smallButton(id, ""), activity);
    }

    /** One for a banner. */
    public static Button large(String id, Activity activity) {
        Button button = new Button();
        button.setId(id);
        return stopping(button, activity);
    }

    private static Button stopping(Button button, Activity activity) {
        Texts texts = Texts.of("shell");
        button.setOnAction(_ -> activity.cancel());
        activity.stopping().subscribe(stopping -> {
            button.setDisable(stopping);
            button.setText(texts.get(stopping ? "stopping" : "stop"));
        });
        return button;
    }
}
