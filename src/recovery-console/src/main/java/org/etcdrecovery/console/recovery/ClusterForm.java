package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Optional;

/**
 * What was typed in the step Cluster.
 *
 * @param members   the table
 * @param token     the cluster token
 * @param writeInto the parent of the data directories that have no path of their own
 * @param target    the etcd version, such as {@code 3.6}; empty to use the version in the snapshot
 * @param owner     the owner of the files, such as {@code etcd:etcd}; empty to leave it unchanged
 * @param joinLater whether only the first member is restored and the others join it
 * @param place     where the data directories are written; empty for this machine
 */
public record ClusterForm(List<MemberForm> members, String token, String writeInto, String target, String owner,
        boolean joinLater, @JsonInclude(Include.NON_ABSENT) Optional<WritePlace> place) {
    /** Copies the list. */
    public ClusterForm {
        members = List.copyOf(members);
    }

    /**
     * One row.
     *
     * @param name       the name of the member
     * @param peerUrls   a comma-separated list
     * @param clientUrls a comma-separated list
     * @param dataDir    a path; empty for {@code NAME.etcd} in {@link #writeInto}
     * @param walDir     a path; empty to keep the WAL in the data directory
     * @param learner    whether the member is a learner
     */
    public record MemberForm(String name, String peerUrls, String clientUrls, String dataDir, String walDir,
            boolean learner) {}
}
