package org.etcdrecovery.console.step.inspect;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.report.json.InspectionJson;
import org.etcdrecovery.core.snapshot.Inspection;

/** Writes an inspection as JSON to a file that the operator names. */
final class InspectionExport {
    private final StepTools tools;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<Path>> written = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());

    InspectionExport(StepTools tools) {
        this.tools = tools;
    }

    /** The file that was last written; empty if none was. */
    ReadOnlyObjectProperty<Optional<Path>> written() {
        return written.getReadOnlyProperty();
    }

    /** Why writing failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** Asks for a file and writes the inspection to it. The dialog asks before it replaces an existing file. */
    void export(Inspection inspection) {
        if (activity.isRunning()) {
            return;
        }
        written.set(Optional.empty());
        failed.set(Optional.empty());
        Path snapshot = inspection.name().file().toAbsolutePath();
        tools.dialogs()
                .saveFile(Texts.of("inspect").get("export.title"), Objects.requireNonNull(snapshot.getParent()),
                        snapshot.getFileName() + ".inspection.json")
                .ifPresent(file -> tools.runner().run(activity, _ -> {
                    AtomicFile.replace(file, InspectionJson.print(inspection));
                    return file;
                }, done -> written.set(Optional.of(done)), thrown -> failed.set(Optional.of(Failed.of(thrown)))));
    }
}
