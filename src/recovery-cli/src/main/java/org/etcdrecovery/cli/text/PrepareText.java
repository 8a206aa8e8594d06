package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.core.plan.PreparePlan;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;

/** Prints a prepared snapshot: what was changed, and the verdict on the new file. */
public final class PrepareText {
    private final PreparePlan plan;
    private final Written written;
    private final Ink ink;

    public PrepareText(PreparePlan plan, Written written, Ink ink) {
        this.plan = plan;
        this.written = written;
        this.ink = ink;
    }

    private String notRaised() {
        long last = plan.revisions().last();
        return last == plan.revisions().snapshot()
                ? last + ", as in the source"
                : last + ", at which the keys of the dropped leases are deleted; the source ends at "
                        + plan.revisions().snapshot();
    }

    /** The changes, the findings in the new file, and last its verdict. */
    public String all() {
        StringBuilder text = new StringBuilder();
        text.append(FindingText.fact("Revision", plan.revisions().bump() == 0
                ? notRaised()
                : plan.revisions().snapshot() + " raised to " + plan.revisions().last()
                        + ", everything before it marked as compacted"));
        if (plan.clearAlarms()) {
            text.append(FindingText.fact("Alarms", "left out"));
        }
        plan.keyspace().ifPresent(change -> text.append(new KeyspaceText(change).all()));
        text.append(FindingText.fact("Keys", plan.livingKeys() + " that exist"));
        text.append(FindingText.fact("HashKV", Integer.toUnsignedString(plan.hashKv()) + " at revision "
                + plan.revisions().last()));
        text.append(FindingText.fact("SHA-256", written.sha256()));
        return text.append('\n').append(new InspectionText(written.inspection(), ink).brief()).toString();
    }
}
