package org.etcdrecovery.console.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.finding.Advised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ButtonNamesTest {
    @ParameterizedTest
    @EnumSource
    void namesWhatTheWindowHas(Advised advised) {
        assertThat(ButtonNames.in("First. " + advised + ", or not."))
                .isEqualTo("First. " + Texts.of("finding").get("advised." + advised.name()) + ", or not.");
    }

    @Test
    void leavesOtherTextsAlone() {
        assertThat(ButtonNames.in("Start it with --force-new-cluster on a copy."))
                .isEqualTo("Start it with --force-new-cluster on a copy.");
    }
}
