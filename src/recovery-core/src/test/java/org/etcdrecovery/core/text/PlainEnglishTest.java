package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.testing.PlainEnglish;
import org.etcdrecovery.core.testing.StringLiterals;
import org.etcdrecovery.core.testing.StringLiterals.Literal;
import org.junit.jupiter.api.Test;

/** The texts for users are string literals here; a list of bundles would not cover them. */
class PlainEnglishTest {
    @Test
    void everyTextIsPlainEnglish() throws IOException {
        List<Literal> literals = StringLiterals.in(Path.of("src/main/java"));

        assertThat(literals).hasSizeGreaterThan(100)
                .allSatisfy(literal -> assertThat(literal.text()).as("%s", literal.file())
                        .doesNotContainPattern(PlainEnglish.STILTED));
    }
}
