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
    /** Counts the looks: the same file may be wanted again after a look at it was cancelled. */
    private int look;

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
            look++;
            seen.set(Optional.empty());
            activity.cancel();
            read();
        }
    }

    private void read() {
        int begun = look;
        if (!activity.isRunning()) {
            wanted.ifPresent(path -> runner.run(activity,
                    reporter -> AuthContents.read(path, reporter.progress()),
                    auth -> end(begun, Optional.of(auth)), _ -> end(begun, Optional.empty())));
        }
    }

    private void end(int begun, Optional<AuthContents> auth) {
        if (begun == look) {
            seen.set(auth);
        } else {
            read();
        }
    }
}
