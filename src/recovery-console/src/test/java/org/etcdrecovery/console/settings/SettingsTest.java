package org.etcdrecovery.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.console.settings.SampleSettings.CONNECTION;
import static org.etcdrecovery.console.settings.SampleSettings.NOW;

import java.util.Optional;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void keepsTheLatestSnapshotsFirstAndEachOnce() {
        Settings settings = Settings.DEFAULT;
        for (int i = 0; i < 12; i++) {
            settings = settings.withRecent(recent("/" + i % 10));
        }

        assertThat(settings.recent()).extracting(RecentSnapshot::file)
                .containsExactly("/1", "/0", "/9", "/8", "/7", "/6", "/5", "/4");
    }

    @Test
    void replacesAProfileOfTheSameName() {
        Settings settings = Settings.DEFAULT.withProfile(Plain.profile("prod", ConnectionForm.EMPTY))
                .withProfile(Plain.profile("prod", CONNECTION));

        assertThat(settings.profiles()).containsExactly(Plain.profile("prod", CONNECTION));
        assertThat(settings.withoutProfile("prod").profiles()).isEmpty();
    }

    private static RecentSnapshot recent(String path) {
        return Plain.recent(path, Optional.empty(), Verdict.DAMAGED, Optional.empty(), Optional.empty(), 0, NOW);
    }
}
