package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.text.UrlText;

/**
 * The file that a run works on.
 *
 * @param file   its absolute path; of one that is not on this machine, the last part of its address
 * @param entry  the snapshot in the file, if that is an archive with several; empty otherwise
 * @param source where it comes from
 * @param member the member it was taken from; empty if unknown
 * @param taken  when it was taken; empty if unknown
 * @param lacks  what is known to be missing from it, in a few words; empty if nothing is
 * @param made   from what the console made it; empty if it was there or was sent by a member
 * @param madeAt when it was made from something else, which says nothing about the age of what it holds; empty if it was
 *               not, or unknown
 * @param place  where it is in object storage; empty if it is on this machine
 */
public record SnapshotChoice(Path file, @JsonInclude(Include.NON_ABSENT) Optional<String> entry, SourceKind source,
        String member, Optional<Instant> taken, String lacks,
        @JsonInclude(Include.NON_ABSENT) Optional<MadeFrom> made,
        @JsonInclude(Include.NON_ABSENT) Optional<Instant> madeAt,
        @JsonInclude(Include.NON_ABSENT) Optional<StorePlace> place) {
    /** A file in object storage is named by its address, which a settings file cannot turn into a path of this machine. */
    public SnapshotChoice {
        if (place.isPresent()) {
            file = SnapshotName.at(place.get().address(), entry).file();
        }
    }

    /** A file that is not an archive, or holds only one snapshot. */
    public SnapshotChoice(Path file, SourceKind source, String member, Optional<Instant> taken, String lacks,
            Optional<MadeFrom> made) {
        this(file, Optional.empty(), source, member, taken, lacks, made, Optional.empty(), Optional.empty());
    }

    /** A file of which only the path is known. */
    public static SnapshotChoice ofFile(Path file) {
        return new SnapshotChoice(file.toAbsolutePath().normalize(), SourceKind.FILE, "", Optional.empty(), "",
                Optional.empty());
    }

    /** A snapshot in object storage. */
    public static SnapshotChoice stored(StorePlace place) {
        StorePlace shown = place.at(UrlText.ofAddress(place.address()));
        return new SnapshotChoice(SnapshotName.at(shown.address(), Optional.empty()).file(), Optional.empty(),
                SourceKind.STORE, "", Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.of(shown));
    }

    /** The same file, saved from a living member. */
    public SnapshotChoice savedFrom(String name, Instant when, String missing) {
        return new SnapshotChoice(file, entry, SourceKind.ENDPOINTS, name, Optional.of(when), missing, made, madeAt,
                place);
    }

    /** A snapshot in a directory of snapshots. */
    public static SnapshotChoice inFolder(Path file) {
        return new SnapshotChoice(file.toAbsolutePath().normalize(), SourceKind.STORE, "", Optional.empty(), "",
                Optional.empty());
    }

    /** How messages name it. */
    public String shown() {
        return place.map(StorePlace::address).orElseGet(file::toString);
    }

    /** What the operator chose in Source: the file, or the data directory or the damaged file that it was made from. */
    public Path origin() {
        return made.map(MadeFrom::from).orElse(file);
    }

    /** One of the snapshots in this archive. */
    public SnapshotChoice choosing(String name) {
        return new SnapshotChoice(file, Optional.of(name), source, member, taken, lacks, made, madeAt, place);
    }

    /** The same file, made at this time from something else. */
    public SnapshotChoice madeAt(Instant time) {
        return new SnapshotChoice(file, entry, source, member, taken, lacks, made, Optional.of(time), place);
    }

    /** How to open it. */
    public SnapshotName name() {
        return place.map(where -> SnapshotName.at(where.address(), entry))
                .orElseGet(() -> new SnapshotName(file, entry));
    }
}
