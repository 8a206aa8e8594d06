package org.etcdrecovery.core.rescue.salvage;

import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.finding.Finding;

/**
 * What a salvage of a file would bring back, and what it would not.
 *
 * @param file          the damaged file, as the operator named it
 * @param size          its size in bytes
 * @param inUse         the size of the pages that read, in bytes, which is about that of a new file
 * @param transaction   the transaction of the state that is taken: the newest, unless an earlier one reads better
 * @param records       records of the keyspace that read, history and deletions included
 * @param lastRevision  the last revision that reads
 * @param lostRevisions where changes of the keyspace are lost, in order
 * @param findings      what is repaired or lost, each to be accepted; empty if the whole file reads and is proven
 */
public record SalvageReport(String file, long size, long inUse, long transaction, long records, long lastRevision,
        List<LostRange> lostRevisions, List<Finding> findings) {
    /** Copies the lists. */
    public SalvageReport {
        lostRevisions = List.copyOf(lostRevisions);
        findings = List.copyOf(findings);
    }

    /** The findings that the operator has not accepted. */
    public List<Finding> open(Set<SalvageCode> accepted) {
        return findings.stream().filter(finding -> !accepted.contains((SalvageCode) finding.code())).toList();
    }
}
