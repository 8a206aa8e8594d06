package org.etcdrecovery.core.snapshot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.origin.OriginCode;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.packed.Packed;
import org.etcdrecovery.core.packed.PackedCode;

/**
 * The result of an inspection.
 *
 * @param file     the inspected file, as an absolute path
 * @param size     the size of the snapshot in bytes, unpacked
 * @param verdict  whether a cluster can be restored from it
 * @param findings the findings, in the order in which they were found
 * @param passed   the checks that ran to their end and found nothing worse than a note
 * @param facts    what the file holds; empty if it is damaged or not a snapshot
 * @param remains  what can still be read of a damaged file; empty if its pages could not be walked
 * @param newest   the newest records, for listing the keys; of no file if there are no facts
 * @param packed   how the file is packed; empty if it is not
 * @param origin   what its name and the files beside it tell; empty if that is nothing
 * @param recorded how this program made it, by the manifest beside it; empty if it has none
 * @param address  where the file was fetched from; empty if it is on this machine
 */
public record Inspection(Path file, long size, Verdict verdict, List<Finding> findings, Set<Finding.Check> passed,
        Optional<SnapshotFacts> facts, Optional<Remains> remains, NewestRecords newest, Optional<Packed> packed,
        Optional<FileOrigin> origin, Optional<RecordedOrigin> recorded, Optional<String> address) {
    /** Copies the collections. */
    public Inspection {
        findings = List.copyOf(findings);
        passed = Set.copyOf(passed);
    }

    /**
     * This inspection as it will be once a manifest lies beside the file. A file is inspected before its manifest is
     * written, because the manifest says what was found.
     */
    public Inspection withManifest(String manifest) {
        Optional<RecordedOrigin> origins = facts.flatMap(
                known -> RecordedOrigin.in(manifest, known.hashes().sha256()));
        List<Finding> found = new ArrayList<>(findings);
        found.removeIf(finding -> finding.code() == OriginCode.INCOMPLETE);
        origins.flatMap(RecordedOrigin::finding).ifPresent(found::add);
        return new Inspection(file, size, Verdict.of(found), found, passed, facts, remains, newest, packed, origin,
                origins, address);
    }

    /** The same inspection of a copy that is, or will be, at this address. */
    public Inspection at(String otherAddress) {
        return new Inspection(file, size, verdict, findings, passed, facts, remains, newest, packed, origin, recorded,
                Optional.of(otherAddress));
    }

    /** How messages and reports name the file. */
    public String shown() {
        return address.orElseGet(file::toString);
    }

    /** Whether a part may be saved: the snapshot is damaged, and not the packed file around it. */
    public boolean maySalvage() {
        return verdict == Verdict.DAMAGED
                && findings.stream().noneMatch(finding -> finding.code() instanceof PackedCode);
    }

    /** Whether the file is an archive of several snapshots and none of them was chosen, so none was inspected. */
    public boolean awaitsChoice() {
        return packed.filter(archive -> archive.entry().isEmpty() && archive.snapshots().size() > 1)
                .isPresent();
    }

    /** How to open the inspected snapshot again. */
    public SnapshotName name() {
        return address.map(url -> SnapshotName.at(url, packed.flatMap(Packed::entry)))
                .orElseGet(() -> new SnapshotName(file, packed.flatMap(Packed::entry)));
    }
}
