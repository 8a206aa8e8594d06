package org.etcdrecovery.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void namesTheFileBeforeThePlaceInIt() {
        assertThat(at("page 7").in("/m1/db").place()).isEqualTo("/m1/db, page 7");
        assertThat(at("").in("/m1/db").place()).isEqualTo("/m1/db");
    }

    @Test
    void theCheckIsThatOfItsCode() {
        assertThat(at("").check()).contains(Check.TREE);
        assertThat(new Finding(() -> "other.subject", Severity.NOTE, "", "", "", "").check())
                .isEqualTo(Optional.empty());
    }

    private static Finding at(String place) {
        return new Finding(FindingCode.TREE_DAMAGED, Severity.DAMAGE, place, "summary", "why", "remedy");
    }
}
