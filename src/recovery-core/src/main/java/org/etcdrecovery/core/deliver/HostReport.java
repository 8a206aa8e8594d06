package org.etcdrecovery.core.deliver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.deliver.HostFinding.Weight;

/**
 * What the check of one host found. Nothing was changed there.
 *
 * @param target        the member and its host
 * @param reached       whether the script ran there
 * @param hostKey       the fingerprint of the key that the host showed, such as {@code SHA256:…}; empty if it showed none
 * @param state         how far an earlier delivery has come
 * @param freeBytes     the free space where the data directory will be staged; negative if it is not known
 * @param neededBytes   the space that staging and the first start take there; negative if the host was not reached
 * @param configuration what the service is configured with against the plan; empty without a service that can be read
 * @param findings      what the operator should know, the gravest first
 */
public record HostReport(DeliveryTarget target, boolean reached, Optional<String> hostKey, HostState state,
        long freeBytes, long neededBytes, List<ConfigLine> configuration, List<HostFinding> findings) {
    /**
     * What comes first among findings of the same weight: whether it is the right host and the right plan, then whether what
     * starts there is the right member, and only then what is in its way.
     */
    private static final List<String> FIRST = List.of("ssh.", "host.twice", "host.unknown-state", "host.other-plan",
            "host.took-part",
            "host.locked", "host.not-root", "host.tools", "service.absent", "service.unreadable", "service.directory",
            "host.other-directory", "service.differs", "service.", "host.no-owner", "quarantine.");

    /** Copies the lists. */
    public HostReport {
        configuration = List.copyOf(configuration);
        findings = findings.stream()
                .sorted(Comparator.comparing(HostFinding::weight).reversed().thenComparingInt(HostReport::rank))
                .toList();
    }

    private static int rank(HostFinding finding) {
        int rank = 0;
        while (rank < FIRST.size() && !finding.code().startsWith(FIRST.get(rank))) {
            rank++;
        }
        return rank;
    }

    /** Whether nothing may be staged there. */
    public boolean blocks() {
        return findings.stream().anyMatch(finding -> finding.weight() == Weight.BLOCKS);
    }

    /** Whether nothing may be put in place there. */
    public boolean blocksActivation() {
        return findings.stream().anyMatch(finding -> finding.weight().compareTo(Weight.BLOCKS_ACTIVATION) >= 0);
    }

    /** What a finding says, with the name of the member at the beginning. */
    public String named(HostFinding finding) {
        String name = target.member().name();
        return finding.summary().startsWith(name + " (") ? finding.summary() : name + ": " + finding.summary();
    }

    /** A host on which the script could not run. */
    static HostReport unreached(DeliveryTarget target, HostOutcome.Failure failure, Optional<String> hostKey) {
        return new HostReport(target, false, hostKey, HostState.NOTHING, -1, -1, List.of(),
                List.of(new HostFinding(failure.code(), Weight.BLOCKS, failure.message(), failure.isSilence()
                        ? Without.remedy(List.of(target.member().name()))
                        : "")));
    }

    /** A copy with one more finding. */
    HostReport with(HostFinding finding) {
        List<HostFinding> all = new ArrayList<>(findings);
        all.add(finding);
        return new HostReport(target, reached, hostKey, state, freeBytes, neededBytes, configuration, all);
    }
}
