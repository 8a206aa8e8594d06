package org.etcdrecovery.console.step.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthLookTest {
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");

    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final AuthLook look = new AuthLook(runner);

    @Test
    void aFileThatIsWantedAgainAfterItsLookWasCancelledIsRead(@TempDir Path directory) throws IOException {
        look.look(Optional.of(SAMPLE));
        look.look(Optional.of(Files.copy(SAMPLE, directory.resolve("other.db"))));
        look.look(Optional.of(SAMPLE));
        while (runner.isHolding()) {
            runner.release();
        }
        assertThat(look.seen().get()).isPresent();
    }
}
