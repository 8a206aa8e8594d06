package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.Records;
import org.etcdrecovery.core.testing.Service;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After random changes of small records, what an inspection and a plan promise and what a real server does agree: restored
 * for a version, the file starts and serves there, or it is refused and would not.
 *
 * <p>A sample; {@code -Drecovery.long=true} runs the campaign.
 */
@Tag("judge")
class SmallRecordsTest {
    private static final int RUNS = Boolean.getBoolean("recovery.long") ? 500 : 25;
    private static final long SEED = Long.getLong("recovery.seed", 20_261_128);
    private static final int AT_ONCE = 2;
    private static final List<EtcdVersion> VERSIONS = List.of(EtcdVersion.values());

    @TempDir
    private Path directory;

    /** The reasons why this program refuses something although the server starts. */
    private enum Explained {
        /** The server never deletes such a lease, so it comes back at each start: the bucket contradicts itself. */
        LEASE_UNDER_ANOTHER_KEY,
        /** 3.4 and 3.5 read any bytes as a revision. No HashKV can be promised for what they read. */
        COMPACTION_OF_ANY_BYTES,
        /** An alarm that one of the two decoders accepts: without it (--clear-alarms) every version starts. */
        ALARM_THAT_ONE_DECODER_TAKES,
        /** The server starts, but crashes after more writes than are made here. */
        NO_REVISION_LEFT,
        /** 3.4.23 does not look at the storage version; 3.4.31 and later panic, and a plan is for all of 3.4. */
        STORAGE_VERSION_UNDER_3_4;

        static Optional<Explained> of(Run run) {
            return Stream.of(values()).filter(one -> one.explains(run)).findFirst();
        }

        private boolean explains(Run run) {
            return switch (this) {
                case LEASE_UNDER_ANOTHER_KEY -> run.has(FindingCode.KEYSPACE_RECORD);
                case COMPACTION_OF_ANY_BYTES -> run.has(FindingCode.KEYSPACE_COMPACTION)
                        && run.version.compareTo(EtcdVersion.V3_5) <= 0;
                case ALARM_THAT_ONE_DECODER_TAKES -> run.has(FindingCode.CLUSTER_ALARM_RECORD);
                case NO_REVISION_LEFT -> run.has(FindingCode.KEYSPACE_NO_REVISION_LEFT);
                case STORAGE_VERSION_UNDER_3_4 -> run.version == EtcdVersion.V3_4
                        && run.why.contains("storage version");
            };
        }
    }

    /**
     * One change and its outcome.
     *
     * @param promised whether a restore for the version is offered
     * @param why      why not
     * @param problem  why the server does not serve; empty if it does
     */
    private record Run(long seed, EtcdVersion version, String change, Verdict verdict, List<Finding> findings,
            boolean promised, String why, String problem) {
        boolean has(FindingCode code) {
            return findings.stream().anyMatch(finding -> finding.code() == code);
        }

        boolean agrees() {
            return promised == problem.isEmpty();
        }

        @Override
        public String toString() {
            return "seed " + seed + ", etcd " + version + ": " + change + "\n  " + verdict + " " + findings.stream()
                    .map(finding -> finding.code().text() + " (" + finding.summary() + ")")
                    .toList() + "\n  " + (promised ? "offered" : "refused: " + why) + "; the server "
                    + (problem.isEmpty() ? "serves" : problem);
        }
    }

    @Test
    void whatIsRestorableStartsAndNothingElseDoes() throws InterruptedException, ExecutionException {
        List<Run> runs = new ArrayList<>();
        try (ExecutorService two = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Run>> pending = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                EtcdVersion version = VERSIONS.get(i % VERSIONS.size());
                long seed = SEED + i;
                pending.add(two.submit(() -> run(seed, version)));
            }
            for (Future<Run> one : pending) {
                runs.add(one.get());
            }
        }
        Map<Explained, Integer> explained = new EnumMap<>(Explained.class);
        List<Run> unexplained = new ArrayList<>();
        for (Run run : runs) {
            // There is no excuse for a broken promise.
            Optional<Explained> reason = run.promised ? Optional.empty() : Explained.of(run);
            if (!run.agrees()) {
                reason.ifPresentOrElse(one -> explained.merge(one, 1, Integer::sum), () -> unexplained.add(run));
            }
        }
        long offered = runs.stream().filter(Run::promised).count();
        System.out.println(runs.size() + " changes: " + offered + " offered, " + (runs.size() - offered)
                + " refused; refused and explained: " + explained);
        assertThat(unexplained).isEmpty();
        assertThat(offered).as("both happen").isBetween(1L, runs.size() - 1L);
    }

    private Run run(long seed, EtcdVersion version) throws IOException {
        Path work = Files.createDirectory(directory.resolve("run" + seed));
        Records records = Records.of(Snapshots.of(version, SnapshotContent.AUTH).file());
        String change = new RecordMutator(seed).mutate(records);
        Path snapshot = Files.write(work.resolve("snapshot.db"), records.snapshot());
        Member member = Member.onFreePorts(work, 1).getFirst();
        Inspection inspection = Inspector.inspect(snapshot, Progress.NONE, _ -> {});
        Optional<PlanResult> plan = inspection.verdict().compareTo(Verdict.DAMAGED) >= 0
                ? Optional.empty()
                : Optional.of(Planner.plan(RestoreRequest
                        .builder(List.of(Restores.request(member)), "token-of-the-test")
                        .target(Restores.minor(version))
                        .build(), inspection.facts().orElseThrow()));
        boolean promised = plan.filter(PlanResult.Accepted.class::isInstance).isPresent();
        String why = plan.filter(result -> !promised).map(Object::toString).orElse("");
        if (promised) {
            Restorer.restore(((PlanResult.Accepted) plan.orElseThrow()).plan(), Progress.NONE);
        } else if (!restoredByEtcd(version, snapshot, member)) {
            return new Run(seed, version, change, inspection.verdict(), inspection.findings(), false, why,
                    "is not restored by etcdutl either");
        }
        try (MemberProcess process = MemberProcess.start(version, member, List.of(member), List.of())) {
            return new Run(seed, version, change, inspection.verdict(), inspection.findings(), promised, why,
                    Service.problem(process));
        }
    }

    /** The 3.4 tool leaves the old members behind, so the 3.5 tool replaces it. */
    private static boolean restoredByEtcd(EtcdVersion version, Path snapshot, Member member) {
        EtcdVersion tool = version == EtcdVersion.V3_4 ? EtcdVersion.V3_5 : version;
        return Judges.etcdutl(tool)
                .run("snapshot", "restore", snapshot, "--name=" + member.name(), "--data-dir=" + member.dataDir(),
                        "--initial-cluster=" + member.name() + "=" + member.peerUrl(),
                        "--initial-advertise-peer-urls=" + member.peerUrl())
                .exitCode() == 0;
    }
}
