package org.etcdrecovery.console.step.inspect;

import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;

/** The step Inspect. */
public final class InspectViewModel implements StepModel {
    private final Texts texts = Texts.of("inspect");
    private final StepOutline outline = new StepOutline(StepId.INSPECT);

    /**
     * @param recovery what the run has gathered
     * @param tools    the world outside
     * @param starter  begins a recovery from a file that was only looked at
     */
    public InspectViewModel(Recovery recovery, StepTools tools, RunStarter starter) {
        outline.primary().offer(texts.get("continue"), outline::forward);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }
}
