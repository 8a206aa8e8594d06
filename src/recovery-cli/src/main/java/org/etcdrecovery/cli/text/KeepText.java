package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.core.store.SavedInStore;
import org.etcdrecovery.core.store.keep.KeepResult;
import org.etcdrecovery.core.store.keep.Thinning.Fate;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** What a run that keeps snapshots did. */
public final class KeepText {
    private final KeepResult result;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    /** The text of a result. */
    public KeepText(KeepResult result, Ink ink) {
        this.result = result;
        this.ink = ink;
    }

    /** The verdict of the new snapshot, the findings, and what was deleted, each with the reason. */
    public String all() {
        result.saved().ifPresent(this::saved);
        FindingText findings = new FindingText(ink);
        result.findings().forEach(finding -> text.append(findings.paragraph(finding)));
        result.thinning().deleted().forEach(this::deletion);
        return text.append(Shown.text(result.store())).append(": ").append(words()).append('\n').toString();
    }

    private void saved(SavedInStore saved) {
        text.append(new InspectionText(saved.inspection().at(result.store() + saved.name()), ink).brief())
                .append(HumanSize.of(saved.saved().size()))
                .append(" from ")
                .append(Shown.text(saved.saved().endpoint().url()))
                .append("\n\n");
    }

    private void deletion(Fate fate) {
        boolean done = result.deleted().contains(fate);
        text.append(done ? "deleted  " : "would be deleted  ")
                .append(Shown.name(fate.snapshot().object().name()))
                .append(": ")
                .append(Shown.text(fate.reason()))
                .append('\n');
    }

    private String words() {
        int kept = result.thinning().fates().size() - result.deleted().size();
        return switch (result.pruning()) {
            case DONE -> Counted.of(result.deleted().size(), "file") + " deleted, " + kept + " left";
            case NO_RULES -> "nothing pruned: no --hourly, --daily or --weekly";
            case DRY_RUN -> "nothing saved and nothing deleted (--dry-run); "
                    + Counted.of(result.thinning().deleted().size(), "file") + " of "
                    + (result.thinning().fates().size() - 1) + " would be deleted after a new one is saved";
            case CONTRADICTION -> "not pruned, see above";
            case LOCKED -> "not pruned: another run has the lock";
            case NO_LOCK -> "not pruned: the store cannot exclude other writers; if this is the only host that prunes"
                    + " here, add --sole-writer";
        };
    }
}
