package org.etcdrecovery.core.rescue.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostRangeTest {
    /** The checks of a snapshot call the same gap “186 to 189”. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            185 | 190 | true  | 186 to 189
            185 | 190 | false | 186 to 189 (perhaps also parts of revisions 185 and 190)
            185 | 187 | false | 186 (perhaps also parts of revisions 185 and 187)
            185 | 186 | false | parts of revisions 185 and 186
            190 | 190 | false | parts of revision 190
            0   | 190 | false | 2 to 189 (perhaps also parts of revision 190)
            185 | 9223372036854775807 | false | 186 to the end (perhaps also parts of revision 185)
            0   | 9223372036854775807 | false | 2 to the end""")
    void namesWhatIsMissingAndWhatMayBe(long after, long before, boolean between, String words) {
        assertThat(new LostRange(after, before, between)).hasToString(words);
    }
}
