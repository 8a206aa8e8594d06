package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.wal.WalExamination.Flaw;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalVerdict;

/** The findings about how a log ends, and about damage in it. */
final class LogTexts {
    private static final int SHOWN_FLAWS = 5;
    private static final String USE_IT = "“rescue snapshot” uses the log up to entry ";
    private static final String NO_START = " Never start a server on this directory, only on a copy: ";
    private static final String OTHER_LOG = " If another member’s log has the lost entries, use its directory.";

    private LogTexts() {}

    /** @param lost what is behind damage */
    static List<Finding> of(WalVerdict verdict, BehindDamage lost, boolean isShort) {
        List<Finding> findings = new ArrayList<>();
        switch (verdict) {
            case WalVerdict.Whole _ -> {
                // What is missing at the end of a log that looks whole is found by comparing.
            }
            case WalVerdict.TornWrite torn -> findings.add(torn(torn, isShort));
            case WalVerdict.Damaged damaged -> findings.add(care(RescueCode.LOG_DAMAGED, damaged.position(),
                    "The log is damaged behind entry " + unsigned(lost.lastGood()) + " (" + damaged.found() + "), and "
                            + behind(lost),
                    "A write that was cut off is followed by zeros alone, so this is damage. " + loss(lost),
                    USE_IT + unsigned(lost.lastGood()) + "; “wal dump” shows what follows." + OTHER_LOG + NO_START
                            + "it refuses the log, or cuts it here and overwrites what follows."));
            case WalVerdict.LastRecordBad bad -> findings.add(care(RescueCode.LAST_RECORD_BAD, bad.position(),
                    "The last record of the log, behind entry " + unsigned(lost.lastGood()) + ", is damaged: "
                            + bad.found(),
                    "It is written to its end, so it is not known to be a write that was cut off: the entry in it may"
                            + " have been acknowledged, and is lost.",
                    USE_IT + unsigned(lost.lastGood()) + "." + OTHER_LOG + NO_START
                            + "it refuses the log, or cuts this record off."));
            case WalVerdict.ForeignBytes foreign -> findings.add(care(RescueCode.FOREIGN_BYTES, foreign.position(),
                    "Behind the last record of the log are " + Counted.of(foreign.bytes(), "byte")
                            + " that are no record",
                    "A server leaves nothing but zeros there. If they are the remains of records, those are lost.",
                    "Compare with the logs of the other members." + NO_START + "it overwrites these bytes."));
            case WalVerdict.SegmentDamaged damaged -> findings.add(care(RescueCode.LOG_DAMAGED, damaged.position(),
                    "The log is damaged in or before its last segment, behind entry " + unsigned(lost.lastGood()) + " ("
                            + damaged.found() + "), and " + behind(lost),
                    "A segment is complete before the next one begins, so this is no write that was cut off. "
                            + loss(lost),
                    USE_IT + unsigned(lost.lastGood()) + "; “wal dump” shows what follows." + OTHER_LOG + NO_START
                            + "it refuses the log, or goes on as if it ended here."));
            case WalVerdict.SegmentsMissing missing -> findings.add(care(RescueCode.SEGMENT_MISSING, missing.position(),
                    "The log lacks " + segments(missing) + ", and " + behind(lost),
                    "A server does not start from it: it reports a CRC that does not match. " + loss(lost),
                    "Look for the missing files in the original directory and in backups. Without them, “rescue"
                            + " snapshot” uses the log up to entry " + unsigned(lost.lastGood()) + "." + OTHER_LOG));
        }
        return findings;
    }

    private static Finding torn(WalVerdict.TornWrite torn, boolean isShort) {
        return new Finding(RescueCode.TORN_WRITE, Severity.NOTE, place(torn.position()),
                "The last write to the log is incomplete: its " + Counted.of(torn.bytes(), "byte") + " are ignored",
                "Only zeros follow it. A server answers only once a record is on disk, so this one was not"
                        + " acknowledged, unless the disk reported a write that it had not made."
                        + (isShort ? " But entries behind it were committed, and are missing here." : ""),
                isShort ? "Compare with the logs of the other members." : "Nothing: a server drops it when it starts.");
    }

    private static String segments(WalVerdict.SegmentsMissing missing) {
        return missing.first() == missing.last()
                ? "the segment with number " + missing.first()
                : "the segments with numbers " + missing.first() + " to " + missing.last();
    }

    private static String behind(BehindDamage lost) {
        return lost.records() == 0
                ? "no record was found behind it"
                : standBehind(lost.records())
                        + (lost.entries() == 0
                                ? ""
                                : ", " + Counted.of(lost.entries(), "entry", "entries") + " up to index "
                                        + unsigned(lost.lastIndex()));
    }

    private static String loss(BehindDamage lost) {
        String what = lost.lost() > 1
                ? "Entries " + unsigned(lost.lastGood() + 1) + " to " + unsigned(lost.lostTo()) + " are lost, and none"
                        + " behind them can be applied without them. "
                : lost.lost() == 1
                        ? "Entry " + unsigned(lost.lostTo())
                                + " is lost, and none behind it can be applied without it. "
                        : "Which entries are lost is not known, so none behind can be applied. ";
        return what + (lost.acknowledged()
                ? "They had been synced to disk: acknowledged writes are at stake."
                : "All of it may be one write that a power failure interrupted; then none of it was acknowledged.");
    }

    /** The findings about damage that costs nothing. */
    static List<Finding> of(List<Flaw> flaws) {
        List<Finding> findings = new ArrayList<>(flaws.stream().limit(SHOWN_FLAWS).map(LogTexts::of).toList());
        if (flaws.size() > SHOWN_FLAWS) {
            WalPosition next = flaws.get(SHOWN_FLAWS).position();
            findings.add(care(RescueCode.LOG_FLAW, next, "The log is damaged in "
                    + Counted.of(flaws.size() - SHOWN_FLAWS, "more place"), "None of these costs an entry.",
                    "Copy the directory before its disk fails."));
        }
        return findings;
    }

    private static Finding of(Flaw flaw) {
        String drops = flaw.recordsAfter() == 0
                ? "or drops it."
                : "or cuts it here and drops what follows.";
        return switch (flaw.kind()) {
            case HEALED -> care(RescueCode.RECORD_HEALED, flaw.position(),
                    "The log holds " + flaw.found() + (flaw.index() == 0 ? "" : ", entry " + unsigned(flaw.index()))
                            + "; its content is proven by the CRCs, and " + standBehind(flaw.recordsAfter()),
                    "This is damage and no write that was cut off: acknowledged writes are at stake. Here nothing is"
                            + " missing.",
                    "“rescue snapshot” uses the record and what follows." + NO_START + "it refuses the log " + drops);
            case NO_ENTRY_LOST -> flaw(flaw, "The log is damaged: a record that is no entry is lost", "No entry is"
                    + " missing: the next record follows.", drops);
            case COVERED -> flaw(flaw, "The log is damaged before the end of the database (" + flaw.found() + ")",
                    "The database holds all entries that are lost.", drops);
            case SEGMENTS_COVERED -> care(RescueCode.SEGMENT_MISSING, flaw.position(),
                    "Segments of the log are missing before this one: " + flaw.found(),
                    "The database holds all entries that were in them. A server does not start: it reports a CRC that"
                            + " does not match.",
                    "“rescue snapshot” uses what follows. Look for the missing files in the original directory.");
            case REMAINS -> flaw(flaw, "A segment of the log has bytes behind its last record", "No record is missing:"
                    + " the next segment continues that record.", drops);
        };
    }

    private static Finding flaw(Flaw flaw, String summary, String why, String drops) {
        return care(RescueCode.LOG_FLAW, flaw.position(), summary + "; " + standBehind(flaw.recordsAfter()),
                "This is damage and no write that was cut off: acknowledged writes are at stake. " + why,
                "“rescue snapshot” uses what follows." + NO_START + "it refuses the log " + drops);
    }

    private static String standBehind(long records) {
        return Counted.of(records, "record") + " that belong together by their CRCs "
                + (records == 1 ? "stands" : "stand") + " behind it";
    }

    static Finding brokenHoldsMore(Path broken, long from, long to, boolean used) {
        return new Finding(RescueCode.BROKEN_HOLDS_MORE, Severity.CARE, broken.toString(),
                "A server has cut the log, and the copy that it made before holds more: entries " + unsigned(from)
                        + " to " + unsigned(to),
                "The server took what it cut for a write that was not completed, but whole records were behind it:"
                        + " acknowledged writes are at stake.",
                used
                        ? "“rescue snapshot” uses this copy. Do not start the server again: its next repair overwrites"
                                + " it."
                        : "Copy the file before a server starts again: its next repair overwrites it. “wal dump” shows"
                                + " what it holds.");
    }

    static Finding commitBeyond(Path walDir, long lastIndex, long commit) {
        return care(RescueCode.COMMIT_BEYOND_LOG, walDir.toString(),
                "Entries " + unsigned(lastIndex + 1) + " to " + unsigned(commit) + " were committed, and this log ends"
                        + " before them",
                "The last state in the log says so, so the end of the log is missing. A server panics on it.",
                "Use another member’s directory, or look for the rest of this log. What is here can be had with"
                        + " “rescue snapshot”; what those entries wrote is lost.");
    }

    private static Finding care(RescueCode code, WalPosition position, String summary, String why, String remedy) {
        return care(code, place(position), summary, why, remedy);
    }

    private static Finding care(RescueCode code, String place, String summary, String why, String remedy) {
        return new Finding(code, Severity.CARE, place, summary, why, remedy);
    }

    private static String place(WalPosition position) {
        return position.file() + ", offset " + position.offset();
    }

    private static String unsigned(long value) {
        return Long.toUnsignedString(value);
    }
}
