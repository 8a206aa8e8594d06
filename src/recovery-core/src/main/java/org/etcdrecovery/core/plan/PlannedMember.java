package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * One member of the planned cluster.
 *
 * @param id         its ID, an unsigned number
 * @param name       its name
 * @param peerUrls   canonical and sorted
 * @param clientUrls canonical and sorted; empty if the request names none
 * @param dataDir    the directory to write; empty if this member is restored elsewhere
 * @param walDir     a directory for its WAL outside the data directory
 * @param learner    whether it is a learner, which has no vote
 */
public record PlannedMember(MemberId id, String name, List<String> peerUrls, List<String> clientUrls,
        Optional<Path> dataDir, Optional<Path> walDir, boolean learner) {
    /** Copies the lists. */
    public PlannedMember {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }

    /**
     * The record of this member in the restored database and log. It has no client URLs: the server adds them when it
     * starts.
     */
    public Member toRecord() {
        return new Member(id, name, peerUrls, List.of(), learner);
    }
}
