package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.snapshot.Finding.Severity;

/** Recognises what operators hand over in place of a snapshot, to say how to get at the snapshot in it. */
final class ForeignFile {
    private static final int HEAD = 512;
    private static final int TAR_MAGIC_AT = 257;

    private ForeignFile() {}

    /** What a file is that is no bbolt file; empty when it is none of what is known. */
    static Optional<Finding> recognise(ByteSource source) throws IOException {
        if (source.size() == 0) {
            return Optional.of(finding(FindingCode.FILE_EMPTY, "The file is empty",
                    "Take another copy; saving it failed, or copying it did."));
        }
        byte[] head = new byte[(int) Math.min(HEAD, source.size())];
        source.read(0, ByteBuffer.wrap(head));
        return packed(head)
                .map(kind -> finding(FindingCode.FILE_PACKED, "The file is " + kind.name(),
                        "Unpack it first: " + kind.command() + "."));
    }

    private record Kind(String name, String command) {}

    private static Optional<Kind> packed(byte[] head) {
        if (startsWith(head, 0, 0x1F, 0x8B)) {
            return Optional.of(new Kind("packed with gzip", "gunzip -k FILE"));
        }
        if (startsWith(head, 0, 'P', 'K', 3, 4)) {
            return Optional.of(new Kind("a ZIP archive", "unzip FILE"));
        }
        if (startsWith(head, 0, 0x28, 0xB5, 0x2F, 0xFD)) {
            return Optional.of(new Kind("packed with zstd", "zstd -d FILE"));
        }
        if (startsWith(head, 0, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return Optional.of(new Kind("packed with xz", "xz -dk FILE"));
        }
        if (startsWith(head, 0, 'B', 'Z', 'h')) {
            return Optional.of(new Kind("packed with bzip2", "bunzip2 -k FILE"));
        }
        if (startsWith(head, TAR_MAGIC_AT, 'u', 's', 't', 'a', 'r')) {
            return Optional.of(new Kind("a tar archive", "tar -xf FILE"));
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int at, int... magic) {
        if (bytes.length < at + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[at + i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static Finding finding(FindingCode code, String summary, String remedy) {
        return new Finding(code, Severity.FOREIGN, "", summary,
                "A snapshot begins with the meta page of a bbolt database.",
                remedy);
    }

    /** The beginning of a file as it would be read aloud, for those that nothing is known of. */
    static String describe(ByteSource source) throws IOException {
        byte[] head = new byte[(int) Math.min(16, source.size())];
        source.read(0, ByteBuffer.wrap(head));
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                ? "text that begins with “" + text + "”"
                : "something else";
    }
}
