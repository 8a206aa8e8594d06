package org.etcdrecovery.console.filing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.shell.StepTools;

/** The suggested file to write: in the directory of the last snapshot, or in the user's home. */
public final class TargetOffer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm", Locale.ROOT);

    private final StepTools tools;
    private String offered = "";
    /** A remembered directory that cannot be written to. */
    private String unusable = "";

    public TargetOffer(StepTools tools) {
        this.tools = tools;
    }

    /** Whether this path was suggested; another one was typed and stays when the choice of member changes. */
    public boolean isOffered(String text) {
        return text.equals(offered);
    }

    /** A name for a snapshot of now. Words that come from outside may hold what no file name can. */
    public static String stamped(String words, Clock clock) {
        return words.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + "-" + TIME.format(LocalDateTime.now(clock));
    }

    /** Suggests a file of this name. */
    public String offer(String name) {
        Settings settings = tools.memory().settings().get();
        Path directory = settings.savedInto()
                .filter(last -> !last.equals(unusable))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home")));
        offered = directory.resolve(name).toString();
        return offered;
    }

    /**
     * Takes back a suggestion that cannot be written: a USB stick was removed, a share is gone.
     *
     * @return whether there is another place to suggest
     */
    public boolean takeBack(SaveTarget seen) {
        String last = tools.memory().settings().get().savedInto().orElse("");
        boolean refused = isOffered(seen.text()) && (seen.problem() == SaveTarget.Problem.NO_PARENT
                || seen.problem() == SaveTarget.Problem.NOT_WRITABLE);
        if (!refused || last.equals(unusable)) {
            return false;
        }
        unusable = last;
        return true;
    }

    /** Suggests the directory of this file from now on. */
    public void remember(Path file) {
        Path directory = file.getParent();
        if (directory != null) {
            tools.memory().update(settings -> settings.withSavedInto(directory.toString()));
        }
    }
}
