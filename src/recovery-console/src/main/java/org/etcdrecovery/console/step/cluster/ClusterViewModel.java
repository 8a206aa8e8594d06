package org.etcdrecovery.console.step.cluster;

import org.etcdrecovery.console.recovery.ClusterForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;

/** The step Cluster. */
public final class ClusterViewModel implements StepModel {
    private final Texts texts = Texts.of("cluster");
    private final StepOutline outline = new StepOutline(StepId.CLUSTER);
    private ClusterForm kept;

    /**
     * @param recovery what the run has gathered
     * @param tools    the world outside
     */
    public ClusterViewModel(Recovery recovery, StepTools tools) {
        this.kept = new ClusterForm(java.util.List.of(), "", "", "", "", false);
        outline.primary().offer(texts.get("continue"), outline::forward);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    /** What was typed, to be kept. */
    public ClusterForm form() {
        return kept;
    }

    /** Takes over what was typed earlier. */
    public void fill(ClusterForm form) {
        kept = form;
    }
}
