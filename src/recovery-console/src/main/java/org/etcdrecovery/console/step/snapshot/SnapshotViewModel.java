package org.etcdrecovery.console.step.snapshot;

import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;

/** The step Snapshot. */
public final class SnapshotViewModel implements StepModel {
    private final Texts texts = Texts.of("snapshot");
    private final StepOutline outline = new StepOutline(StepId.SNAPSHOT);

    /**
     * @param recovery what the run has gathered
     * @param tools    the world outside
     */
    public SnapshotViewModel(Recovery recovery, StepTools tools) {
        outline.primary().offer(texts.get("continue"), outline::forward);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }
}
