package org.etcdrecovery.core.packed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.raftsnap.SnapFile;
import org.etcdrecovery.core.text.HumanSize;

/**
 * A file that is not a snapshot but was given as one, recognised by its content.
 *
 * @param kind    what can be done about it
 * @param summary what the file is, a sentence without a full stop
 * @param why     why that is not a snapshot
 * @param remedy  what to do
 */
public record ForeignFile(Kind kind, String summary, String why, String remedy) {
    private static final int HEAD = 512;
    private static final int SHOWN = 16;
    /** How many bytes are read to check for anything but zeros. */
    private static final int ZEROS_READ = 64 << 20;
    private static final int PIECE = 1 << 20;

    private static final List<Known> KINDS = List.of(
            new Known(head -> begins(head, "SQLite format 3\0"), "a SQLite database",
                    "k3s keeps its state in one, server/db/state.db, unless it was started with --cluster-init or"
                            + " another datastore. Such a cluster has no etcd, and therefore no etcd snapshot.",
                    "Restore a k3s on SQLite by putting back a copy of server/db and server/token. If this cluster did"
                            + " run etcd, its snapshots are in server/db/snapshots."),
            new Known(head -> begins(head, "[{\"etcdEvent\":"), "a delta of Gardener's etcd-backup-restore",
                    "It holds the changes since the last full snapshot, not the keyspace.",
                    "Take the full snapshot before it, named Full-…; etcd-backup-restore applies the deltas to it."),
            new Known(ForeignFile::isLog, "a segment of etcd's write-ahead log",
                    "The log holds the latest changes, not the keyspace.",
                    "Take member/snap/db of the same data directory, and run " + Advised.RESCUE_ASSESS + " on the whole"
                            + " directory."),
            new Known(head -> begins(head, "age-encryption.org/v1") || begins(head, "-----BEGIN AGE ENCRYPTED FILE"),
                    "encrypted with age", "It cannot be read without its key.",
                    "Decrypt it with its identity: age -d -i IDENTITY -o snapshot.db FILE."),
            new Known(head -> begins(head, "-----BEGIN PGP MESSAGE"), "encrypted with OpenPGP",
                    "It cannot be read without its key.", "Decrypt it: gpg -o snapshot.db -d FILE."),
            new Known(head -> begins(head, "Salted__"), "encrypted with openssl enc",
                    "It cannot be read without its password.",
                    "Decrypt it with openssl enc -d and the options with which it was encrypted."));

    /** What the operator can do about it. */
    public enum Kind {
        /** The file is empty. */
        EMPTY,
        /** There may be a snapshot inside. */
        PACKED,
        /** The snapshot must be somewhere else. */
        OTHER
    }

    /**
     * Recognises a file that is not a bbolt file.
     *
     * @throws IOException if it cannot be read
     */
    public static ForeignFile recognise(ByteSource source) throws IOException {
        return recognise(source, true);
    }

    /** @param whole whether the source is the whole file, and not only its beginning */
    static ForeignFile recognise(ByteSource source, boolean whole) throws IOException {
        if (source.size() == 0) {
            return new ForeignFile(Kind.EMPTY, "The file is empty",
                    "A snapshot begins with the meta page of a bbolt database.",
                    "Take another copy: saving or copying this one failed.");
        }
        byte[] head = new byte[(int) Math.min(HEAD, source.size())];
        source.read(0, ByteBuffer.wrap(head));
        Optional<Packing> packing = Packing.of(head);
        if (packing.isPresent()) {
            return new ForeignFile(Kind.PACKED, "The file is " + packing.get().words(),
                    "A snapshot begins with the meta page of a bbolt database; this one may be inside.",
                    packing.get().remedy());
        }
        for (Known known : KINDS) {
            if (known.matcher.test(head)) {
                return other("The file is " + known.name + ", not a snapshot", known.why, known.remedy);
            }
        }
        if (isRaftSnapshot(head, source)) {
            return other("The file is a raft snapshot of etcd, not a snapshot of the keyspace",
                    "A .snap file holds the members and what the v2 API stored; the keys of the v3 API are not in it.",
                    "Take member/snap/db of the same data directory, and run " + Advised.RESCUE_ASSESS + " on the whole"
                            + " directory.");
        }
        Optional<ForeignFile> zeros = zeros(source, whole);
        if (zeros.isEmpty() && LostMetas.areIn(source)) {
            return other("The file is a database of etcd whose two meta pages are damaged",
                    "They say where its tree begins, and nothing else does.",
                    "Take another copy. If this is the database of a member, run " + Advised.RESCUE_ASSESS
                            + " on its data directory: its log may be enough.");
        }
        return zeros
                .orElseGet(() -> other("The file is " + describe(head) + ", not a snapshot",
                        "A snapshot begins with the meta page of a bbolt database.",
                        "Look for the file that “snapshot save” wrote, or member/snap/db in a data directory."));
    }

    private static Optional<ForeignFile> zeros(ByteSource source, boolean whole) throws IOException {
        long length = Math.min(source.size(), ZEROS_READ);
        byte[] piece = new byte[PIECE];
        for (long at = 0; at < length; at += PIECE) {
            int size = (int) Math.min(PIECE, length - at);
            source.read(at, ByteBuffer.wrap(piece, 0, size));
            for (int i = 0; i < size; i++) {
                if (piece[i] != 0) {
                    return Optional.empty();
                }
            }
        }
        String extent = whole && length == source.size()
                ? "The file holds nothing but zeros"
                : "The first " + HumanSize.of(length) + " of the file are zeros";
        return Optional.of(other(extent, "Space was allocated for it, but its content was never written or was lost"
                + " with the disk's cache.", "Take another copy: saving or copying this one failed."));
    }

    /** A segment begins with a CRC record: a length below 256, type 4, and the CRC field. */
    private static boolean isLog(byte[] head) {
        return Packing.begins(head, 1, 0, 0, 0, 0, 0, 0) && Packing.begins(head, Long.BYTES, 0x08, 0x04, 0x10);
    }

    private static boolean isRaftSnapshot(byte[] head, ByteSource source) throws IOException {
        // Check the tag of the CRC before reading the whole file into memory.
        if (!Packing.begins(head, 0, 0x08)) {
            return false;
        }
        try {
            return SnapFile.read(source).index() >= 0;
        } catch (MalformedDataException e) {
            return false;
        }
    }

    private static boolean begins(byte[] head, String magic) {
        return Packing.begins(head, 0, magic.chars().toArray());
    }

    private static ForeignFile other(String summary, String why, String remedy) {
        return new ForeignFile(Kind.OTHER, summary, why, remedy);
    }

    /** Describes a file of an unknown kind by its first characters. */
    private static String describe(byte[] head) {
        String text = new String(head, 0, Math.min(SHOWN, head.length), StandardCharsets.ISO_8859_1);
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                ? "text that begins with “" + text + "”"
                : "something else";
    }

    private record Known(Predicate<byte[]> matcher, String name, String why, String remedy) {}
}
