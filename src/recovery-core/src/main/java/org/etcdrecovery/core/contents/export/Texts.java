package org.etcdrecovery.core.contents.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Tells text from other bytes. */
final class Texts {
    private Texts() {}

    /** The bytes as text; empty if they are not UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes as text; empty if they are not UTF-8, or hold characters other than printable ones, line feeds and tabs. */
    static Optional<String> printable(byte[] bytes) {
        return utf8(bytes).filter(text -> text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r'));
    }
}
