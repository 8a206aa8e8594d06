package org.etcdrecovery.console.about;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.files.Directories;

/** What the console is made of, and where it keeps its files. */
public final class AboutViewModel {
    /** Where an archive has its notices, and a package of the distribution. */
    private static final List<Path> NOTICES = List.of(
            Path.of("share/doc/recovery-console-for-etcd/THIRD-PARTY.txt"),
            Path.of("usr/share/doc/recovery-console-for-etcd/THIRD-PARTY.txt"));

    private final StepTools tools;
    private final Places places;
    private final DiagnosticsSaver diagnostics;
    private final String classPath;
    private final Activity activity = new Activity();
    private final Activity looking = new Activity();
    private final ReadOnlyObjectWrapper<Parts> parts = new ReadOnlyObjectWrapper<>(
            new Parts(List.of(), Optional.empty()));

    /**
     * The libraries of the program.
     *
     * @param libraries the libraries, by name; empty until they have been looked for
     * @param notices   the file with their notices, which only an installed program has
     */
    record Parts(List<Library> libraries, Optional<Path> notices) {}

    /**
     * A place where the console keeps something.
     *
     * @param id   the end of its name in the texts
     * @param path the file or directory
     */
    record Place(String id, Path path) {}

    /**
     * @param tools       the services of the console
     * @param places      where it keeps its files
     * @param diagnostics saves the diagnostics
     * @param classPath   where the jars of the program are
     */
    public AboutViewModel(StepTools tools, Places places, DiagnosticsSaver diagnostics, String classPath) {
        this.tools = tools;
        this.places = places;
        this.diagnostics = diagnostics;
        this.classPath = classPath;
    }

    /** The versions of what runs. */
    Versions versions() {
        return Versions.ofThisProcess();
    }

    /** Where the console keeps what it keeps. */
    List<Place> places() {
        return List.of(new Place("settings", places.settings()), new Place("logs", places.logs()),
                new Place("sample", places.sample()), new Place("scratch", tools.site().scratch().base()));
    }

    /** The libraries; empty until {@link #begin} has found them. */
    ReadOnlyObjectProperty<Parts> parts() {
        return parts.getReadOnlyProperty();
    }

    /** Looks for the libraries. */
    public void begin() {
        if (!activity.isRunning()) {
            tools.runner().run(activity, _ -> new Parts(Library.all(), notices()), parts::set, _ -> {
                // The list stays empty; the page says where the licences are.
            });
        }
    }

    /** An installed program has its jars and its documents below one directory. */
    private Optional<Path> notices() {
        return Stream.of(classPath.split(File.pathSeparator, 2))
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .flatMap(jar -> Stream.iterate(jar, above -> above != null, Path::getParent))
                .flatMap(above -> NOTICES.stream().map(above::resolve))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Opens the directory of a place, or the nearest above it that exists, with the program of the desktop. */
    void showInFolder(Place place) {
        if (!looking.isRunning()) {
            tools.runner().run(looking, _ -> nearest(place.path()), tools.dialogs()::open, _ -> {
                // There is nothing to show.
            });
        }
    }

    private static Path nearest(Path path) {
        Path directory = path.toAbsolutePath();
        while (!Files.isDirectory(directory)) {
            directory = Directories.parentOf(directory);
        }
        return directory;
    }

    /** Opens the notices of the libraries. */
    void showNotices() {
        parts.get().notices().ifPresent(tools.dialogs()::open);
    }

    /** Saves the diagnostics. */
    void saveDiagnostics() {
        diagnostics.save();
    }
}
