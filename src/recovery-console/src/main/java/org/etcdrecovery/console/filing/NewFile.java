package org.etcdrecovery.console.filing;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.save.Manifest;

/** Where to write a snapshot that is made from other files. It replaces no file, least of all one that it is made from. */
public final class NewFile {
    private static final String EXTENSION = ".db";
    /** How many attempt to suggest before the operator has to type one. */
    private static final int MOST_ATTEMPTS = 100;

    private final Texts texts = Texts.of("filing");
    private final StepTools tools;
    private final TargetCheck check;
    private final TargetOffer offer;
    private final StringProperty path = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Path>> file = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Contents contents = new Contents("", 0, List.of());
    private String stamped = "";
    private int attempt = 1;

    /**
     * What the file will hold.
     *
     * @param name     the words that the suggested name begins with
     * @param size     about how many bytes it needs
     * @param readOnly the directories in which nothing may be written
     */
    public record Contents(String name, long size, List<Path> readOnly) {
        /** Copies the list. */
        public Contents {
            readOnly = List.copyOf(readOnly);
        }
    }

    /** @param tools the services that steps use */
    public NewFile(StepTools tools) {
        this.tools = tools;
        check = new TargetCheck(tools.runner());
        offer = new TargetOffer(tools);
        path.subscribe((_, now) -> check.look(now));
        check.found().subscribe(this::seen);
    }

    /** The path as typed. */
    public StringProperty path() {
        return path;
    }

    /** Why nothing can be written there; empty if it can, or while that is unknown. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What to know about the place. */
    ReadOnlyStringProperty hint() {
        return hint.getReadOnlyProperty();
    }

    /** The file to write; empty while it is not known whether it can be written, or if it cannot. */
    public ReadOnlyObjectProperty<Optional<Path>> file() {
        return file.getReadOnlyProperty();
    }

    /** Why there is no file to write, in a few words; empty if there is one. */
    public String reason() {
        if (file.get().isPresent()) {
            return "";
        }
        return texts.get(problem.get().isEmpty() ? "target.reason.looking" : "target.reason.wrong");
    }

    /** Suggests a name for these contents, unless the operator typed another one. */
    public void begin(Contents what) {
        contents = what;
        stamped = TargetOffer.stamped(what.name(), tools.clock());
        attempt = 1;
        if (path.get().isBlank() || offer.isOffered(path.get())) {
            path.set(offer.offer(name()));
        }
        look();
    }

    /** Looks at the place again. */
    public void look() {
        check.look(path.get());
    }

    /** Asks for the file. */
    void browse() {
        Path now = file.get().orElse(Path.of(System.getProperty("user.home"), name()));
        tools.dialogs()
                .saveFile(texts.get("target.browse.title"), Objects.requireNonNull(now.getParent()),
                        String.valueOf(now.getFileName()))
                .ifPresent(chosen -> path.set(chosen.toAbsolutePath().toString()));
    }

    /** Suggests the directory of this file from now on. */
    public void written(Path done) {
        offer.remember(done);
    }

    private String name() {
        return stamped + (attempt == 1 ? "" : "-" + attempt) + EXTENSION;
    }

    private void seen(Optional<SaveTarget> place) {
        if (place.filter(this::suggestAnother).isPresent()) {
            path.set(offer.offer(name()));
            return;
        }
        problem.set(place.map(this::problemOf).orElse(""));
        hint.set(place.map(this::hintOf).orElse(texts.get("target.looking")));
        file.set(place.filter(_ -> problem.get().isEmpty()).map(SaveTarget::file));
    }

    /** Moves on to the next name or place if the suggested one cannot be used; false if the operator typed the path. */
    private boolean suggestAnother(SaveTarget place) {
        if (offer.takeBack(place)) {
            return true;
        }
        if (!(place.exists() || place.manifest()) || !offer.isOffered(place.text()) || attempt >= MOST_ATTEMPTS) {
            return false;
        }
        attempt++;
        return true;
    }

    private String problemOf(SaveTarget place) {
        String problem = place.whyNot(contents.size());
        if (!problem.isEmpty()) {
            return problem;
        }
        if (place.exists()) {
            return texts.get("target.exists");
        }
        if (place.manifest()) {
            return texts.get("target.manifest", String.valueOf(Manifest.pathFor(place.file()).getFileName()));
        }
        return contents.readOnly().stream().anyMatch(place.file()::startsWith) ? texts.get("target.sealed") : "";
    }

    private String hintOf(SaveTarget place) {
        return place.free() < 0
                ? texts.get("target.complete")
                : texts.get("target.free", Quantities.size(place.free()));
    }
}
