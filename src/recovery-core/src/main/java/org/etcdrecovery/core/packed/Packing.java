package org.etcdrecovery.core.packed;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** How a file can be packed, recognised by its first bytes and never by its name. */
public enum Packing {
    /** RFC 1952. */
    GZIP("gzip", "compressed with gzip", "gunzip -k FILE"),
    /** The local header of a first entry, or the end record of an empty archive. */
    ZIP("zip", "a ZIP archive", "unzip FILE"),
    /** RFC 8878; the first frame may be one to skip. */
    ZSTD("zstd", "compressed with zstd", "zstd -d FILE"),
    /** The .xz file format. */
    XZ("xz", "compressed with xz", "xz -dk FILE"),
    /** bzip2, with its block size as the last character of the magic number. */
    BZIP2("bzip2", "compressed with bzip2", "bunzip2 -k FILE"),
    /** POSIX, GNU and v7 tar. */
    TAR("tar", "a tar archive", "tar -xf FILE"),
    /** The lz4 frame format. */
    LZ4("lz4", "compressed with lz4", "lz4 -d FILE"),
    /** The Unix program compress. */
    COMPRESS("compress", "compressed with compress", "gunzip -c FILE > snapshot.db"),
    /** Go's compress/lzw, which Gardener's etcd-backup-restore uses for its suffix .Z. It has no magic number. */
    GO_LZW("lzw", "compressed with Go's LZW, as Gardener's etcd-backup-restore does under the suffix .Z",
            "etcd-backup-restore, because no common tool reads it"),
    /** RFC 1950. Last, because its magic number is short. */
    ZLIB("zlib", "compressed with zlib, as Gardener's etcd-backup-restore does", "pigz -dz < FILE > snapshot.db");

    private static final int TAR_MAGIC_AT = 257;
    private static final int TAR_HEADER = 512;

    private final String title;
    private final String words;
    private final String command;

    Packing(String title, String words, String command) {
        this.title = title;
        this.words = words;
        this.command = command;
    }

    /** Recognises the packing by the first bytes of a file, 512 of them if there are so many. */
    public static Optional<Packing> of(byte[] head) {
        return Arrays.stream(values()).filter(packing -> packing.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
        return switch (this) {
            case GZIP -> begins(head, 0, 0x1F, 0x8B);
            case ZIP -> begins(head, 0, 'P', 'K', 3, 4) || begins(head, 0, 'P', 'K', 5, 6);
            case ZSTD -> begins(head, 0, 0x28, 0xB5, 0x2F, 0xFD)
                    || (begins(head, 1, 0x2A, 0x4D, 0x18) && (head[0] & 0xF0) == 0x50);
            case XZ -> begins(head, 0, 0xFD, '7', 'z', 'X', 'Z', 0);
            case BZIP2 -> begins(head, 0, 'B', 'Z', 'h') && head.length > 3 && head[3] >= '1' && head[3] <= '9';
            case TAR -> begins(head, TAR_MAGIC_AT, 'u', 's', 't', 'a', 'r') || isOldTar(head);
            case LZ4 -> begins(head, 0, 0x04, 0x22, 0x4D, 0x18);
            case COMPRESS -> begins(head, 0, 0x1F, 0x9D);
            case GO_LZW -> GoLzw.holdsDatabase(head);
            case ZLIB -> isZlib(head);
        };
    }

    /** Its name in a word, as in JSON. */
    public String title() {
        return title;
    }

    /** What such a file is, for use after “is”. */
    String words() {
        return words;
    }

    /** The command that unpacks it, or what else to do. */
    String command() {
        return command;
    }

    /** What to do with such a file if this program does not unpack it, a sentence. */
    String remedy() {
        return (this == GO_LZW ? "Restore from it with " : "Unpack it first: ") + command + ".";
    }

    /** Whether this program unpacks it. */
    public boolean isOpened() {
        return switch (this) {
            case GZIP, ZIP, ZSTD, XZ, BZIP2, TAR, ZLIB -> true;
            case LZ4, COMPRESS, GO_LZW -> false;
        };
    }

    /** The tar of Version 7 has no magic number, but its header has a name and a checksum. */
    private static boolean isOldTar(byte[] head) {
        try {
            return head.length >= TAR_HEADER && head[0] != 0
                    && TarUtils.verifyCheckSum(Arrays.copyOf(head, TAR_HEADER));
        } catch (IllegalArgumentException e) {
            // No octal number.
            return false;
        }
    }

    /** RFC 1950: method 8, a window of at most 32 KiB, a check number, and data that inflates. */
    private static boolean isZlib(byte[] head) {
        if (head.length < 3 || (head[0] & 0x8F) != 8 || (((head[0] & 0xFF) << 8) | (head[1] & 0xFF)) % 31 != 0) {
            return false;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(head);
            return inflater.inflate(new byte[16]) > 0;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    static boolean begins(byte[] bytes, int at, int... magic) {
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
}
