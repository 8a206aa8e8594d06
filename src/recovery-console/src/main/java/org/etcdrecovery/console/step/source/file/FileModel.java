package org.etcdrecovery.console.step.source.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;

/** The snapshot file to start from, as typed or chosen. */
public final class FileModel {
    private final Texts texts = Texts.of("source");
    private final StepTools tools;
    private final boolean takesDirectories;
    private final StringProperty path = new SimpleStringProperty("");
    private final Activity looking = new Activity();
    private final ReadOnlyObjectWrapper<Look> look = new ReadOnlyObjectWrapper<>(Look.NONE);

    /**
     * The result of a look at a file.
     *
     * @param typed   the path as typed
     * @param file    the file; empty if it cannot be used
     * @param problem why it cannot be used, a sentence; empty if it can
     * @param hint    its size and age; empty if it cannot be used
     */
    public record Look(String typed, Optional<Path> file, String problem, String hint) {
        /** The result for an empty path. */
        static final Look NONE = new Look("", Optional.empty(), "", "");
    }

    /**
     * @param tools            the services that steps use
     * @param takesDirectories whether the run can use a data directory instead
     */
    public FileModel(StepTools tools, boolean takesDirectories) {
        this.tools = tools;
        this.takesDirectories = takesDirectories;
        path.subscribe(this::check);
    }

    /** The path, as typed. */
    public StringProperty path() {
        return path;
    }

    /** The result for the path typed last, once the look has ended. */
    public ReadOnlyObjectProperty<Look> look() {
        return look.getReadOnlyProperty();
    }

    /** Why there is no file to continue with, in a few words; empty if there is one. */
    public String reason() {
        if (path.get().isBlank()) {
            return texts.get("file.empty");
        }
        if (!look.get().typed().equals(path.get())) {
            return texts.get("looking");
        }
        return look.get().file().isPresent() ? "" : texts.get("file.wrong");
    }

    /** The file to continue with; empty while there is none. */
    public Optional<Path> sound() {
        return reason().isEmpty() ? look.get().file() : Optional.empty();
    }

    /** The file that the path names, whether it can be used or not; empty if it names none. */
    public Optional<Path> named() {
        try {
            return path.get().isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(path.get().strip()).toAbsolutePath().normalize());
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** Asks for a file. */
    void browse() {
        tools.dialogs().openFile(texts.get("file.browse")).ifPresent(file -> path.set(file.toString()));
    }

    private void check() {
        String typed = path.get();
        if (typed.isBlank()) {
            look.set(Look.NONE);
        } else if (!looking.isRunning()) {
            tools.runner()
                    .run(looking, _ -> lookAt(typed), this::seen,
                            thrown -> seen(
                                    new Look(typed, Optional.empty(), Failed.of(thrown).what(), "")));
        }
    }

    /** The path may have changed meanwhile. */
    private void seen(Look found) {
        if (found.typed().equals(path.get())) {
            look.set(found);
        } else {
            check();
        }
    }

    private Look lookAt(String typed) throws IOException {
        Path file;
        try {
            file = Path.of(typed.strip()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return wrong(typed, texts.get("path.wrong", typed));
        }
        if (Files.isDirectory(file)) {
            return wrong(typed, texts.get(takesDirectories ? "file.directory" : "file.directory.inspect"));
        }
        if (!Files.exists(file)) {
            return wrong(typed, texts.get("file.missing"));
        }
        if (!Files.isRegularFile(file)) {
            return wrong(typed, texts.get("file.special"));
        }
        if (!Files.isReadable(file)) {
            return wrong(typed, texts.get("file.unreadable"));
        }
        long size = Files.size(file);
        if (size == 0) {
            return wrong(typed, texts.get("file.blank"));
        }
        String when = Quantities.day(Files.getLastModifiedTime(file).toInstant(), tools.clock().instant(),
                tools.clock().getZone());
        return new Look(typed, Optional.of(file), "", texts.get("file.found", Quantities.size(size), when));
    }

    private static Look wrong(String typed, String problem) {
        return new Look(typed, Optional.empty(), problem, "");
    }
}
