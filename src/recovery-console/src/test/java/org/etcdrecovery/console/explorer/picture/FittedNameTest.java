package org.etcdrecovery.console.explorer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedNameTest {
    /** Each letter is 1 wide. */
    @ParameterizedTest
    @CsvSource({"events, 6, 3, events", "events, 5, 3, even…", "events, 3, 3, ''",
            "apiextensions.k8s.io, 14, 3, apiextensions.|k8s.io", "apiextensions.k8s.io, 14, 1, apiextensions…",
            "apiextensions.k8s.io, 13, 3, apiextension…", "a-b-c-d-e, 4, 2, a-b…", "a-b-c-d-e, 2, 3, ''",
            "a-b-c, 2, 3, a-|b-|c", "kube-system, 40, 3, kube-system", "/registry, 9, 3, /registry", "--, 2, 3, --",
            "x, 0, 3, ''"})
    void breaksWhereAWordEndsAndCutsWhatDoesNotFit(String name, double width, int lines, String shown) {
        assertThat(FittedName.of(name, width, lines, String::length).replace('\n', '|')).isEqualTo(shown);
    }
}
