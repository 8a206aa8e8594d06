package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One member of the new cluster as requested. Nothing is checked here; {@link Planner} checks the whole request and
 * reports all faults at once.
 *
 * @param name       its name
 * @param peerUrls   where the other members will reach it, as typed
 * @param clientUrls where clients will reach it, as typed; only used in the commands that start the member
 * @param dataDir    the data directory to write, an absolute path; empty for a member that is restored elsewhere. A
 *                   path not filled in yet is {@code Path.of("")}, which is refused.
 * @param walDir     a directory for the WAL outside the data directory
 * @param learner    whether it is a learner, which has no vote
 */
public record MemberRequest(String name, List<String> peerUrls, List<String> clientUrls, Optional<Path> dataDir,
        Optional<Path> walDir, boolean learner) {
    /** Copies the lists. */
    public MemberRequest {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }

    /** A voter without client URLs, with its WAL in the data directory. */
    public static MemberRequest voter(String name, List<String> peerUrls, Path dataDir) {
        return new MemberRequest(name, peerUrls, List.of(), Optional.of(dataDir), Optional.empty(), false);
    }
}
