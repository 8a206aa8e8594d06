package org.etcdrecovery.cli.text;

import java.util.List;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.edit.LeaseEffect;
import org.etcdrecovery.core.edit.LeaseEffect.Fate;
import org.etcdrecovery.core.edit.Subtree;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** Prints what changes in keys and leases. */
final class KeyspaceText {
    private static final int MOST_NAMED = 10;

    private final KeyspaceChange change;

    KeyspaceText(KeyspaceChange change) {
        this.change = change;
    }

    /** One line for each kind of change, and below it the subtrees or leases that it concerns most. */
    String all() {
        StringBuilder text = new StringBuilder();
        change.edit().asOf().ifPresent(revision -> {
            text.append(FindingText.fact("As of", revision + ": " + change.goingBack()));
            change.subtrees().stream().limit(MOST_NAMED).forEach(tree -> text.append(FindingText.fact("", line(tree))));
            more(text, change.subtrees().size());
        });
        leases(text, "Dropped", Fate.DROPPED, change.dropped());
        leases(text, "Created", Fate.RECREATED, change.recreated());
        leases(text, "Orphaned", Fate.ORPHANED, change.orphaned());
        return text.toString();
    }

    private static String line(Subtree tree) {
        return (tree.prefix().isEmpty() ? "others" : Shown.text(tree.prefix())) + ": "
                + Counted.of(tree.takenKeys(), "present value") + " lost, " + HumanSize.of(tree.takenBytes()) + "; "
                + Counted.of(tree.backKeys(), "earlier value") + " restored, " + HumanSize.of(tree.backBytes());
    }

    private void leases(StringBuilder text, String name, Fate fate, Tally tally) {
        if (tally.leases() == 0) {
            return;
        }
        text.append(FindingText.fact(name, Counted.of(tally.leases(), "lease") + " with "
                + Counted.of(tally.keys(), "key")));
        List<LeaseEffect> leases = change.leases(fate).toList();
        leases.stream()
                .limit(MOST_NAMED)
                .forEach(
                        lease -> text.append(FindingText.fact("", lease.lease() + ": " + Counted.of(lease.keys(), "key")
                                + (lease.firstKey().isEmpty() ? "" : ", first " + Shown.text(lease.firstKey())))));
        more(text, tally.leases());
    }

    private static void more(StringBuilder text, long all) {
        if (all > MOST_NAMED) {
            text.append(FindingText.fact("", "and " + (all - MOST_NAMED) + " more"));
        }
    }
}
