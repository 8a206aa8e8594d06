package org.etcdrecovery.core.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.finding.Finding;

/**
 * The result of an inspection.
 *
 * @param file     the file, as an absolute path
 * @param size     its size in bytes
 * @param verdict  whether a cluster can be restored from it
 * @param findings what was found, in the order in which it was found
 * @param passed   the checks that ran to their end and found nothing that calls for care
 * @param facts    what the file says; empty when it is damaged or no snapshot
 * @param remains  what still reads of a damaged file; empty when its pages could not be gone through at all
 * @param newest   for listing the keys; of no file when there are no facts
 */
public record Inspection(Path file, long size, Verdict verdict, List<Finding> findings, Set<Finding.Check> passed,
        Optional<SnapshotFacts> facts, Optional<Remains> remains, NewestRecords newest) {
    /** Copies the collections. */
    public Inspection {
        findings = List.copyOf(findings);
        passed = Set.copyOf(passed);
    }
}
