package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.junit.jupiter.api.Test;

class RescueCodeTest {
    /** A report lists both kinds, so neither may use a text of the other. */
    @Test
    void noCodeHasATextOfAnother() {
        Stream<Code> all = Stream.concat(Arrays.stream(FindingCode.values()), Arrays.stream(RescueCode.values()));

        assertThat(all.map(Code::text)).doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[a-z]+\\.[a-z][a-z0-9-]*"));
    }
}
