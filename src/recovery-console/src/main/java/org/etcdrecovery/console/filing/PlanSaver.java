package org.etcdrecovery.console.filing;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;

/** Saves the plan, so that commands can carry it out or verify it. */
public final class PlanSaver {
    /** The file name that is offered. */
    public static final String NAME = "recovery.plan.json";

    private final Texts texts = Texts.of("filing");
    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity = new Activity();
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public PlanSaver(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        this.tools = tools;
    }

    /** The file that the plan was saved to; empty if it was not. */
    public ReadOnlyObjectProperty<Optional<Path>> file() {
        return recovery.execution().planFile();
    }

    /** Why saving failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** Asks for a file and saves the plan to it. */
    public void save(RestorePlan plan) {
        if (activity.isRunning()) {
            return;
        }
        failed.set(Optional.empty());
        tools.dialogs()
                .saveFile(texts.get("plan.title"), nearDirectories(plan), NAME)
                .ifPresent(file -> tools.runner().run(activity, _ -> {
                    try (AtomicFile written = AtomicFile.fresh(file)) {
                        written.write(PlanJson.write(plan) + "\n");
                        written.publish();
                    }
                    return file;
                }, saved -> recovery.execution().savedPlan(plan, saved),
                        thrown -> failed.set(Optional.of(Failed.of(thrown)))));
    }

    /** The parent of the data directories. */
    private static Path nearDirectories(RestorePlan plan) {
        return plan.writtenMembers()
                .stream()
                .flatMap(member -> member.dataDir().stream())
                .map(Path::toAbsolutePath)
                .map(Path::getParent)
                .findFirst()
                .orElse(Path.of(""));
    }
}
