package org.etcdrecovery.console.step.safety;

import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SafetyForm;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;

/** The step Safety. */
public final class SafetyViewModel implements StepModel {
    private final Texts texts = Texts.of("safety");
    private final StepOutline outline = new StepOutline(StepId.SAFETY);
    private SafetyForm kept;

    /**
     * @param recovery what the run has gathered
     * @param tools    the world outside
     */
    public SafetyViewModel(Recovery recovery, StepTools tools) {
        this.kept = new SafetyForm(false, "", false);
        outline.primary().offer(texts.get("continue"), outline::forward);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    /** What was typed, to be kept. */
    public SafetyForm form() {
        return kept;
    }

    /** Takes over what was typed earlier. */
    public void fill(SafetyForm form) {
        kept = form;
    }
}
