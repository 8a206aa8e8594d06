package org.etcdrecovery.console.step.safety;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.AuthContents;

/**
 * Counts the users and roles of a file in the background. Nothing waits for it; until it is done there is less to show.
 */
final class AuthLoader {
    private final TaskRunner runner;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<AuthContents>> seen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Path> wanted = Optional.empty();

    AuthLoader(TaskRunner runner) {
        this.runner = runner;
    }

    /** The users and roles of the current file; empty while unknown. */
    ReadOnlyObjectProperty<Optional<AuthContents>> seen() {
        return seen.getReadOnlyProperty();
    }

    /** Looks at another file, or at none. A repeated call with the same file does nothing. */
    void load(Optional<Path> file) {
        if (!file.equals(wanted)) {
            wanted = file;
            seen.set(Optional.empty());
            activity.cancel();
            read();
        }
    }

    private void read() {
        Optional<Path> file = wanted;
        if (!activity.isRunning()) {
            file.ifPresent(path -> runner.run(activity,
                    reporter -> AuthContents.read(path, reporter.progress()),
                    auth -> end(file, Optional.of(auth)), _ -> end(file, Optional.empty())));
        }
    }

    /** The operator may have chosen another file meanwhile. */
    private void end(Optional<Path> file, Optional<AuthContents> auth) {
        if (file.equals(wanted)) {
            seen.set(auth);
        } else {
            read();
        }
    }
}
