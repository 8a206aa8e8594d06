package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
    @Test
    void eachCodeHasATextOfItsOwn() {
        assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::text)).doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[a-z]+\\.[a-z][a-z0-9-]*"));
    }
}
