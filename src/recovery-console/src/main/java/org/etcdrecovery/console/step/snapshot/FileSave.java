package org.etcdrecovery.console.step.snapshot;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.console.filing.SaveTarget;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SaveWithManifest;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;

/** Saves a snapshot into a file, and asks before it replaces one. */
final class FileSave {
    private final Texts texts = Texts.of("snapshot");
    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity;
    private final Consumer<SavedSnapshot> done;
    private final Consumer<Optional<Failed>> failed;

    /**
     * @param done   receives what was saved
     * @param failed receives why it was not; empty when a save begins
     */
    FileSave(Recovery recovery, StepTools tools, Activity activity, Consumer<SavedSnapshot> done,
            Consumer<Optional<Failed>> failed) {
        this.recovery = recovery;
        this.tools = tools;
        this.activity = activity;
        this.done = done;
        this.failed = failed;
    }

    /** Saves from a member into a file that can be written. */
    void begin(MemberChoice from, SaveTarget place) {
        if (!place.exists()) {
            save(from, place.file(), false);
        } else if (mayReplace(place.file())) {
            save(from, place.file(), true);
        }
    }

    private boolean mayReplace(Path file) {
        return tools.dialogs()
                .confirm(texts.get("replace.title", String.valueOf(file.getFileName())),
                        texts.get("replace.text", file.toString()), texts.get("replace.yes"), texts.get("replace.no"));
    }

    private void save(MemberChoice from, Path file, boolean replace) {
        SaveRequest request = new SaveRequest(from.endpoint(), recovery.oldCluster().connection().get().orElseThrow(),
                file, replace, SaveRequest.DEFAULT_STALL);
        failed.accept(Optional.empty());
        recovery.forgetSnapshot();
        tools.runner()
                .run(activity, reporter -> SaveWithManifest.save(request, tools.clock(), reporter.progress()), done,
                        thrown -> failed(from, file, thrown));
    }

    private void failed(MemberChoice from, Path file, Throwable thrown) {
        // The file appeared after the last look.
        if (thrown instanceof FileAlreadyExistsException && mayReplace(file)) {
            save(from, file, true);
        } else {
            failed.accept(Optional.of(Failed.of(thrown)));
        }
    }
}
