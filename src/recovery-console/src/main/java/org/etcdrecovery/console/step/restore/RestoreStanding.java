package org.etcdrecovery.console.step.restore;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.restore.RestorePreview;

/**
 * The state of the step in the rail.
 *
 * @param texts       its texts
 * @param recovery    the state of the run
 * @param writing     whether a restore is running
 * @param members     the progress of each member
 * @param failed      why the restore failed
 * @param preview     the state of the targets
 * @param wasRestored whether anything was restored in this run
 */
record RestoreStanding(Texts texts, Recovery recovery, boolean writing, List<MemberProgress> members,
        Optional<Failed> failed, Optional<RestorePreview> preview, boolean wasRestored) {
    StepState state() {
        if (writing) {
            return StepState.TODO;
        }
        if (recovery.restored().get().isPresent()) {
            return StepState.DONE;
        }
        if (failed.filter(why -> !why.cancelled()).isPresent()) {
            return StepState.FAILED;
        }
        return wasRestored ? StepState.TODO_AGAIN : StepState.TODO;
    }

    String caption() {
        int count = members.size();
        if (writing) {
            long staged = members.stream().filter(MemberProgress::isStaged).count();
            return texts.get("caption.writing", staged, count);
        }
        if (recovery.restored().get().isPresent()) {
            return texts.get("caption.done", recovery.restored().get().get().plan().writtenMembers().size());
        }
        if (failed.isPresent()) {
            return texts.get(failed.get().cancelled() ? "caption.stopped" : "caption.failed");
        }
        if (wasRestored) {
            return "";
        }
        return preview.filter(found -> !found.isFree()).isPresent() ? texts.get("caption.intheway") : "";
    }
}
