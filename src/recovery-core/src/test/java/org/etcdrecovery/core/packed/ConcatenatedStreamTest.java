package org.etcdrecovery.core.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.etcdrecovery.core.text.Counted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of gzip; those of other packings are tested with the files of their packers. */
class ConcatenatedStreamTest {
    /** The library has no such words: it takes what is behind a member for another one. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\0x", "\0\0\0\0\u001f"})
    void saysThatOtherBytesFollow(String rest) throws IOException {
        ByteArrayOutputStream packed = packed("content");
        packed.writeBytes(rest.getBytes(StandardCharsets.ISO_8859_1));
        InputStream stream = Unpacker.gzip(new ByteArrayInputStream(packed.toByteArray()));

        assertThat(stream.readNBytes(7)).asString().isEqualTo("content");
        assertThatThrownBy(stream::readAllBytes).satisfies(
                thrown -> assertThat(PackedTexts.damaged((Exception) thrown).summary()).isEqualTo(
                        Counted.of(rest.length(), "byte") + (rest.length() == 1 ? " follows" : " follow")
                                + " the end of the compressed data"));
    }

    @Test
    void freesAMemberThatWasNotReadToItsEnd() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream stream = Unpacker.gzip(new ByteArrayInputStream(packed("x".repeat(100_000)).toByteArray()) {
            @Override
            public void close() {
                closed.set(true);
            }
        });
        assertThat(stream.read()).isEqualTo('x');

        stream.close();

        assertThat(closed).isTrue();
        assertThatThrownBy(stream::readAllBytes).isInstanceOf(Exception.class);
    }

    private static ByteArrayOutputStream packed(String content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return packed;
    }
}
