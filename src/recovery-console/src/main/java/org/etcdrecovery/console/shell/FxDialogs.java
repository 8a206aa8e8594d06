package org.etcdrecovery.console.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The dialogs of the desktop. */
public final class FxDialogs implements Dialogs {
    private final Window owner;

    /** Dialogs that belong to a window. */
    public FxDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> openFile(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        return path(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> saveFile(String title, Path directory, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        if (Files.isDirectory(directory)) {
            chooser.setInitialDirectory(directory.toFile());
        }
        return path(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> chooseDirectory(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return path(chooser.showDialog(owner));
    }

    @Override
    public boolean confirm(String title, String text, String goAhead, String stay) {
        ButtonType yes = new ButtonType(goAhead, ButtonData.OTHER);
        ButtonType no = new ButtonType(stay, ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.NONE, text, no, yes);
        alert.initOwner(owner);
        alert.setTitle(title);
        alert.setHeaderText(title);
        // What keeps things as they are has the focus: a stray key must not do what cannot be undone.
        alert.getDialogPane().lookupButton(no).requestFocus();
        return alert.showAndWait().filter(yes::equals).isPresent();
    }

    @Override
    public void tell(String title, String text) {
        Alert alert = new Alert(Alert.AlertType.NONE, text, ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle(title);
        alert.setHeaderText(title);
        alert.showAndWait();
    }

    private static Optional<Path> path(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
