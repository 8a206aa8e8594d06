package org.etcdrecovery.core.rehearse;

import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * What to rehearse, and with what.
 *
 * @param plan        the plan to carry out
 * @param opener      opens its snapshot
 * @param etcd        the etcd to run, of the planned release
 * @param scratch     where to write
 * @param everyMember whether to rehearse all members of the plan instead of one voter
 * @param keep        whether to keep the directories after the members have been stopped
 * @param login       a user of the snapshot and its password, preferably root; empty for none
 */
public record RehearsalRequest(RestorePlan plan, SnapshotOpener opener, EtcdProgram etcd, Scratch scratch,
        boolean everyMember, boolean keep, Optional<Login> login) {
    /** How many members are rehearsed. */
    public int members() {
        return everyMember ? plan.members().size() : 1;
    }
}
