package org.etcdrecovery.console.step.restore;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.restore.RestorePreview;

/**
 * How the step stands in the rail.
 *
 * @param texts       its words
 * @param recovery    what the run has gathered
 * @param writing     whether it writes
 * @param members     how far each member has come
 * @param failed      why nothing was written
 * @param preview     what stands where it would be written
 * @param wasRestored whether anything was restored in this run
 */
record RestoreStanding(Texts texts, Recovery recovery, boolean writing, List<MemberWriting> members,
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
            long staged = members.stream().filter(MemberWriting::isStaged).count();
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
