package org.etcdrecovery.console.step.inspect;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.StatStrip.Stat;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Remains;
import org.etcdrecovery.core.snapshot.SnapshotStatus;

/**
 * The status table, as far as it is known.
 *
 * @param status          the figures; empty until the pass has ended, and if the file is damaged
 * @param compactRevision the compact revision; -1 if nothing was compacted
 * @param size            the size of the file in bytes; negative until it is known
 * @param remains         what is still readable in a damaged file
 * @param ended           whether the table is final
 */
record Figures(Optional<SnapshotStatus> status, long compactRevision, long size,
        Optional<Remains> remains, boolean ended) {
    /** Nothing is known yet. */
    static final Figures NONE = new Figures(Optional.empty(), -1, -1, Optional.empty(), false);

    private static final String UNKNOWN = "–";

    /** The figures of a completed inspection. */
    static Figures of(Inspection inspection) {
        return new Figures(inspection.facts().map(facts -> facts.status()),
                inspection.facts().map(facts -> facts.revisions().compacted()).orElse(-1L), inspection.size(),
                inspection.remains(), true);
    }

    /** The cells, in the order in which etcdutl prints them. */
    List<Stat> stats() {
        Texts texts = Texts.of("inspect");
        return status.map(known -> known(known, texts)).orElseGet(() -> unknown(texts));
    }

    private List<Stat> known(SnapshotStatus known, Texts texts) {
        String compacted = compactRevision < 0
                ? texts.get("stat.revision.whole")
                : texts.get("stat.revision.compacted", Quantities.number(compactRevision));
        String version = known.storageVersion();
        return List.of(
                stat("hash", Quantities.hash(known.hash()), texts.get("stat.hash.note"), true, texts),
                stat("revision", Quantities.number(known.revision()), compacted, false, texts),
                stat("keys", Quantities.number(known.liveKeys()),
                        texts.get("stat.keys.note", Quantities.number(known.records())), false, texts),
                stat("size", Quantities.size(known.totalSize()),
                        texts.get("stat.size.note", Quantities.size(known.sizeInUse())), false, texts),
                stat("version", version.isEmpty() ? UNKNOWN : version,
                        texts.get(version.isEmpty() ? "stat.version.none" : "stat.version.note"), false, texts));
    }

    private List<Stat> unknown(Texts texts) {
        String why = texts.get(ended ? "stat.damaged" : "stat.reading");
        return List.of(stat("hash", UNKNOWN, why, true, texts),
                remains.filter(read -> read.revision() > 0)
                        .map(read -> stat("revision", "≥ " + Quantities.number(read.revision()),
                                texts.get("stat.revision.remains"), false, texts))
                        .orElseGet(() -> stat("revision", UNKNOWN, why, false, texts)),
                stat("keys", UNKNOWN,
                        remains.map(read -> texts.get("stat.keys.remains", Quantities.number(read.keyRecords())))
                                .orElse(why),
                        false, texts),
                stat("size", size < 0 ? UNKNOWN : Quantities.size(size), size < 0 ? why : texts.get("stat.size.file"),
                        false, texts),
                remains.map(Remains::storageVersion)
                        .filter(version -> !version.isEmpty())
                        .map(version -> stat("version", version, texts.get("stat.version.note"), false, texts))
                        .orElseGet(() -> stat("version", UNKNOWN, why, false, texts)));
    }

    private static Stat stat(String name, String value, String note, boolean mono, Texts texts) {
        return new Stat("stat-" + name, texts.get("stat." + name), value, note, mono);
    }

    /** The help on the figures. */
    List<HelpTopic> help() {
        Texts texts = Texts.of("inspect");
        return status.map(known -> List.of(
                texts.help("help.keys", Quantities.number(known.liveKeys()), Quantities.number(known.revision()),
                        Quantities.number(known.records()), Quantities.number(known.tombstones()), known.liveKeys()),
                texts.help("help.revision", Quantities.number(known.revision() + 1)), texts.help("help.hash")))
                .orElseGet(() -> ended ? List.of() : List.of(texts.help("help.checks")));
    }
}
