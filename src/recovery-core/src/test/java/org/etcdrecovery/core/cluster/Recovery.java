package org.etcdrecovery.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.restore.Restorer;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;

/** The steps of a recovery for the tests of this package. */
public final class Recovery {
    private Recovery() {}

    /** How to reach members, all at once and without certificates. */
    public static ConnectionSettings connection(List<Member> members) throws IOException {
        return ConnectionSettings.of(Endpoint.parseAll(
                members.stream().map(member -> member.clientUrl().toString()).toList(), false));
    }

    /** How to reach the members of a cluster. */
    public static ConnectionSettings connection(RealCluster cluster) throws IOException {
        return connection(cluster.members().stream().map(process -> process.member()).toList());
    }

    /** Probes a cluster and assesses the answers. */
    public static QuorumAssessment assess(ConnectionSettings settings) throws IOException {
        return QuorumAssessor.assess(Prober.probe(settings, row -> {}, Progress.NONE), settings);
    }

    /**
     * Repeats the assessment until it has this verdict, for up to a minute: on a loaded machine a cluster may elect
     * again.
     *
     * @return the last assessment
     */
    public static QuorumAssessment await(Verdict verdict, ConnectionSettings settings) throws IOException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (true) {
            QuorumAssessment assessment = assess(settings);
            if (assessment.verdict() == verdict || Instant.now().isAfter(end)) {
                return assessment;
            }
        }
    }

    /** Saves a snapshot from one member. */
    public static SavedSnapshot save(Endpoint endpoint, Path target) throws IOException {
        return SnapshotSaver.save(new SaveRequest(endpoint, ConnectionSettings.of(List.of(endpoint)), target, true,
                Duration.ofSeconds(30)), Progress.NONE);
    }

    /** Plans a cluster from a snapshot. */
    public static RestorePlan plan(Path snapshot, EtcdVersion version, List<Member> members, String token, long bump)
            throws IOException {
        Inspection inspection = Inspector.inspect(snapshot, Progress.NONE, finding -> {});
        List<MemberRequest> requests = members.stream()
                .map(member -> new MemberRequest(member.name(), List.of(member.peerUrl().toString()),
                        List.of(member.clientUrl().toString()), Optional.of(member.dataDir()), Optional.empty(),
                        false))
                .toList();
        PlanResult result = Planner.plan(RestoreRequest.builder(requests, token)
                .target(MinorVersion.parse(version.minor()).orElseThrow())
                .revisionBump(bump)
                .markCompacted(bump > 0)
                .build(), inspection.facts().orElseThrow());
        assertThat(result).as("%s", result.problems()).isInstanceOf(PlanResult.Accepted.class);
        return ((PlanResult.Accepted) result).plan();
    }

    /** Plans a cluster and writes its data directories. */
    public static RestorePlan restore(Path snapshot, EtcdVersion version, List<Member> members, String token,
            long bump) throws IOException {
        RestorePlan plan = plan(snapshot, version, members, token, bump);
        Restorer.restore(plan, Progress.NONE);
        return plan;
    }
}
