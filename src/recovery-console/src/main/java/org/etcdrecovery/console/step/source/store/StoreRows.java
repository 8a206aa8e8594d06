package org.etcdrecovery.console.step.source.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.store.SequenceGap;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.StoredSnapshot;

/** Turns a listing into rows: the newest snapshots first, and between them the gaps in their sequence. */
final class StoreRows {
    private static final Pattern PACKED = Pattern.compile("(?i)\\.(zip|gz|tgz|zst|xz|bz2|tar|lz4|br)$");

    private final Texts texts;
    private final Clock clock;

    StoreRows(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    List<StoreRow> of(StoreListing listing) {
        List<StoreRow> rows = new ArrayList<>();
        List<SequenceGap> gaps = new ArrayList<>(listing.gaps());
        gaps.sort(Comparator.comparing(SequenceGap::before).reversed());
        for (StoredSnapshot snapshot : listing.snapshots()) {
            while (!gaps.isEmpty() && !snapshot.time().isAfter(gaps.getFirst().after())) {
                rows.add(gap(gaps.removeFirst()));
            }
            rows.add(row(snapshot));
        }
        return rows;
    }

    private StoreRow row(StoredSnapshot snapshot) {
        return new StoreRow(madeBy(snapshot), snapshot.object().name(), day(snapshot), number(snapshot.revision()),
                Quantities.size(snapshot.object().size()), tone(snapshot),
                texts.get("store.verdict." + snapshot.standing()), Optional.of(snapshot));
    }

    private StoreRow gap(SequenceGap gap) {
        return new StoreRow("",
                texts.get("store.gap",
                        Quantities.span(Duration.between(gap.after(), gap.before())),
                        Quantities.span(gap.usual())),
                "", "", "", Tone.WARNING, texts.get("store.gap.pill"), Optional.empty());
    }

    private String day(StoredSnapshot snapshot) {
        return Quantities.day(snapshot.time(), clock.instant(), clock.getZone());
    }

    private String madeBy(StoredSnapshot snapshot) {
        String maker = snapshot.manifest()
                .map(manifest -> texts.get("store.by." + manifest.way()))
                .or(() -> snapshot.origin().map(FileOrigin::maker))
                .orElse(texts.get("table.none"));
        Matcher packed = PACKED.matcher(snapshot.object().name());
        return packed.find()
                ? texts.get("store.by.packed", maker, packed.group(1).toLowerCase(Locale.ROOT))
                : maker;
    }

    private String number(OptionalLong value) {
        return value.isPresent() ? Quantities.number(value.getAsLong()) : texts.get("table.none");
    }

    private static Tone tone(StoredSnapshot snapshot) {
        return switch (snapshot.standing()) {
            case RESTORABLE -> Tone.SUCCESS;
            case RESTORABLE_WITH_CARE, PAIR_MISSING, INCOMPLETE_OR_FOREIGN -> Tone.WARNING;
            case DAMAGED, SIZE_DIFFERS, NOT_A_SNAPSHOT -> Tone.DANGER;
            case NOT_JUDGED, DELTA -> Tone.NEUTRAL;
        };
    }
}
