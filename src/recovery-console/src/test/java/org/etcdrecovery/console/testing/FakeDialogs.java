package org.etcdrecovery.console.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.shell.Dialogs;

/** Answers as the test says, and records what was asked. */
public final class FakeDialogs implements Dialogs {
    private final List<String> asked = new ArrayList<>();
    private Optional<Path> path = Optional.empty();
    private String suggested = "";
    private boolean goAhead;

    /** Answers every request for a path with this one. */
    public FakeDialogs choosing(Path chosen) {
        path = Optional.of(chosen);
        return this;
    }

    /** Confirms every request to go ahead. */
    public FakeDialogs goingAhead() {
        goAhead = true;
        return this;
    }

    /** The titles of all dialogs so far, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Optional<Path> openFile(String title) {
        asked.add(title);
        return path;
    }

    /** The file name that the last dialog to save a file suggested. */
    public String suggested() {
        return suggested;
    }

    @Override
    public Optional<Path> saveFile(String title, Path directory, String name) {
        asked.add(title);
        suggested = name;
        return path;
    }

    @Override
    public Optional<Path> chooseDirectory(String title) {
        asked.add(title);
        return path;
    }

    @Override
    public boolean confirm(String title, String text, String yes, String no) {
        asked.add(title);
        return goAhead;
    }

    @Override
    public boolean confirmStop(String title, String text, ObservableValue<Boolean> running, String stop, String keep) {
        asked.add(title);
        return goAhead;
    }

    @Override
    public void open(Path opened) {
        asked.add("open " + opened.getFileName());
    }

    @Override
    public void notifyAway(String text) {
        asked.add(text);
    }

    @Override
    public void tell(String title, String text) {
        asked.add(title);
    }
}
