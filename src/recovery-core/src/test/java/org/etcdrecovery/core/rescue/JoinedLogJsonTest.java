package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.json.ReplayJson;
import org.etcdrecovery.core.rescue.replay.Replay;
import org.etcdrecovery.core.rescue.replay.ReplayOptions;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JoinedLogJsonTest {
    @TempDir
    private Path directory;

    @Test
    void namesTheEntriesThatAreTakenFromTheLogsOfOtherMembers() throws IOException {
        DeadMember shorter = new DeadMember(directory.resolve("m1.etcd"), 1, DeadMember.REVISION);
        write(shorter, 8, 16, 20);
        DeadMember other = new DeadMember(directory.resolve("m2.etcd"), 2, DeadMember.REVISION);
        write(other, 15, 16, 15);
        Files.delete(other.database());

        MemberDirectory joined = Triage.of(List.of(shorter.assess(), other.assess()), Progress.NONE)
                .ranking()
                .recommended()
                .orElseThrow()
                .directory();
        try (Replay replay = Replay.of(joined, ReplayOptions.DEFAULT, Progress.NONE)) {
            JsonNode json = JsonMapper.shared()
                    .readTree(ReplayJson.print(joined, replay, List.of(), Optional.empty(), false));
            assertThat(json.path("continuedWith").toString())
                    .isEqualTo("[{\"dataDir\":\"" + other.dataDir() + "\",\"first\":9,\"last\":15}]");
        }
    }

    /** Writes a log that has all entries up to one, and some after that. */
    private static void write(DeadMember member, long end, long from, long to) throws IOException {
        LogFiles log = member.log();
        for (long index = 6; index <= end; index++) {
            log.entry(DeadMember.TERM, index, DeadMember.put(index));
        }
        for (long index = from; index <= to; index++) {
            log.entry(DeadMember.TERM, index, DeadMember.put(index));
        }
        log.state(DeadMember.TERM, to).writeTo(member.wal());
    }
}
