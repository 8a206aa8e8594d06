package org.etcdrecovery.console.deliver;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;

/**
 * The way back, from the step that shows it.
 *
 * @param steps    the delivery
 * @param activity the running work of the step
 * @param settings how to reach the members as a client; empty while that is unknown
 */
public record Undoing(DeliverySteps steps, Activity activity, Supplier<Optional<ConnectionSettings>> settings) {
    private static final String NAME = "before-undo.db";

    /** Asks what an undo would lose. */
    public void ask() {
        settings.get().ifPresent(how -> steps.askUndo(activity, how));
    }

    /** Takes away what was put in place. */
    void undo(boolean startOld) {
        settings.get().ifPresent(how -> steps.undo(activity, how, Optional.empty(), startOld));
    }

    /** Saves a snapshot of the new members, and takes them away then. */
    void saveAndUndo(boolean startOld) {
        settings.get()
                .ifPresent(how -> steps.model()
                        .tools()
                        .dialogs()
                        .saveFile(Texts.of("deliver").get("undo.file"), Path.of(""), NAME)
                        .ifPresent(file -> steps.undo(activity, how, Optional.of(file), startOld)));
    }
}
