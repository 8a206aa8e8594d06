package org.etcdrecovery.core.contents.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The committed schema is what the Go types of Kubernetes say. Only in long runs: it compiles eight releases of them. */
class SchemaScriptTest {
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void theSchemaIsWhatItsScriptMakes() throws Exception {
        assumeTrue(LongRun.times(0, 1) == 1, "takes minutes: packaging/test --long");
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Path.of(directory, "go").toFile().canExecute()), "no go in PATH");

        Process script = new ProcessBuilder("../../packaging/kubernetes/schema", "--check").inheritIO().start();

        assertThat(script.waitFor()).as("packaging/kubernetes/schema --check").isZero();
    }
}
