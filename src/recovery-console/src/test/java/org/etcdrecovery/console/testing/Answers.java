package org.etcdrecovery.console.testing;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.DbSize;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.RaftProgress;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;

/** What one member answers to a probe. */
public final class Answers {
    /** Where it is asked. */
    public static final Endpoint ENDPOINT = new Endpoint("a.example", 2379, false);

    private Answers() {}

    /** A member of this cluster answers, without a leader. */
    public static MemberProbe of(ClusterId cluster) {
        return MemberProbeBuilder.builder()
                .endpoint(ENDPOINT)
                .named(true)
                .status(Optional.of(
                        new MemberStatus(cluster, new MemberId(7), "3.5.35", new DbSize(1000, 1000, 0), MemberId.NONE,
                                new RaftProgress(2, 9, 9), 40, false, "", List.of())))
                .build();
    }

    /** No member answers. */
    public static MemberProbe failing(Failure.Cause cause) {
        return MemberProbeBuilder.builder()
                .endpoint(ENDPOINT)
                .named(true)
                .failure(Optional.of(new Failure(cause, "It did not answer.", "", "")))
                .build();
    }
}
