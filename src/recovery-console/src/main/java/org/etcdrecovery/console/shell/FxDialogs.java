package org.etcdrecovery.console.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** The native dialogs. */
public final class FxDialogs implements Dialogs {
    private final Window owner;
    private final Memory memory;
    private final Consumer<String> opener;

    /**
     * @param owner  the window that they belong to
     * @param memory keeps the directories used last
     * @param opener opens a URI with the program of the desktop
     */
    public FxDialogs(Window owner, Memory memory, Consumer<String> opener) {
        this.opener = opener;
        this.owner = owner;
        this.memory = memory;
    }

    @Override
    public Optional<Path> openFile(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(last());
        return chosen(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> saveFile(String title, Path directory, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        chooser.setInitialDirectory(Files.isDirectory(directory) ? directory.toFile() : last());
        return chosen(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> chooseDirectory(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(last());
        return chosen(chooser.showDialog(owner));
    }

    @Override
    public boolean confirm(String title, String text, String goAhead, String stay) {
        return confirmStop(title, text, new SimpleBooleanProperty(true), goAhead, stay);
    }

    @Override
    public boolean confirmStop(String title, String text, ObservableValue<Boolean> running, String goAhead,
            String stay) {
        ButtonType yes = new ButtonType(goAhead, ButtonData.OTHER);
        ButtonType no = new ButtonType(stay, ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.NONE, Shown.lines(text), no, yes);
        alert.initOwner(owner);
        alert.setTitle(title);
        alert.setHeaderText(title);
        // Focus the button that changes nothing: a stray key must not do what cannot be undone. The dialog itself
        // focuses its first button when it is shown.
        alert.setOnShown(_ -> Platform.runLater(alert.getDialogPane().lookupButton(no)::requestFocus));
        Subscription whileRunning = running.subscribe(still -> {
            if (!still) {
                alert.setResult(no);
            }
        });
        try {
            return alert.showAndWait().filter(yes::equals).isPresent();
        } finally {
            whileRunning.unsubscribe();
        }
    }

    @Override
    public void open(Path path) {
        opener.accept(path.toUri().toString());
    }

    @Override
    public void notifyAway(String text) {
        if (!owner.isFocused()) {
            String title = Texts.of("shell").get("app.name");
            Thread.ofVirtual().start(() -> DesktopNotice.OF_THIS_DESKTOP.show(title, text));
        }
    }

    @Override
    public void tell(String title, String text) {
        Alert alert = new Alert(Alert.AlertType.NONE, Shown.lines(text), ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle(title);
        alert.setHeaderText(title);
        alert.showAndWait();
    }

    /** The directory in which something was last chosen, if it still exists: a chooser accepts nothing else. */
    private @Nullable File last() {
        return memory.settings()
                .get()
                .chosenFrom()
                .map(File::new)
                .filter(File::isDirectory)
                .orElse(null);
    }

    private Optional<Path> chosen(@Nullable File file) {
        Optional<Path> path = Optional.ofNullable(file).map(File::toPath);
        // For a directory, keep its parent: the next member's is probably next to it.
        path.map(Path::getParent)
                .ifPresent(parent -> memory.update(settings -> settings.withChosenFrom(parent.toString())));
        return path;
    }
}
