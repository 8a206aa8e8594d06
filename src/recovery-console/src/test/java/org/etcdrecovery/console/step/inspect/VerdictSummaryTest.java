package org.etcdrecovery.console.step.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictSummaryTest {
    /** The checksum alone says nothing of the content. */
    @Test
    void saysWhatWasFoundWhileTheLastCheckFinishes() {
        Finding hash = new Finding(FindingCode.HASH_WRONG, Severity.DAMAGE, "", "raw", "", "");
        assertThat(VerdictSummary.soFar(List.of(hash), 0).sentence())
                .isEqualTo("The checksum at the end does not match. The last check is finishing to find out how much is"
                        + " affected.");
    }

    /** However many checks have ended: the verdict is of all. */
    @ParameterizedTest
    @EnumSource(names = {"NOTE", "CARE"})
    void promisesNothingBeforeTheLastCheckHasEnded(Severity severity) {
        Finding finding = new Finding(FindingCode.FILE_GROWN, severity, "", "", "", "");
        for (VerdictSummary words : List.of(VerdictSummary.soFar(List.of(), 1),
                VerdictSummary.soFar(List.of(finding), 0))) {
            assertThat(words.headline()).startsWith("Checking the file");
            assertThat(words.tone()).isNotEqualTo(Tone.SUCCESS);
            assertThat(words.headline() + words.sentence() + words.caption()).doesNotContainIgnoringCase("restorable");
        }
    }
}
