package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListedTest {
    @Test
    void joinsNamesAsASentenceDoes() {
        assertThat(Listed.and(List.of())).isEmpty();
        assertThat(Listed.and(List.of("m1"))).isEqualTo("m1");
        assertThat(Listed.and(List.of("m1", "m2"))).isEqualTo("m1 and m2");
        assertThat(Listed.and(List.of("m1", "m2", "m3"))).isEqualTo("m1, m2 and m3");
        assertThat(Listed.or(List.of("m1", "m2", "m3"))).isEqualTo("m1, m2 or m3");
    }
}
