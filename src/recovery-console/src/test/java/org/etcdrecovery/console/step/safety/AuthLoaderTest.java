package org.etcdrecovery.console.step.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthLoaderTest {
    private static final Path SAMPLE = Path.of("../recovery-core/src/test/samples/kubernetes.db");

    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final AuthLoader look = new AuthLoader(runner, SnapshotOpener.plain());

    @Test
    void aFileThatIsWantedAgainAfterItsLookWasCancelledIsRead(@TempDir Path directory) throws IOException {
        look.load(Optional.of(SnapshotName.of(SAMPLE)));
        look.load(Optional.of(SnapshotName.of(Files.copy(SAMPLE, directory.resolve("other.db")))));
        look.load(Optional.of(SnapshotName.of(SAMPLE)));
        while (runner.isHolding()) {
            runner.release();
        }
        assertThat(look.seen().get()).isPresent();
    }
}
