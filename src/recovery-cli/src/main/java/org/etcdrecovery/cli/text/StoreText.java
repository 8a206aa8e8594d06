package org.etcdrecovery.cli.text;

import java.util.OptionalLong;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** What a store of snapshots holds, as a table. */
public final class StoreText {
    private final StoreListing listing;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    /** The table of a listing. */
    public StoreText(StoreListing listing, Ink ink) {
        this.listing = listing;
        this.ink = ink;
    }

    /** The findings, the rows, and how many there are. */
    public String all() {
        FindingText findings = new FindingText(ink);
        listing.findings().forEach(finding -> text.append(findings.paragraph(finding)));
        if (!listing.snapshots().isEmpty()) {
            Columns columns = new Columns(text::append, ink, "MADE BY", "NAME", "TIME", ">REVISION", ">SIZE",
                    "VERDICT");
            listing.snapshots().forEach(snapshot -> row(columns, snapshot));
            columns.end();
        }
        long usable = listing.snapshots().stream().filter(StoredSnapshot::isUsable).count();
        return text.append(Shown.text(listing.store()))
                .append(": ")
                .append(Counted.of(listing.snapshots().size(), "file"))
                .append(", ")
                .append(usable)
                .append(" restorable by their manifests\n")
                .toString();
    }

    private void row(Columns columns, StoredSnapshot snapshot) {
        columns.row(madeBy(snapshot), Shown.name(snapshot.object().name()), snapshot.time(),
                number(snapshot.revision()),
                HumanSize.of(snapshot.object().size()), ink.mark(role(snapshot), words(snapshot)));
    }

    private static String madeBy(StoredSnapshot snapshot) {
        return snapshot.manifest()
                .map(manifest -> switch (manifest.way()) {
                    case SAVE -> "saved";
                    case RESCUE -> "rescued";
                    case SALVAGE -> "salvaged";
                    case PREPARE -> "prepared";
                })
                .or(() -> snapshot.origin().map(FileOrigin::maker))
                .orElse("-");
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
    }

    private static String words(StoredSnapshot snapshot) {
        return switch (snapshot.standing()) {
            case RESTORABLE -> "restorable";
            case RESTORABLE_WITH_CARE -> "restorable with care";
            case DAMAGED -> "damaged";
            case NOT_A_SNAPSHOT -> "not a snapshot";
            case NOT_JUDGED -> "not judged";
            case SIZE_DIFFERS -> "size differs from its manifest";
            case PAIR_MISSING -> "pair missing";
            case DELTA -> "delta, no snapshot";
            case INCOMPLETE_OR_FOREIGN -> "incomplete or foreign";
        };
    }

    private static Role role(StoredSnapshot snapshot) {
        return switch (snapshot.standing()) {
            case RESTORABLE -> Role.GOOD;
            case DAMAGED, SIZE_DIFFERS, NOT_A_SNAPSHOT -> Role.BAD;
            default -> Role.CARE;
        };
    }
}
