package org.etcdrecovery.console.step.start;

import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;

/** The step Start. */
public final class StartViewModel implements StepModel {
    private final Texts texts = Texts.of("start");
    private final StepOutline outline = new StepOutline(StepId.START);

    /**
     * @param recovery what the run has gathered
     * @param tools    the world outside
     */
    public StartViewModel(Recovery recovery, StepTools tools) {
        outline.primary().offer(texts.get("continue"), outline::forward);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }
}
