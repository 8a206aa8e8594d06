package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedNameTest {
    /** Each letter is 1 wide. */
    @ParameterizedTest
    @CsvSource({"events, 6, events", "events, 5, ''", "apiextensions.k8s.io, 14, apiextensions.|k8s.io",
            "apiextensions.k8s.io, 13, ''", "a-b-c-d-e, 2, ''", "a-b-c, 2, a-|b-|c", "kube-system, 40, kube-system",
            "/registry, 9, /registry", "--, 2, --", "x, 0, ''"})
    void breaksOnlyWhereAWordEnds(String name, double width, String shown) {
        assertThat(FittedName.of(name, width, String::length).replace('\n', '|')).isEqualTo(shown);
    }
}
