package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomTokenTest {
    @Test
    void drawsATokenThatNeedsNoQuotingAnywhere() {
        assertThat(RandomToken.draw(new Random(1))).matches("restored-[0-9a-f]{12}")
                .isNotEqualTo(RandomToken.draw(new Random(2)));
    }
}
