package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data directories come from a host as they are there, and nothing changes there. */
class FetchTest {
    private static final int SIZE = 3_000_000;

    @TempDir
    private Path directory;
    private ThreeHosts hosts;
    private Path remote;
    private byte[] database;

    @BeforeEach
    void place() throws IOException {
        hosts = ThreeHosts.shared();
        remote = hosts.hosts().getFirst().mnt().resolve("dead " + System.nanoTime() + "'s");
        database = new byte[SIZE];
        new Random(1).nextBytes(database);
        Files.write(Files.createDirectories(remote.resolve("member/snap")).resolve("db"), database);
        Files.write(Files.createDirectories(remote.resolve("member/wal")).resolve("0-0.wal"), new byte[]{1, 2, 3});
        Files.write(remote.resolve("member/wal/1.tmp"), new byte[100]);
    }

    @Test
    void copiesWhatAServerWouldRead() throws IOException {
        String before = tree();
        Fetch.Result result = fetch();
        assertThat(result.dataDir().resolve("member/snap/db")).hasBinaryContent(database);
        assertThat(result.dataDir().resolve("member/wal/0-0.wal")).hasBinaryContent(new byte[]{1, 2, 3});
        assertThat(result.files()).isEqualTo(2);
        assertThat(result.resumed()).isZero();
        assertThat(tree()).isEqualTo(before);
        assertThatThrownBy(this::fetch).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void goesOnWhereAnEarlierRunWasBrokenOff() throws IOException {
        Path part = Files.createDirectories(directory.resolve("m1.etcd.fetching/member/snap"));
        Files.write(part.resolve("db"), Arrays.copyOf(database, SIZE / 3));
        Fetch.Result result = fetch();
        assertThat(result.resumed()).isEqualTo(SIZE / 3);
        assertThat(result.dataDir().resolve("member/snap/db")).hasBinaryContent(database);
    }

    @Test
    void beginsAgainWhereWhatIsThereIsAnotherFile() throws IOException {
        Path part = Files.createDirectories(directory.resolve("m1.etcd.fetching/member/snap"));
        Files.write(part.resolve("db"), new byte[SIZE / 3]);
        assertThat(fetch().dataDir().resolve("member/snap/db")).hasBinaryContent(database);
    }

    @Test
    void aRunningMemberIsLeftAlone() throws IOException {
        hosts.on(0, "cd '/mnt/" + remote.getFileName().toString().replace("'", "'\\''")
                + "' && (exec sleep 60 <member/snap/db >/dev/null 2>&1 & echo $!)");
        assertThatThrownBy(this::fetch).isInstanceOf(DeliveryException.class)
                .hasMessageContaining("stop this member first")
                .extracting(thrown -> ((DeliveryException) thrown).code())
                .isEqualTo("fetch.running");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsNotADataDirectoryIsRefused() {
        assertThatThrownBy(() -> fetch("/mnt/etc")).isInstanceOf(DeliveryException.class)
                .hasMessageContaining("not a data directory");
        assertThatThrownBy(() -> fetch("/mnt/nothing")).isInstanceOf(DeliveryException.class)
                .hasMessageContaining("is not there");
    }

    private String tree() {
        return hosts.on(0, "find '/mnt/" + remote.getFileName().toString().replace("'", "'\\''")
                + "' -printf '%p %s %T@ %C@\\n' | sort");
    }

    private Fetch.Result fetch() throws IOException {
        return fetch("/mnt/" + remote.getFileName());
    }

    private Fetch.Result fetch(String path) throws IOException {
        return Fetch.run(new Fetch.Request("m1", Destination.parse("ssh://etcd-a" + path), Optional.empty(), directory),
                new SshSettings(Optional.of(hosts.sshConfig()), Optional.empty(), Map.of()),
                Scratch.in(Files.createDirectories(hosts.directory().resolve("scratch"))), Progress.NONE);
    }
}
