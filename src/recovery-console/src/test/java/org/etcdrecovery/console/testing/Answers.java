package org.etcdrecovery.console.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.OriginEvidence;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.connect.Contact.Port;
import org.etcdrecovery.core.cluster.connect.DbSize;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.RaftProgress;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.report.RecoveryReport.Fact;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;

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

    /** What a run knows of its origin that saved this file, with every part of what was asked. */
    public static OriginEvidence evidence(Path saved) {
        ClusterId cluster = new ClusterId(7);
        MemberProbe row = MemberProbeBuilder.builder(of(cluster))
                .list(Optional.of(new MemberList(cluster,
                        List.of(new Member(new MemberId(7), "m1", List.of("http://a:2380"), List.of("http://a:2379"),
                                false)))))
                .build();
        ProbeReport report = new ProbeReport(List.of(row), List.of(
                new Contact(new Endpoint("", 0, true, "/run/etcd.sock"), Port.CLIENT, true, Contact.Shown.PASSWORD)));
        return new OriginEvidence(
                Optional.of(QuorumAssessor.assess(report, ConnectionSettings.of(List.of(ENDPOINT)))), true,
                Optional.of(new SavedSnapshot(saved, 7, "ab", "cd", "3.6.0", ENDPOINT, row.status().orElseThrow(),
                        "m1", List.of("It may lack the last writes."))),
                Optional.of(new Rescue("From m1", List.of(new Fact("Member", "m1")))));
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
