package org.etcdrecovery.console.explorer.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.CopiedTable;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.text.PrintedJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the rows that a table shows to a file that the operator names: JSON if its name ends so, else CSV. */
public final class TableExport {
    private final StepTools tools;
    private final Path snapshot;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<Path>> written = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param tools    the services that it uses
     * @param snapshot the file that the tables are about; the export is suggested beside it
     */
    public TableExport(StepTools tools, Path snapshot) {
        this.tools = tools;
        this.snapshot = snapshot;
    }

    /** The file that was written last; empty if none was. */
    ReadOnlyObjectProperty<Optional<Path>> written() {
        return written.getReadOnlyProperty();
    }

    /** Why writing failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** Forgets what was written. */
    void close() {
        written.set(Optional.empty());
        failed.set(Optional.empty());
    }

    /**
     * Asks for a file and writes rows to it. The dialog asks before it replaces an existing file.
     *
     * @param name what the table shows, part of the suggested name
     * @param rows makes the rows, the heads of the columns first, on another thread
     */
    public void export(String name, Supplier<List<List<String>>> rows) {
        if (activity.isRunning()) {
            return;
        }
        close();
        Path directory = Objects.requireNonNull(snapshot.toAbsolutePath().getParent());
        tools.dialogs()
                .saveFile(Texts.of("explorer").get("export.title"), directory,
                        snapshot.getFileName() + "." + name + ".csv")
                .ifPresent(file -> tools.runner().run(activity, _ -> {
                    boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
                    AtomicFile.replace(file, json ? json(rows.get()) : CopiedTable.csv(rows.get()));
                    return file;
                }, done -> written.set(Optional.of(done)), thrown -> failed.set(Optional.of(Failed.of(thrown)))));
    }

    private static String json(List<List<String>> rows) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        List<String> heads = rows.getFirst();
        rows.stream().skip(1).forEach(row -> {
            ObjectNode object = array.addObject();
            for (int i = 0; i < heads.size(); i++) {
                object.put(heads.get(i), row.get(i));
            }
        });
        return PrintedJson.of(array) + "\n";
    }
}
