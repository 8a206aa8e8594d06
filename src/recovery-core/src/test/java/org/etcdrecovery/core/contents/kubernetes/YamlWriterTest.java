package org.etcdrecovery.core.contents.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class YamlWriterTest {
    /** {@code packaging/kubernetes: go run ./yaml <strings.json >strings.yaml} */
    @Test
    void stringsKeysAndNumbersAreWrittenAsKubectlWritesThem() throws IOException, UnreadableException {
        assertThat(YamlWriter.write(Trees.parse(resource("strings.json"))))
                .isEqualTo(new String(resource("strings.yaml"), UTF_8));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(YamlWriterTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
