package org.etcdrecovery.console.step.snapshot;

import java.nio.file.Path;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.shell.StepTools;

/** The file that is offered to be written: where the last snapshot went, or else at home. */
final class TargetOffer {
    private final StepTools tools;
    private String offered = "";
    /** A directory that is remembered and cannot be written to. */
    private String unusable = "";

    TargetOffer(StepTools tools) {
        this.tools = tools;
    }

    /** Whether this is what was offered: whoever typed another path keeps it when the choice changes. */
    boolean isOffered(String text) {
        return text.equals(offered);
    }

    /** Offers a file for the snapshot of this member. */
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
     * Takes back what cannot be written: a stick that was taken out, a share that is gone.
     *
     * @return whether there is another place to offer
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

    /** Offers the directory of this file from now on. */
    void remember(Path file) {
        Path directory = file.getParent();
        if (directory != null) {
            tools.memory().update(settings -> settings.withSavedInto(directory.toString()));
        }
    }
}
