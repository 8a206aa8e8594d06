package org.etcdrecovery.console.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/** The dialogs of the desktop. An interface, because no test can answer a native dialog. */
public interface Dialogs {
    /** Asks for a file to read; empty if none was chosen. */
    Optional<Path> openFile(String title);

    /**
     * Asks for a file to write; empty if none was chosen.
     *
     * @param title     what it is for
     * @param directory where to begin; ignored if it does not exist
     * @param name      the suggested name
     */
    Optional<Path> saveFile(String title, Path directory, String name);

    /** Asks for a directory; empty if none was chosen. */
    Optional<Path> chooseDirectory(String title);

    /**
     * Asks for confirmation of something that cannot be undone.
     *
     * @param title   the question
     * @param text    the consequences
     * @param goAhead the label of the button that goes ahead, named after its action
     * @param stay    the label of the button that does nothing
     * @return whether to go ahead
     */
    boolean confirm(String title, String text, String goAhead, String stay);

    /**
     * Asks whether to stop work that is running. The question closes itself when the work has ended, and then nothing is
     * stopped.
     *
     * @param title   the question
     * @param text    what is running, and what stopping it means
     * @param running whether the work is running
     * @param stop    the label of the button that stops it
     * @param keep    the label of the button that does not
     * @return whether to stop it
     */
    boolean confirmStop(String title, String text, ObservableValue<Boolean> running, String stop, String keep);

    /** Opens a file or directory with the program that the desktop has for it. */
    void open(Path path);

    /** Shows a notification of the desktop, unless the window has the focus or there is no desktop that can. */
    void notifyAway(String text);

    /** Shows a message that the operator asked for. */
    void tell(String title, String text);
}
