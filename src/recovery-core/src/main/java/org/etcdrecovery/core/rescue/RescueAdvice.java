package org.etcdrecovery.core.rescue;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding.Severity;

/** What can be done with the directory that was found best. */
final class RescueAdvice {
    private RescueAdvice() {}

    static List<String> of(MemberDirectory directory) {
        if (directory.source().filter(source -> source.kind() == RescueSource.Kind.LOG).isPresent()) {
            return List
                    .of(Advised.RESCUE_SNAPSHOT
                            + " rebuilds the keyspace from the log and writes it as a snapshot. It changes"
                            + " nothing in the directory.");
        }
        if (directory.missing().isEmpty()) {
            return List.of();
        }
        List<String> advice = new ArrayList<>();
        advice.add(
                "To keep what only the log holds, use " + Advised.RESCUE_SNAPSHOT
                        + ": it applies the log to a copy of the database"
                        + " and writes a snapshot. It changes nothing in the directory.");
        if (directory.findings().stream().allMatch(finding -> finding.severity() == Severity.NOTE)) {
            advice.add(
                    "Or let a server apply the log: start etcd with --force-new-cluster on a copy of the directory, on"
                            + " a host that the other members cannot reach, and save a snapshot from it. Never start it on the"
                            + " directory itself: a start writes to the log and the database, and deletes files that it takes"
                            + " for leftovers.");
        }
        advice.add("Or restore the database alone. That loses the writes that only the log holds, even those that were"
                + " acknowledged.");
        return advice;
    }
}
