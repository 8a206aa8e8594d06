package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.ConfState;
import org.etcdrecovery.core.raftsnap.SnapFile;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happened to the files of a directory, it is assessed, ranked and dumped, and nothing in it is changed. */
class DamagedDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void anyDamageEndsInFindings() throws IOException {
        DeadMember member = new DeadMember(directory.resolve("m1.etcd"));
        LogFiles log = new LogFiles(1, DeadMember.CLUSTER).confChange(1, 1);
        for (long index = 2; index <= 30; index++) {
            log.entry(2, index, DeadMember.put(index)).state(2, index);
        }
        Path segment = log.writeTo(member.wal());
        SnapFile snap = new SnapFile(2, 9, ConfState.getDefaultInstance(), ByteString.copyFromUtf8("{\"Root\":{}}"));
        Map<Path, byte[]> files = new HashMap<>();
        files.put(segment, Files.readAllBytes(segment));
        files.put(segment.resolveSibling(segment.getFileName() + ".broken"), Files.readAllBytes(segment));
        files.put(member.database(), DeadMember.image(20, 20));
        files.put(member.database().resolveSibling("0000000000000019.snap.db"), DeadMember.image(25, 25));
        files.put(member.database().resolveSibling(snap.name().fileName()), snap.toBytes());
        List<Path> names = files.keySet().stream().sorted().toList();
        for (int seed = 0; seed < LongRun.times(60, 10_000); seed++) {
            Random random = new Random(seed);
            for (Path name : names) {
                Files.write(name, files.get(name));
            }
            Map<Path, byte[]> damaged = new HashMap<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                Path name = names.get(random.nextInt(names.size()));
                damaged.put(name, damage(Objects.requireNonNull(files.get(name)), random));
                Files.write(name, damaged.get(name));
            }

            MemberDirectory found = member.assess();
            Ranking ranking = Ranker.rank(List.of(found, found),
                    MemberComparison.of(List.of(found, found), Progress.NONE));
            LogDump.dump(member.wal(), true, _ -> {}, Progress.NONE);

            assertThat(ranking.recommended().isPresent()).as("seed %d", seed).isEqualTo(found.canBeRescued());
            assertThat(found.log().map(LogFacts::lastIndex).orElse(0L)).isBetween(0L, 30L);
            for (Map.Entry<Path, byte[]> file : damaged.entrySet()) {
                assertThat(Files.readAllBytes(file.getKey())).isEqualTo(file.getValue());
            }
        }
    }

    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(600));
        switch (random.nextInt(5)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(damaged, at, end, (byte) 0);
            case 2 -> damaged = Arrays.copyOf(damaged, at);
            case 3 -> damaged = new byte[0];
            default -> {
                byte[] other = new byte[end - at];
                random.nextBytes(other);
                System.arraycopy(other, 0, damaged, at, other.length);
            }
        }
        return damaged;
    }
}
