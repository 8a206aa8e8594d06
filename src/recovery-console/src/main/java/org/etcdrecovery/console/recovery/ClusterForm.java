package org.etcdrecovery.console.recovery;

import java.util.List;

/**
 * What was typed in the step Cluster.
 *
 * @param members   the table
 * @param token     the cluster token
 * @param writeInto where data directories go that are not named by themselves
 * @param target    such as {@code 3.6}; empty for what the snapshot says
 * @param owner     such as {@code etcd:etcd}; empty for none
 * @param joinLater whether only the first member is restored and the others join it
 */
public record ClusterForm(List<MemberForm> members, String token, String writeInto, String target, String owner,
        boolean joinLater) {
    /** Copies the list. */
    public ClusterForm {
        members = List.copyOf(members);
    }

    /**
     * One row.
     *
     * @param name       its name
     * @param peerUrls   a list set apart by commas
     * @param clientUrls likewise
     * @param dataDir    a path; empty for {@code NAME.etcd} in {@link #writeInto}
     * @param walDir     a path; empty for none
     * @param learner    whether it follows without a vote
     */
    public record MemberForm(String name, String peerUrls, String clientUrls, String dataDir, String walDir,
            boolean learner) {}
}
