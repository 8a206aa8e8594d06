package org.etcdrecovery.core.packed;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.files.ScratchFile;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** Finds the one snapshot among the entries of a packed file, and writes it to a scratch file. */
final class Selection {
    private static final String FILE = "snapshot.db";
    private static final int CHUNK = 128 << 10;

    private final Optional<String> wanted;
    private final ScratchDirectory scratch;
    private final byte[] chunk = new byte[CHUNK];
    private final List<String> snapshots = new ArrayList<>();
    private int snapshotCount;
    private int others;
    private @Nullable String taken;
    private boolean repeated;
    /** Why the first entry that could have been a snapshot was not one. */
    private @Nullable Finding obstacle;
    private @Nullable String nameOfOther;
    private @Nullable ForeignFile other;

    /**
     * @param wanted  the name of the entry to take; empty to take the only snapshot
     * @param scratch where it is written
     */
    Selection(Optional<String> wanted, ScratchDirectory scratch) {
        this.wanted = wanted;
        this.scratch = scratch;
    }

    /** Looks at the beginning of an entry. Returns whether it is a snapshot that is to be written. */
    boolean wants(String rawName, byte[] head, boolean whole) throws IOException {
        String name = Shown.name(rawName);
        if (!DatabaseHead.isIn(head)) {
            others++;
            describe(name, head, whole);
            return false;
        }
        snapshotCount++;
        if (!name.isEmpty() && snapshots.size() < Packed.MOST_NAMES) {
            snapshots.add(name);
        }
        if (wanted.isPresent() && !wanted.get().equals(rawName) && !wanted.get().equals(name)) {
            return false;
        }
        if (taken != null) {
            repeated |= taken.equals(name);
            return false;
        }
        taken = name;
        return true;
    }

    private void describe(String name, byte[] head, boolean whole) throws IOException {
        Optional<Packing> packing = Packing.of(head);
        if (packing.isPresent()) {
            if (obstacle == null) {
                obstacle = PackedTexts.nested(name, packing.get());
            }
        } else if (other == null || other.kind() == ForeignFile.Kind.EMPTY) {
            nameOfOther = name;
            other = ForeignFile.recognise(ByteSource.of(name, head), whole);
        }
    }

    /** Whether there is exactly one snapshot to take. */
    boolean isDecided() {
        return taken != null && refusal().isEmpty();
    }

    /** Records an entry that cannot be read. */
    void unreadable(String rawName, boolean encrypted) {
        others++;
        obstacle = PackedTexts.unreadable(Shown.name(rawName), encrypted);
    }

    /** Counts an entry that is not a file: a directory, a link, a device. */
    void skip() {
        others++;
    }

    /**
     * Writes a snapshot to the scratch file.
     *
     * @param size its size in bytes; 0 if it is unknown
     */
    long write(InputStream data, long size) throws IOException {
        try (ScratchFile file = scratch.create(FILE, size)) {
            for (int count = data.read(chunk); count >= 0; count = data.read(chunk)) {
                file.write(chunk, 0, count);
            }
            return file.written();
        }
    }

    /** Reads the rest of a stream, so that its checksum is compared. */
    void drain(InputStream data) throws IOException {
        while (data.read(chunk) >= 0) {
            // Only its checksum matters.
        }
    }

    /**
     * The result, once all entries were offered.
     *
     * @throws RefusedException if there is not exactly one snapshot to take
     */
    Unpacked result(String form, long size) throws RefusedException {
        Optional<Finding> refusal = refusal();
        return new Unpacked(new Packed(form, size, refusal.isPresent()
                ? Optional.empty()
                : Optional.ofNullable(taken)
                        .filter(name -> !name.isEmpty()),
                snapshots, others), refusal, scratch,
                scratch.path().resolve(FILE));
    }

    private Optional<Finding> refusal() {
        if (taken == null && wanted.isPresent()) {
            return Optional.of(PackedTexts.noSuchEntry(wanted.get(), snapshots, snapshotCount));
        }
        if (taken == null) {
            return Optional.of(absence());
        }
        if (repeated) {
            return Optional.of(PackedTexts.repeated(taken));
        }
        return snapshotCount > 1 && wanted.isEmpty()
                ? Optional.of(PackedTexts.several(snapshots, snapshotCount))
                : Optional.empty();
    }

    private Finding absence() {
        if (obstacle != null) {
            return obstacle;
        }
        if (other != null && nameOfOther != null && others == 1) {
            return PackedTexts.foreignInside(nameOfOther, other);
        }
        return PackedTexts.noSnapshot(others == 0
                ? "The archive is empty"
                : others == 1
                        ? "The one entry of the archive is not a snapshot"
                        : "None of the " + others + " entries of the archive is a snapshot");
    }
}
