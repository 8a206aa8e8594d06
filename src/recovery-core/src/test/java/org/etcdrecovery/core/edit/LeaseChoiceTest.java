package org.etcdrecovery.core.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.junit.jupiter.api.Test;

class LeaseChoiceTest {
    @Test
    void isReadBackFromItsTexts() {
        for (List<String> texts : List.of(List.of("keep"), List.of("drop"),
                List.of("keep", "1f=drop", "ffffffffffffffff=drop"),
                List.of("drop", "1f=keep"))) {
            assertThat(LeaseChoice.parse(texts).orElseThrow().texts()).isEqualTo(texts);
        }
    }

    @Test
    void dropsWhatIsNamed() {
        LeaseChoice named = LeaseChoice.parse(List.of("1f=drop")).orElseThrow();
        assertThat(named.drops(new LeaseId(0x1f))).isTrue();
        assertThat(named.drops(new LeaseId(0x20))).isFalse();
        LeaseChoice others = LeaseChoice.parse(List.of("1f=keep", "drop")).orElseThrow();
        assertThat(others.drops(new LeaseId(0x1f))).isFalse();
        assertThat(others.drops(new LeaseId(0x20))).isTrue();
    }

    @Test
    void refusesOtherTexts() {
        for (List<String> texts : List.of(List.of(""), List.of("1f"), List.of("xyz=drop"), List.of("=drop"),
                List.of("1f=lose"), List.of("keep", "drop"), List.of("-1=drop"))) {
            assertThat(LeaseChoice.parse(texts)).as("%s", texts).isEmpty();
        }
    }

    @Test
    void anEditHasATimeToLiveThatEtcdCouldGrant() {
        for (long seconds : new long[]{0, -1, KeyspaceEdit.LONGEST_TTL + 1}) {
            assertThatThrownBy(() -> new KeyspaceEdit(OptionalLong.empty(), LeaseChoice.KEEP, OptionalLong.of(seconds),
                    false)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new KeyspaceEdit(OptionalLong.empty(), LeaseChoice.KEEP, OptionalLong.of(1), true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
