package org.etcdrecovery.console.step.safety;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.AuthContents;

/** Counts the users and roles of a file, aside: nothing waits for it, and without it there is only less to say. */
final class AuthLook {
    private final TaskRunner runner;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<AuthContents>> seen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Path> wanted = Optional.empty();

    AuthLook(TaskRunner runner) {
        this.runner = runner;
    }

    /** The users and roles of the file that was looked at last; empty while that is not known. */
    ReadOnlyObjectProperty<Optional<AuthContents>> seen() {
        return seen.getReadOnlyProperty();
    }

    /** Looks at another file, or at none; at the same one only once. */
    void look(Optional<Path> file) {
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
                    progress -> AuthContents.read(path, progress),
                    auth -> end(file, Optional.of(auth)), _ -> end(file, Optional.empty())));
        }
    }

    /** Somebody may have chosen another file meanwhile. */
    private void end(Optional<Path> file, Optional<AuthContents> auth) {
        if (file.equals(wanted)) {
            seen.set(auth);
        } else {
            read();
        }
    }
}
