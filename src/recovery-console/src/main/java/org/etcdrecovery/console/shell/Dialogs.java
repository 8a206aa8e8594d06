package org.etcdrecovery.console.shell;

import java.nio.file.Path;
import java.util.Optional;

/** What the desktop asks for us. Behind an interface, because no test can answer a native dialog. */
public interface Dialogs {
    /** A file to read; empty when none was chosen. */
    Optional<Path> openFile(String title);

    /**
     * A file to write; empty when none was chosen.
     *
     * @param title     what it is for
     * @param directory where to begin; one that does not exist is ignored
     * @param name      the name that is offered
     */
    Optional<Path> saveFile(String title, Path directory, String name);

    /** A directory; empty when none was chosen. */
    Optional<Path> chooseDirectory(String title);

    /**
     * Asks before something that cannot be undone.
     *
     * @param title    the question
     * @param text     what follows from it
     * @param goAhead  the button that does it, named after what it does
     * @param stay     the button that does not
     * @return whether to go ahead
     */
    boolean confirm(String title, String text, String goAhead, String stay);

    /** Tells something that was asked for. */
    void tell(String title, String text);
}
