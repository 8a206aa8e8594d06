package org.etcdrecovery.console.step.verify;

import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;

/** The step Verify. */
public final class VerifyViewModel implements StepModel {
    private final Texts texts = Texts.of("verify");
    private final StepOutline outline = new StepOutline(StepId.VERIFY);

    /**
     * @param recovery what the run has gathered
     * @param tools    the world outside
     */
    public VerifyViewModel(Recovery recovery, StepTools tools) {
        outline.primary().offer(texts.get("continue"), outline::forward);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }
}
