package org.etcdrecovery.core.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.connect.DbSize;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.RaftProgress;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.Step;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.contents.compare.SubtreeChanges;
import org.etcdrecovery.core.contents.compare.Summary;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.handover.StartCommands;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.RehearsalStage;
import org.etcdrecovery.core.rehearse.StageResult;
import org.etcdrecovery.core.report.RecoveryReport.ChecklistItem;
import org.etcdrecovery.core.report.RecoveryReport.Fact;
import org.etcdrecovery.core.report.RecoveryReport.Goal;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.report.RecoveryReport.Save;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.RestoreResult.RestoredMember;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.NewestRecords;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.Verdict;

/** A recovery from the sample snapshot in all its parts; the cluster around it is invented. */
public final class SampleReport {
    public static final Instant STARTED = Instant.parse("2026-03-14T02:11:09Z");
    public static final Instant ENDED = Instant.parse("2026-03-14T03:24:51Z");
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");
    private static final Endpoint SURVIVOR = new Endpoint("10.0.0.11", 2379, true);

    private SampleReport() {}

    /** A small file in which just this was found. */
    public static Inspection found(Verdict verdict, Finding finding) {
        return new Inspection(Path.of("/backup/x.db"), 10, verdict, List.of(finding), Set.of(), Optional.empty(),
                Optional.empty(), NewestRecords.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** A report with all parts, proven. */
    static RecoveryReportBuilder full() {
        Inspection inspection = inspection();
        RestorePlan plan = plan(inspection);
        return RecoveryReport.builder("Recovery Console for etcd 0.1.0", Goal.RECOVER, STARTED)
                .assessment(Optional.of(assessment()))
                .checklist(List.of(
                        new ChecklistItem("Find out whether the others can simply be started again.",
                                ChecklistItem.State.DONE),
                        new ChecklistItem("Stop what writes, API servers first.", ChecklistItem.State.DONE),
                        new ChecklistItem("Disable the old members, so that none comes back.",
                                ChecklistItem.State.SKIPPED),
                        new ChecklistItem("Copy every data directory while its member is down.",
                                ChecklistItem.State.OPEN)))
                .save(Optional.of(save()))
                .rescue(Optional.of(new Rescue("Data directory of control-plane-2, as it was copied",
                        List.of(new Fact("Last entry of the log", "1 204"), new Fact("Term", "7")))))
                .inspection(Optional.of(inspection))
                .loss(Optional.of(loss()))
                .consents(List.of("The revision is raised by 1 000 000 000 although no watcher is known."))
                .plan(Optional.of(plan))
                .rehearsal(Optional.of(rehearsal()))
                .result(Optional.of(result(plan)))
                .commands(commands(plan))
                .proof(Optional.of(proof(plan, Outcome.PASSED)));
    }

    static RestoreLoss loss() {
        return new RestoreLoss(SnapshotName.of(Path.of("/backup/etcd-20260314.db")), 320,
                SnapshotName.of(Path.of("/var/lib/etcd/member/snap/db")), 1_204,
                new Summary(7, 2, 4, 189, 5_000, 9_000),
                List.of(subtree("/registry/pods/", 7, 2, 0), subtree("/registry/leases/", 0, 0, 4)), 3, List.of());
    }

    private static SubtreeChanges subtree(String prefix, long missing, long older, long back) {
        return new SubtreeChanges(prefix.getBytes(UTF_8), new byte[0], true,
                new Summary(missing, older, back, 0, 0, 0));
    }

    static RehearsalResult rehearsal() {
        return new RehearsalResult(STARTED, new EtcdProgram(Path.of("/usr/local/bin/etcd"), "3.6.16"), 1, 3, false,
                List.of(stage(RehearsalStage.WRITE, "1 data directory of 2.3 GB", 18),
                        stage(RehearsalStage.START, "1 member, leader control-plane-1 in term 2", 3),
                        stage(RehearsalStage.PROVE, "12 checks hold", 20),
                        stage(RehearsalStage.SAVE, "78 keys, all the same as restored", 11)),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static StageResult stage(RehearsalStage stage, String seen, int seconds) {
        return new StageResult(stage, StageResult.Outcome.PASSED, seen, List.of(), Duration.ofSeconds(seconds));
    }

    static Inspection inspection() {
        try {
            return Inspector.inspect(SAMPLE, Progress.NONE, finding -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static QuorumAssessment assessment() {
        Member first = member(1, "control-plane-1");
        return new QuorumAssessment(QuorumAssessment.Verdict.LOST,
                "Quorum is lost: 1 of 3 voting members runs, 2 are needed.", 3, 2, 1, 0,
                List.of(new MemberState(first, MemberState.State.WITHOUT_LEADER,
                        "Answers, and sees no leader in term 7."),
                        new MemberState(member(2, "control-plane-2"), MemberState.State.DOWN,
                                "Nothing listens at 10.0.0.12:2379."),
                        new MemberState(member(3, "control-plane-3"), MemberState.State.UNSEEN,
                                "No answer from 10.0.0.13:2379 within 5 seconds.")),
                List.of("3 members vote, 2 of them are a majority; 1 may fail.", "No member names a leader.",
                        "No linearizable read was granted."),
                List.of(),
                List.of(new Step("Start the others if that can be done: then nothing is lost.", ""),
                        new Step("Take a snapshot of the survivor before it is restarted.",
                                "etcdctl --endpoints=https://10.0.0.11:2379 snapshot save backup.db")),
                Optional.empty(),
                List.of(new Contact(new Endpoint("10.0.0.11", 2379, true), Contact.Port.CLIENT, true,
                        Contact.Shown.NOTHING)));
    }

    static Save save() {
        MemberStatus status = new MemberStatus(new ClusterId(0xcdf818194e3a8c32L), new MemberId(0x21bcfdc42f162dc7L),
                "3.6.16", new DbSize(237_568, 147_456, 0), MemberId.NONE, new RaftProgress(7, 1204, 1204), 226, false,
                "3.6.0", List.of());
        return new Save(new SavedSnapshot(Path.of("/backup/etcd-20260314.db"), 237_600, "ab".repeat(32),
                "cd".repeat(32), "3.6.0", SURVIVOR, status, "control-plane-1",
                List.of("The member saw no leader: writes that others acknowledged may be missing.")),
                Instant.parse("2026-03-14T02:20:00Z"), Optional.of(Path.of("/backup/etcd-20260314.db.manifest.json")));
    }

    static RestorePlan plan(Inspection inspection) {
        List<MemberRequest> members = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new MemberRequest("control-plane-" + i, List.of("https://10.0.0.1" + i + ":2380"),
                        List.of("https://10.0.0.1" + i + ":2379"),
                        Optional.of(Path.of("/var/lib/recovery/control-plane-" + i + ".etcd")), Optional.empty(),
                        false))
                .toList();
        RestoreRequest request = RestoreRequest.builder(members, "recovery-20260314-5f1c")
                .revisionBump(1_000_000_000)
                .markCompacted(true)
                .build();
        return switch (Planner.plan(request, inspection.facts().orElseThrow())) {
            case PlanResult.Accepted accepted -> accepted.plan();
            case PlanResult.Unusable unusable -> throw new AssertionError(unusable);
            case PlanResult.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    static RestoreResult result(RestorePlan plan) {
        return new RestoreResult(plan.members()
                .stream()
                .map(member -> new RestoredMember(member.id(), member.name(), member.dataDir().orElseThrow(),
                        member.walDir()))
                .toList(), 151_552, 0x0badcafe, true, plan.revisions().last(), plan.hashKv());
    }

    /** A proof as a prover would return it; {@code hash} is the outcome of the HashKV check. */
    static Proof proof(RestorePlan plan, Outcome hash) {
        String planned = Integer.toUnsignedString(plan.hashKv());
        List<ProofCheck> checks = new ArrayList<>();
        checks.add(new ProofCheck(Subject.MEMBERS_ANSWER, "3 members", "3 members", Outcome.PASSED, ""));
        checks.add(new ProofCheck(Subject.CLUSTER_ID, plan.clusterId().toString(),
                plan.clusterId().toString(), Outcome.PASSED, ""));
        checks.add(new ProofCheck(Subject.ONE_LEADER, "one leader", "control-plane-2 in term 2", Outcome.PASSED, ""));
        checks.add(new ProofCheck(Subject.HASH_KV, planned, hash == Outcome.PASSED ? planned : "17", hash,
                "Taken at revision 1000000226 on every member."));
        checks.add(new ProofCheck(Subject.CANARY, "", "", Outcome.SKIPPED, "Nothing is written without consent."));
        return new Proof(Instant.parse("2026-03-14T03:24:40Z"), plan.clusterId().toString(),
                plan.snapshot().sha256(), true, checks);
    }

    private static List<HandedCommand> commands(RestorePlan plan) {
        return plan.members()
                .stream()
                .map(member -> new HandedCommand(member.name(), "Start the member.",
                        StartCommands.shell(plan, member).text()))
                .toList();
    }

    private static Member member(int number, String name) {
        return new Member(new MemberId(0x21bcfdc42f162dc7L + number - 1), name,
                List.of("https://10.0.0.1" + number + ":2380"),
                List.of(), false);
    }
}
