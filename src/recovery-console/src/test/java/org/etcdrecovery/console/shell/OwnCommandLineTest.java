package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCommandLineTest {
    private static final String COMMAND = "etcdutl snapshot status a.db\netcd-recovery snapshot verify a.db";

    @TempDir
    Path directory;

    @Test
    void tellsHowAShellFindsIt() {
        OwnCommandLine own = OwnCommandLine.of("/usr/bin", Optional.of(Path.of("/opt/it's here/etcd-recovery")));

        assertThat(own.pathLine(COMMAND)).contains("export PATH=\"$PATH\":'/opt/it'\\''s here'");
    }

    @Test
    void isSilentWhereAShellFindsItOrNoCommandNeedsIt() throws IOException {
        Path program = Files.createFile(directory.resolve("etcd-recovery"));
        OwnCommandLine found = OwnCommandLine.of("/usr/bin" + File.pathSeparator + directory, Optional.of(program));

        assertThat(found.pathLine(COMMAND)).isEmpty();
        assertThat(OwnCommandLine.of("", Optional.of(program)).pathLine("etcdutl version")).isEmpty();
        assertThat(OwnCommandLine.of("", Optional.empty()).pathLine(COMMAND)).isEmpty();
    }
}
