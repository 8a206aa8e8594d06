package org.etcdrecovery.core.plan;

import java.util.Optional;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** Checks the revision bump. */
final class RevisionRules {
    /** Above this, a number read as a double loses digits. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private RevisionRules() {}

    static void check(EditRequest request, Optional<EtcdRelease> target, SnapshotFacts facts,
            ProblemList problems) {
        long bump = request.revisionBump();
        long from = request.bumpsFrom(facts);
        if (bump < 0) {
            problems.refuse(ProblemCode.BUMP_NEGATIVE, Field.REVISION_BUMP,
                    "The revision bump " + bump + " is negative",
                    "Revisions only grow, and clients may have seen later ones. Give a positive number.");
            return;
        }
        if ((bump > 0) != request.markCompacted()) {
            problems.refuse(ProblemCode.MARK_COMPACTED, Field.MARK_COMPACTED,
                    bump > 0
                            ? "The raised revision is not marked as compacted"
                            : "Marking as compacted requires a revision bump",
                    bump > 0
                            ? "Watchers ahead of the snapshot notice the jump only if everything before it is marked"
                                    + " as compacted. Mark it, or leave out the bump."
                            : "Without a bump there is no later revision to compact to. Add a bump, or do not mark anything.");
        }
        if (facts.revisions().bumped()) {
            warnOfEarlierBump(bump, facts.revisions().current(), problems);
        }
        if (bump == 0) {
            warnOfMissingBump(facts, problems);
        } else if (bump > Compaction.LAST_USABLE - from) {
            problems.refuse(ProblemCode.BUMP_TOO_LARGE, Field.REVISION_BUMP,
                    "The revision " + from + " cannot be raised by " + bump,
                    "Servers need room for their own revisions, up to " + Long.MAX_VALUE
                            + ". Choose a smaller bump; 1000000000 is ample.");
        } else {
            checkResult(target, facts, from + bump, problems);
        }
    }

    private static void checkResult(Optional<EtcdRelease> target, SnapshotFacts facts, long raised,
            ProblemList problems) {
        if (raised <= facts.revisions().compacted()) {
            problems.refuse(ProblemCode.BUMP_BELOW_COMPACTION, Field.REVISION_BUMP,
                    "The raised revision " + raised + " is not beyond the compaction at "
                            + facts.revisions().compacted(),
                    "The bump would have no effect. Choose a bump of more than "
                            + (facts.revisions().compacted() - facts.revisions().last().main()) + ".");
        }
        if (raised > EXACT_IN_DOUBLE) {
            problems.warn(ProblemCode.REVISION_INEXACT, Field.REVISION_BUMP,
                    "The raised revision " + raised + " is beyond 2^53",
                    "Programs that read numbers as floating point, such as JavaScript and jq, show it rounded. A "
                            + "bump of 1000000000 is ample.");
        }
        if (target.filter(EtcdRelease::mayRefuseHashKvAtCompaction).isPresent()) {
            problems.warn(ProblemCode.BUMP_UNPROVABLE, Field.REVISION_BUMP,
                    "etcd 3.4 before 3.4.27 cannot prove a raised revision",
                    "It refuses HashKV at a compacted revision, and the bump compacts the last one. Compare keys"
                            + " instead.");
        }
    }

    private static void warnOfMissingBump(SnapshotFacts facts, ProblemList problems) {
        if (facts.kubernetes() && !facts.revisions().bumped()) {
            problems.warn(ProblemCode.BUMP_MISSING, Field.REVISION_BUMP,
                    "A Kubernetes keyspace would be restored without a revision bump",
                    "Controllers and kubelets remember revisions that the restored cluster would hand out a second"
                            + " time, and would act on stale caches without noticing. Bump the revision and mark it"
                            + " compacted.");
        }
    }

    private static void warnOfEarlierBump(long bump, long current, ProblemList problems) {
        problems.warn(ProblemCode.ALREADY_BUMPED, Field.REVISION_BUMP,
                "The snapshot is already bumped, to revision " + current,
                bump == 0
                        ? "Members start there, and refuse watches from before. It needs no further bump."
                        : "Members would start there without a further bump. This one raises the revision once more;"
                                + " leave it out unless clients may have seen revisions beyond " + current + ".");
    }
}
