package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.Ranker;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clusters of every version, of one and of three members, with three kinds of load, killed while clients write: the rescue
 * equals, record for record, what the servers recover from the same directories.
 */
class KilledUnderLoadTest {
    private static final int LARGE = 900_000;

    @TempDir
    private Path directory;

    record Life(int seed, EtcdVersion version, Kind kind, int members) {
        static Life of(int seed) {
            EtcdVersion[] versions = EtcdVersion.values();
            Kind[] kinds = Kind.values();
            int kind = seed / versions.length;
            return new Life(seed, versions[seed % versions.length], kinds[kind % kinds.length],
                    kind / kinds.length % 2 == 0 ? 1 : 3);
        }

        List<String> flags() {
            List<String> flags = new ArrayList<>(KilledMember.DATABASE_LAGS);
            // The least that bcrypt takes. Passwords cost a server most of the time otherwise.
            flags.add("--bcrypt-cost=4");
            if (kind == Kind.EXPIRING) {
                flags.add("--snapshot-count=50");
            }
            return flags;
        }
    }

    enum Kind {
        /** Users, roles, denied requests. */
        MIXED,
        /** Leases that expire, a raft snapshot every 50 entries. */
        EXPIRING,
        /** Large values, several segments. */
        LARGE
    }

    static Stream<Life> lives() {
        return IntStream.range(0, LongRun.times(1, 24)).mapToObj(Life::of);
    }

    @ParameterizedTest
    @MethodSource("lives")
    void equalsWhatTheServersRecover(Life life) throws Exception {
        List<Member> members = Member.onFreePorts(directory, life.members());
        kill(life, members);
        List<MemberDirectory> found = new ArrayList<>();
        List<Member> judges = new ArrayList<>();
        List<Records> rescued = new ArrayList<>();
        for (Member member : members) {
            MemberDirectory dead = DirectoryAssessor.assess(member.dataDir(), Progress.NONE);
            assertThat(dead.findings()).noneMatch(
                    finding -> finding.severity() != Severity.NOTE && finding.code() instanceof RescueCode);
            found.add(dead);
            judges.add(Judge.copyOf(member, "judge-" + member.name()));
            rescued.add(rescue(life.version(), dead));
        }
        MemberDirectory chosen = ChosenMember.choose(Ranker.rank(found, Optional.empty()))
                .orElseThrow()
                .member()
                .directory();

        Records judged = Records.of(Judge.recovered(life.version(), judges));

        // With three, the one with the newest log need not become the leader: any log that a majority accepts may win.
        assertThat(rescued).anySatisfy(records -> assertThat(Judge.differences(records, judged)).allMatch(
                name -> name.startsWith("meta/storageVersion")
                        || (life.version() == EtcdVersion.V3_4 && name.startsWith("authUsers/"))));
        assertThat(Judge.revision(rescued.get(found.indexOf(chosen)))).isGreaterThanOrEqualTo(Judge.revision(judged));
    }

    private Records rescue(EtcdVersion version, MemberDirectory dead) throws IOException {
        Path out = directory.resolve("rescued-" + dead.dataDir().getFileName() + ".db");
        try (Replay replay = Replay.of(dead, new ReplayOptions(false, ApplyRules.parse(version.full())),
                Progress.NONE)) {
            replay.write(out, _ -> "{}");
        }
        return Records.of(out);
    }

    /** Kills all servers in the middle of a random number of requests to each of them. */
    private static void kill(Life life, List<Member> members) throws InterruptedException {
        try (RealCluster cluster = RealCluster.start(life.version(), members, life.flags().toArray(String[]::new))) {
            Random random = new Random(life.seed());
            CountDownLatch enough = new CountDownLatch(100 + random.nextInt(300));
            List<Thread> writers = new ArrayList<>();
            List<ReplayLoad> loads = cluster.members()
                    .stream()
                    .map(member -> new ReplayLoad(member.gateway(), random.nextLong(), 200_000))
                    .toList();
            prepare(life.kind(), cluster.gateway(), loads.getFirst(), random);
            loads.stream().skip(1).forEach(load -> writers.add(writer(load, enough)));
            if (life.kind() == Kind.MIXED) {
                loads.getFirst().auth();
            }
            writers.add(writer(loads.getFirst(), enough));
            enough.await();
            cluster.members().forEach(MemberProcess::kill);
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    private static void prepare(Kind kind, Gateway etcd, ReplayLoad load, Random random) {
        load.keys(50);
        switch (kind) {
            case MIXED -> {
                // Users and roles come while the others write.
            }
            case EXPIRING -> load.expire();
            case LARGE -> {
                byte[] value = new byte[LARGE];
                random.nextBytes(value);
                for (int i = 0; i < 80; i++) {
                    value[0] = (byte) i;
                    etcd.put(Gateway.bytes("/large/" + i % 7), value);
                }
            }
        }
    }

    /** Sends requests until there is no answer. */
    private static Thread writer(ReplayLoad load, CountDownLatch done) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    load.keys(1);
                    done.countDown();
                }
            } catch (AssertionError ended) {
                // The server is dead, or refuses to tell its revision since authentication is on.
            }
        });
    }
}
