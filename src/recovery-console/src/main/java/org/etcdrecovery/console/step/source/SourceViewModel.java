package org.etcdrecovery.console.step.source;

import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SourceForm;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;

/** The step Source. */
public final class SourceViewModel implements StepModel {
    private final Texts texts = Texts.of("source");
    private final StepOutline outline = new StepOutline(StepId.SOURCE);
    private SourceForm kept;

    /**
     * @param recovery what the run has gathered
     * @param tools    the world outside
     */
    public SourceViewModel(Recovery recovery, StepTools tools) {
        this.kept = new SourceForm(org.etcdrecovery.console.recovery.SourceKind.ENDPOINTS,
                org.etcdrecovery.console.recovery.ConnectionForm.EMPTY, "", java.util.List.of());
        outline.primary().offer(texts.get("continue"), outline::forward);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    /** What was typed, to be kept. */
    public SourceForm form() {
        return kept;
    }

    /** Takes over what was typed earlier. */
    public void fill(SourceForm form) {
        kept = form;
    }
}
