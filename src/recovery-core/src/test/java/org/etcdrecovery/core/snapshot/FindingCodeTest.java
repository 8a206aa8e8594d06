package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FindingCodeTest {
    @Test
    void eachCodeHasATextOfItsOwn() {
        assertThat(Arrays.stream(FindingCode.values()).map(FindingCode::text)).doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[a-z]+\\.[a-z][a-z0-9-]*"));
    }
}
