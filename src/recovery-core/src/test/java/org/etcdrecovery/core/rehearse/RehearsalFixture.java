package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.Member;

/** Plans and requests for the tests of this package. */
final class RehearsalFixture {
    static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");
    static final long BUMP = 1_000_000;

    private RehearsalFixture() {}

    /** A plan for members whose directories are never written: a rehearsal has its own. */
    static RestorePlan plan(Path snapshot, EtcdVersion version, Path directory, int members, long bump)
            throws IOException {
        return Recovery.plan(snapshot.toAbsolutePath().normalize(), version,
                Member.onFreePorts(Files.createDirectories(directory.resolve("never")), members), "production", bump);
    }

    static EtcdProgram etcd(EtcdVersion version) throws IOException {
        return EtcdProgram.named(Judges.etcd(version), EtcdRelease.parse(version.minor()).orElseThrow());
    }

    /** A request for all members, with scratch in a directory that is created. */
    static RehearsalRequest request(RestorePlan plan, EtcdProgram etcd, Path scratch) throws IOException {
        return new RehearsalRequest(plan, SnapshotOpener.plain(), etcd, Scratch.in(Files.createDirectories(scratch)),
                true, false, Optional.empty());
    }

    static RehearsalRequest with(RehearsalRequest request, Login login) {
        return new RehearsalRequest(request.plan(), request.opener(), request.etcd(), request.scratch(),
                request.everyMember(), request.keep(), Optional.of(login));
    }

    /** Nothing runs any more that this process has started, and nothing is left in scratch. */
    static void assertSwept(Path scratch) {
        List<String> running = ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(scratch.toString()))
                .toList();
        assertThat(running).as("processes of the rehearsal").isEmpty();
        assertThat(scratch).isEmptyDirectory();
    }
}
