package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.testing.TestTools;
import org.junit.jupiter.api.Test;

class CurrentFileTest {
    private static final Instant NOW = TestTools.NOW.plusSeconds(120);

    @Test
    void tellsWhenAFileWasSavedOrElseWhenItWasMade() {
        assertThat(saved(file("", Optional.of(TestTools.NOW)))).isEqualTo("saved 2\u00a0min ago");
        assertThat(saved(file("m1", Optional.of(TestTools.NOW)).madeAt(NOW))).isEqualTo("saved 2\u00a0min ago from m1");
        assertThat(saved(file("", Optional.empty()).madeAt(TestTools.NOW))).isEqualTo("made 2\u00a0min ago");
        assertThat(saved(file("m1", Optional.empty()).madeAt(TestTools.NOW))).isEqualTo("made 2\u00a0min ago from m1");
        assertThat(saved(file("m1", Optional.empty()))).isEmpty();
    }

    private static SnapshotChoice file(String member, Optional<Instant> taken) {
        return new SnapshotChoice(Path.of("/srv/a.db"), SourceKind.DIRECTORY, member, taken, "", Optional.empty());
    }

    private static String saved(SnapshotChoice choice) {
        return CurrentFile.of(choice, new Recovery(RunKind.RESCUE, TestTools.NOW), NOW).saved();
    }
}
