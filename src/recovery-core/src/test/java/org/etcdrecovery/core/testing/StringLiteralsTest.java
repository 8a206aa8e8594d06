package org.etcdrecovery.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.testing.StringLiterals.Literal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StringLiteralsTest {
    @TempDir
    private Path directory;

    @Test
    void findsTextsAndNothingInComments() throws IOException {
        Files.writeString(directory.resolve("A.java"), """
                // "a"
                /* "b" */
                String c = "c \\" d" + '"' + "e"; // it's "f"
                char g = '\\'';
                """);

        assertThat(StringLiterals.in(directory)).extracting(Literal::text).containsExactly("c \\\" d", "e");
    }
}
