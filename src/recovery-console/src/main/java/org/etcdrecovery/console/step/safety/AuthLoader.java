package org.etcdrecovery.console.step.safety;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * Counts the users and roles of a file in the background. Nothing waits for it; until it is done there is less to show.
 */
final class AuthLoader {
    private final TaskRunner runner;
    private final SnapshotOpener opener;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<AuthContents>> seen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<SnapshotName> wanted = Optional.empty();
    /** Counts the loads: the same file may be wanted again after loading it was cancelled. */
    private int load;

    AuthLoader(TaskRunner runner, SnapshotOpener opener) {
        this.opener = opener;
        this.runner = runner;
    }

    /** The users and roles of the current file; empty while unknown. */
    ReadOnlyObjectProperty<Optional<AuthContents>> seen() {
        return seen.getReadOnlyProperty();
    }

    /** Looks at another file, or at none. A repeated call with the same file does nothing. */
    void load(Optional<SnapshotName> file) {
        if (!file.equals(wanted)) {
            wanted = file;
            load++;
            seen.set(Optional.empty());
            activity.cancel();
            read();
        }
    }

    private void read() {
        int begun = load;
        if (!activity.isRunning()) {
            wanted.ifPresent(name -> runner.run(activity,
                    reporter -> AuthContents.read(opener, name, reporter.progress()),
                    auth -> end(begun, Optional.of(auth)), _ -> end(begun, Optional.empty())));
        }
    }

    private void end(int begun, Optional<AuthContents> auth) {
        if (begun == load) {
            seen.set(auth);
        } else {
            read();
        }
    }
}
