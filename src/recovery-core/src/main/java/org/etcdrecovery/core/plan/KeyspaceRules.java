package org.etcdrecovery.core.plan;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.edit.LeaseEffect;
import org.etcdrecovery.core.edit.LeaseEffect.Fate;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.text.Counted;

/** Checks the changes to keys and leases. */
final class KeyspaceRules {
    private static final int MOST_NAMED = 3;
    private static final String WITHOUT_LEASE = "They never expire, and a put with ignore_lease on one of them makes every"
            + " member panic, again at each start. Create their leases again, or drop these keys.";

    private KeyspaceRules() {}

    /** @param findings of the inspection; keys without leases matter where the request says nothing about leases */
    static void check(EditRequest request, SnapshotFacts facts, List<Finding> findings, ProblemList problems) {
        if (request.keyspace().isEmpty()) {
            findings.stream()
                    .filter(finding -> finding.code() == FindingCode.CLUSTER_LEASE_GONE)
                    .forEach(finding -> problems.warn(ProblemCode.LEASES_ORPHANED, Field.LEASES, finding.summary(),
                            WITHOUT_LEASE));
        }
        request.keyspace().ifPresent(edited -> {
            OptionalLong asOf = edited.edit().asOf();
            if (asOf.isPresent()) {
                checkRevision(asOf.getAsLong(), request, facts, edited.change(), problems);
            }
            checkUnknown(edited, problems);
            if (asOf.isEmpty() || isHeld(asOf.getAsLong(), facts)) {
                checkLeases(edited, problems);
            }
        });
    }

    private static long oldest(SnapshotFacts facts) {
        return Math.max(facts.revisions().compacted(), 1);
    }

    /** Whether the snapshot holds the keyspace of this revision, so that its change means something. */
    private static boolean isHeld(long asOf, SnapshotFacts facts) {
        return asOf >= oldest(facts) && asOf <= facts.revisions().current();
    }

    private static void checkRevision(long asOf, EditRequest request, SnapshotFacts facts, KeyspaceChange change,
            ProblemList problems) {
        long oldest = oldest(facts);
        long current = facts.revisions().current();
        if (asOf < oldest) {
            problems.refuse(ProblemCode.AS_OF_COMPACTED, Field.AS_OF,
                    "The snapshot cannot go back to revision " + asOf + ": it is compacted up to " + oldest,
                    "Records from before the compaction are gone. Choose " + oldest + " to " + current
                            + ", or an older snapshot.");
        } else if (asOf > current) {
            problems.refuse(ProblemCode.AS_OF_FUTURE, Field.AS_OF,
                    "The snapshot does not reach revision " + asOf + ": it ends at " + current,
                    "Choose " + oldest + " to " + current + ", or a newer snapshot.");
        } else if (asOf == current) {
            problems.warn(ProblemCode.AS_OF, Field.AS_OF,
                    "Revision " + asOf + " is the last of the snapshot, so the keyspace does not go back",
                    "Leave the revision out, or choose an earlier one, from " + oldest + " on.");
            return;
        } else {
            problems.warn(ProblemCode.AS_OF, Field.AS_OF,
                    "The keyspace goes back from revision " + current + " to " + asOf + ": " + change.goingBack(),
                    "Members, alarms and the storage version stay those of the snapshot's time.");
            if (facts.authEnabled()) {
                problems.warn(ProblemCode.AS_OF_AUTH, Field.AS_OF,
                        "Users, roles and passwords stay as they are at the end of the snapshot",
                        "They have no revisions. Who was added since revision " + asOf
                                + " can still log in, and what was revoked stays revoked. Check them after the start.");
            }
        }
        if (request.revisionBump() == 0) {
            problems.refuse(ProblemCode.AS_OF_WITHOUT_BUMP, Field.REVISION_BUMP,
                    "The keyspace would go back without a revision bump",
                    "The restored cluster would hand out revisions a second time that clients have seen with other"
                            + " content. Bump the revision and mark it compacted.");
        }
    }

    private static void checkUnknown(EditedKeyspace edited, ProblemList problems) {
        if (!edited.unknown().isEmpty()) {
            String named = edited.unknown()
                    .stream()
                    .map(LeaseId::toString)
                    .sorted()
                    .limit(MOST_NAMED)
                    .collect(Collectors.joining(", "));
            problems.refuse(ProblemCode.LEASE_UNKNOWN, Field.LEASES,
                    "The snapshot has no lease " + named
                            + (edited.unknown().size() > MOST_NAMED ? " and others" : ""),
                    "IDs are hexadecimal, as etcdctl lease list prints them. Correct them, or leave them out.");
        }
    }

    private static void checkLeases(EditedKeyspace edited, ProblemList problems) {
        KeyspaceChange change = edited.change();
        Tally dropped = change.dropped();
        if (dropped.leases() > 0) {
            problems.warn(ProblemCode.LEASES_DROPPED, Field.LEASES,
                    Counted.of(dropped.leases(), "lease")
                            + (dropped.keys() == 0 ? " without keys" : " with " + Counted.of(dropped.keys(), "key"))
                            + (dropped.leases() == 1 ? " is dropped" : " are dropped"),
                    dropped.keys() == 0
                            ? "Clients that are still running create their leases again."
                            : named(change, Fate.DROPPED)
                                    + "Their keys are deleted before the first start. Clients that are still"
                                    + " running create their leases again.");
        }
        Tally recreated = change.recreated();
        if (recreated.leases() > 0) {
            problems.warn(ProblemCode.LEASES_RECREATED, Field.LEASES,
                    Counted.of(recreated.leases(), "lease") + " that no longer " + (recreated.leases() == 1
                            ? "exists is"
                            : "exist are") + " created again for " + Counted.of(recreated.keys(), "key"),
                    named(change, Fate.RECREATED)
                            + "These keys expire after " + Counted.of(edited.edit().ttl(), "second")
                            + ", unless a client keeps the lease alive.");
        }
        Tally orphaned = change.orphaned();
        if (orphaned.leases() > 0) {
            problems.warn(ProblemCode.LEASES_ORPHANED, Field.LEASES,
                    Counted.of(orphaned.keys(), "key") + " stay attached to leases that do not exist",
                    named(change, Fate.ORPHANED) + WITHOUT_LEASE);
        }
    }

    /** The first leases, each by its first key; those of API servers come first. */
    private static String named(KeyspaceChange change, Fate fate) {
        List<LeaseEffect> all = change.leases(fate).filter(lease -> lease.keys() > 0).toList();
        String names = all.stream()
                .sorted((a, b) -> Boolean.compare(b.isMasterLease(), a.isMasterLease()))
                .limit(MOST_NAMED)
                .map(lease -> lease.lease() + " of " + lease.firstKey())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "Leases: " + names + (all.size() > MOST_NAMED ? " and more. " : ". ");
    }
}
