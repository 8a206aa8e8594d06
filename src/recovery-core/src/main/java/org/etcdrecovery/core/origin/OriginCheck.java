package org.etcdrecovery.core.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.text.Shown;

/** Compares what a file's name tells with its content. */
public final class OriginCheck {
    private OriginCheck() {}

    /**
     * Finds where the name contradicts the content. A lower revision in the name is normal: Gardener names a
     * snapshot before it takes it.
     *
     * @param revision       the last revision in the file
     * @param clusterVersion the version of the cluster in the file
     */
    public static List<Finding> of(FileOrigin origin, long revision, Optional<MinorVersion> clusterVersion) {
        List<Finding> findings = new ArrayList<>();
        if (origin.revision().isPresent() && origin.revision().getAsLong() > revision) {
            findings.add(new Finding(OriginCode.REVISION, Severity.CARE, "",
                    "The name says revision " + origin.revision().getAsLong() + ", but the file ends at " + revision,
                    origin.maker()
                            + " names a backup by its last revision. This file holds less: it is another one under"
                            + " that name, or was taken from a member that lagged behind.",
                    "Look for another copy of that backup, or take the file for what it holds."));
        }
        if (origin.delta()) {
            findings.add(new Finding(OriginCode.DELTA, Severity.CARE, "",
                    "The name is that of a delta, but the file is a full snapshot, up to revision " + revision,
                    origin.maker() + " names full snapshots Full-…, and the changes since then Incr-…. This file is"
                            + " another one under that name, so the revisions and the time in it tell nothing.",
                    "Find out which backup it is, or take the file for what it holds."));
        }
        Optional<MinorVersion> stated = origin.version().flatMap(MinorVersion::parse);
        if (stated.isPresent() && clusterVersion.filter(version -> version.compareTo(stated.get()) > 0).isPresent()) {
            findings.add(new Finding(OriginCode.VERSION, Severity.CARE, "",
                    "The metadata beside the file name etcd " + Shown.name(origin.version().orElseThrow())
                            + ", but the cluster in it had version " + clusterVersion.get(),
                    "No member is older than its cluster, so the metadata belong to another backup.",
                    "Check that the file is the backup that you mean."));
        }
        origin.twin()
                .ifPresent(twin -> findings.add(new Finding(OriginCode.TWIN_MISSING, Severity.CARE, "",
                        "“" + twin.getFileName() + "” is missing beside the file",
                        origin.maker()
                                + " saves the static pods and the encryption keys in it. Without those keys, the API"
                                + " servers cannot read what they encrypted.",
                        "Find it before you restore: it was written to the same directory at the same time.")));
        return findings;
    }
}
