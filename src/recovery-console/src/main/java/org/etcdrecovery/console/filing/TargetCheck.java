package org.etcdrecovery.console.filing;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.TaskRunner;

/** Looks at the target while it is being typed. Only the result for the last path is kept. */
public final class TargetCheck {
    private final TaskRunner runner;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<SaveTarget>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private String wanted = "";

    public TargetCheck(TaskRunner runner) {
        this.runner = runner;
    }

    /** What was found; empty while a look is running. */
    public ReadOnlyObjectProperty<Optional<SaveTarget>> found() {
        return found.getReadOnlyProperty();
    }

    /** Looks at a path. */
    public void look(String text) {
        wanted = text;
        found.set(Optional.empty());
        if (!activity.isRunning()) {
            runner.run(activity, _ -> SaveTarget.look(text), this::seen, _ -> {});
        }
    }

    private void seen(SaveTarget target) {
        if (target.text().equals(wanted)) {
            found.set(Optional.of(target));
        } else {
            look(wanted);
        }
    }
}
