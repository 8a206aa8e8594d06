package org.etcdrecovery.console.step.snapshot;

import java.nio.file.Path;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.shell.StepTools;

/** The suggested file to write: in the directory of the last snapshot, or in the user's home. */
final class TargetOffer {
    private final StepTools tools;
    private String offered = "";
    /** A remembered directory that cannot be written to. */
    private String unusable = "";

    TargetOffer(StepTools tools) {
        this.tools = tools;
    }

    /** Whether this path was suggested; another one was typed and stays when the choice of member changes. */
    boolean isOffered(String text) {
        return text.equals(offered);
    }

    /** Suggests a file for the snapshot of this member. */
    String offer(MemberChoice from) {
        Settings settings = tools.memory().settings().get();
        Path directory = settings.savedInto()
                .filter(last -> !last.equals(unusable))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home")));
        offered = TargetName.of(directory, from, settings.profiles(), tools.clock()).toString();
        return offered;
    }

    /**
     * Withdraws a suggestion that cannot be written: a USB stick was removed, a share is gone.
     *
     * @return whether there is another place to suggest
     */
    boolean isTakenBack(SaveTarget seen) {
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
    void remember(Path file) {
        Path directory = file.getParent();
        if (directory != null) {
            tools.memory().update(settings -> settings.withSavedInto(directory.toString()));
        }
    }
}
