package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One member of the new cluster as somebody asks for it. Nothing is checked here: {@link Planner} does, and says
 * everything that is wrong at once.
 *
 * @param name       its name
 * @param peerUrls   where the others will reach it, as typed
 * @param clientUrls where clients will reach it, as typed; only the commands to start it need them
 * @param dataDir    the data directory to write, an absolute path; empty for a member that is part of the cluster but
 *                   restored elsewhere. A path that is still to be filled in is {@code Path.of("")}, which is refused.
 * @param walDir     a directory for the WAL outside the data directory
 * @param learner    whether it follows without a vote
 */
public record MemberRequest(String name, List<String> peerUrls, List<String> clientUrls, Optional<Path> dataDir,
        Optional<Path> walDir, boolean learner) {
    /** Copies the lists. */
    public MemberRequest {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }

    /** A voter with its WAL in the data directory and no client URLs stated. */
    public static MemberRequest voter(String name, List<String> peerUrls, Path dataDir) {
        return new MemberRequest(name, peerUrls, List.of(), Optional.of(dataDir), Optional.empty(), false);
    }
}
