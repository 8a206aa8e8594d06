package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.rescue.DumpedRecord.RecordType;
import org.etcdrecovery.core.rescue.LogDump;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.rescue.RescueSource;
import org.etcdrecovery.core.rescue.Triage;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three members of one cluster, killed, whose logs are then damaged in different places: none of them is enough. */
@Execution(ExecutionMode.CONCURRENT)
class JoinedLogsServersTest {
    private static final String SEGMENT = "member/wal/0000000000000000-0000000000000000.wal";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void threeDamagedLogsTogetherHoldEverything(EtcdVersion version) throws IOException {
        List<Member> members = Member.onFreePorts(directory, 3);
        List<Path> early = new ArrayList<>();
        try (RealCluster cluster = RealCluster.start(version, members)) {
            ReplayLoad load = new ReplayLoad(cluster.gateway(), 11, 9000);
            load.keys(20);
            for (int i = 0; i < members.size(); i++) {
                cluster.member(i).stop();
                early.add(Files.copy(Judge.database(members.get(i)), directory.resolve("early" + i)));
            }
            cluster.members().forEach(MemberProcess::restart);
            cluster.awaitHealthy();
            load.keys(120);
            load.expire();
            load.auth();
            cluster.members().forEach(MemberProcess::kill);
        }
        for (int i = 0; i < members.size(); i++) {
            Files.copy(early.get(i), Judge.database(members.get(i)), StandardCopyOption.REPLACE_EXISTING);
        }
        List<Member> judged = new ArrayList<>();
        for (Member member : members) {
            judged.add(Judge.copyOf(member, "judge-" + member.name()));
        }
        overwrite(members.get(0), 0.3, 0.4);
        overwrite(members.get(1), 0.6, 0.7);
        overwrite(members.get(2), 0.5, 1);
        List<MemberDirectory> alone = new ArrayList<>();
        for (Member member : members) {
            alone.add(DirectoryAssessor.assess(member.dataDir(), Progress.NONE));
        }

        Triage triage = Triage.of(alone, Progress.NONE);

        ChosenMember chosen = ChosenMember.choose(triage.ranking()).orElseThrow();
        MemberDirectory joined = chosen.member().directory();
        assertThat(chosen.overwritten()).isFalse();
        assertThat(alone).extracting(JoinedLogsServersTest::reach).allMatch(each -> each < reach(joined));
        Path out = directory.resolve("rescued.db");
        try (Replay replay = Replay.of(joined, new ReplayOptions(false, ApplyRules.parse(version.full())),
                Progress.NONE)) {
            assertThat(replay.decisions()).extracting(Finding::code).contains(RescueCode.LOG_COMPLETED);
            assertThat(replay.result().unused()).isZero();
            replay.write(out, _ -> "{}");
        }
        assertThat(Judge.differences(Records.of(out), Records.of(Judge.recovered(version, judged))))
                .allMatch(name -> name.startsWith("meta/storageVersion")
                        || (version == EtcdVersion.V3_4 && name.startsWith("authUsers/")));
    }

    private static long reach(MemberDirectory directory) {
        return directory.source().map(RescueSource::reach).orElse(0L);
    }

    /** Overwrites the records between two parts of the entries. */
    private static void overwrite(Member member, double from, double to) throws IOException {
        List<DumpedRecord> entries = new ArrayList<>();
        LogDump.dump(member.dataDir(), false, record -> {
            if (record.type() == RecordType.ENTRY) {
                entries.add(record);
            }
        }, Progress.NONE);
        Path segment = member.dataDir().resolve(SEGMENT);
        long start = entries.get((int) (from * entries.size())).offset() + 9;
        long end = to < 1 ? entries.get((int) (to * entries.size())).offset() - 9 : Files.size(segment);
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate((int) (end - start)), start);
        }
    }
}
