package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bytes.UnreadableAsZeros;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.wal.WalExamination.Flaw;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalVerdict;

/** The findings about how a log ends, and about damage in it. */
final class LogTexts {
    private static final int SHOWN_FLAWS = 5;
    private static final String NO_START = " Start a server only on a copy of this directory: ";
    private static final String COMPARE = "Compare with the logs of the other members.";
    private static final String OTHER_LOG = " If another member’s log has the lost entries, use its directory.";

    private LogTexts() {}

    /**
     * @param lost what is behind damage
     * @param use  what a rescue makes of the log
     */
    static List<Finding> of(WalVerdict verdict, BehindDamage lost, boolean isShort, LogUse use) {
        List<Finding> findings = new ArrayList<>();
        switch (verdict) {
            case WalVerdict.Whole _ -> {
                // What is missing at the end of a log that looks whole is found by comparing.
            }
            case WalVerdict.TornWrite torn -> findings.add(torn(torn, isShort));
            case WalVerdict.EndsWithFile ends -> findings.add(new Finding(RescueCode.LOG_ENDS_WITH_FILE, Severity.NOTE,
                    place(ends.position()),
                    "The file ends with the last record of the log, " + after(lost)
                            + "; whether more followed is unknown",
                    "A server keeps zeros behind its records. It leaves a file without them after it has repaired its log;"
                            + " a copy that was cut short can look the same, and so does a log whose last segment is"
                            + " missing.",
                    isShort ? COMPARE : "If this is a copy, check that it is as long as the original file."));
            case WalVerdict.CutShort cut -> findings.add(care(RescueCode.LOG_CUT_SHORT, cut.position(),
                    "The file of the log ends inside a record, " + after(lost) + ": only "
                            + Counted.of(cut.bytes(), "byte")
                            + " of the record are there, and what followed is unknown",
                    "A server keeps zeros behind its records, so this is a copy that was cut short, or a disk that was"
                            + " full. Only in a log that a server has repaired can it be a write that was not completed."
                            + " Acknowledged writes may be missing.",
                    "Look for a complete copy of this file, in the original directory or in a backup. Without it: "
                            + use.upTo() + OTHER_LOG + NO_START + "it drops the incomplete record and goes on without"
                            + " what followed."));
            case WalVerdict.Damaged damaged -> findings.add(care(RescueCode.LOG_DAMAGED, damaged.position(),
                    "The log is damaged " + after(lost) + " (" + damaged.found() + "), and " + behind(lost),
                    "Only zeros follow a torn write, so this is damage. " + loss(lost),
                    use.upTo() + " " + Advised.WAL_DUMP + " shows what follows." + OTHER_LOG + NO_START
                            + "it refuses the log, or truncates it here and overwrites the rest."));
            case WalVerdict.LastRecordBad bad -> findings.add(care(RescueCode.LAST_RECORD_BAD, bad.position(),
                    "The last record of the log, " + after(lost) + ", is damaged: " + bad.found(),
                    "It was written to its end, so this may not be a torn write: its entry is lost, and may have been"
                            + " acknowledged.",
                    use.upTo() + OTHER_LOG + NO_START + "it refuses the log, or drops this record."));
            case WalVerdict.ForeignBytes foreign -> findings.add(care(RescueCode.FOREIGN_BYTES, foreign.position(),
                    "The log ends with " + Counted.of(foreign.bytes(), "byte") + " of something other than a record",
                    "A server leaves only zeros there. If they are what remains of records, those records are lost.",
                    "Compare with the logs of the other members." + NO_START + "it overwrites these bytes."));
            case WalVerdict.Unreadable unreadable -> findings.add(care(RescueCode.LOG_DAMAGED, unreadable.position(),
                    "The disk cannot read all of the log " + after(lost)
                            + ", so it is not known whether records follow",
                    "What is there may be nothing, or writes that were acknowledged.",
                    use.upTo() + OTHER_LOG + NO_START + "it fails, or starts as if the log ended here."));
            case WalVerdict.SegmentDamaged damaged -> findings.add(care(RescueCode.LOG_DAMAGED, damaged.position(),
                    "The log is damaged in or before its last segment, " + after(lost) + " (" + damaged.found()
                            + "), and " + behind(lost),
                    "A server completes a segment before it begins the next one, so this is not a torn write. "
                            + loss(lost),
                    use.upTo() + " " + Advised.WAL_DUMP + " shows what follows." + OTHER_LOG + NO_START
                            + "it refuses the log, or starts as if it ended here."));
            case WalVerdict.SegmentsMissing missing -> findings.add(care(RescueCode.SEGMENT_MISSING, missing.position(),
                    "Segments of the log are missing: " + segments(missing) + ", and " + behind(lost),
                    "A server does not start: it reports a CRC mismatch. " + loss(lost),
                    "Look for the missing files in the original directory and in backups. Without them: " + use.upTo()
                            + OTHER_LOG));
        }
        return findings;
    }

    private static String after(BehindDamage lost) {
        return lost.lastGood() == 0 ? "before its first entry" : "after entry " + unsigned(lost.lastGood());
    }

    private static Finding torn(WalVerdict.TornWrite torn, boolean isShort) {
        return new Finding(RescueCode.TORN_WRITE, Severity.NOTE, place(torn.position()),
                "The last write to the log is incomplete: " + Counted.of(torn.bytes(), "byte") + " of it"
                        + (torn.bytes() == 1 ? " is" : " are") + " ignored",
                "Nothing but zeros follows it. A server answers only once a record is on disk, so this one was not"
                        + " acknowledged, unless the disk reported a sync that it had not done."
                        + (isShort ? " But later entries were committed, and are missing here." : ""),
                isShort ? COMPARE : "Nothing: a server drops it when it starts.");
    }

    private static String segments(WalVerdict.SegmentsMissing missing) {
        return missing.first() == missing.last()
                ? "number " + missing.first()
                : "numbers " + missing.first() + " to " + missing.last();
    }

    private static String behind(BehindDamage lost) {
        String found = lost.records() == 0
                ? "no record follows"
                : followed(lost.records())
                        + (lost.entries() == 0
                                ? ""
                                : ", among them " + Counted.of(lost.entries(), "entry", "entries") + " up to index "
                                        + unsigned(lost.lastIndex()));
        return lost.searchEnded()
                .map(place -> (lost.records() == 0 ? "no record was found" : found) + " before the search ended at "
                        + place + ", because too many bytes there only look like records; more may follow")
                .orElse(found);
    }

    private static String loss(BehindDamage lost) {
        String what = lost.lost() > 1
                ? "Entries " + unsigned(lost.lastGood() + 1) + " to " + unsigned(lost.lostTo()) + " are lost, and later"
                        + " ones cannot be applied without them. "
                : lost.lost() == 1
                        ? "Entry " + unsigned(lost.lostTo())
                                + " is lost, and later ones cannot be applied without it. "
                        : "It is not known which entries are lost, so later ones cannot be applied. ";
        return what + (lost.acknowledged()
                ? "What is lost had been synced to disk, so acknowledged writes may be missing."
                : "All of it may be one write that a power failure interrupted; in that case none of it was"
                        + " acknowledged.");
    }

    /**
     * The findings about damage that costs nothing.
     *
     * @param use what a rescue makes of the log
     */
    static List<Finding> of(List<Flaw> flaws, LogUse use) {
        List<Finding> findings = new ArrayList<>(
                flaws.stream().limit(SHOWN_FLAWS).map(flaw -> of(flaw, use)).toList());
        if (flaws.size() > SHOWN_FLAWS) {
            WalPosition next = flaws.get(SHOWN_FLAWS).position();
            findings.add(care(RescueCode.LOG_FLAW, next, "The log is damaged in "
                    + Counted.of(flaws.size() - SHOWN_FLAWS, "more place"), "No entry is lost there.",
                    "Copy the directory before its disk fails."));
        }
        return findings;
    }

    private static Finding of(Flaw flaw, LogUse use) {
        String drops = flaw.recordsAfter() == 0
                ? "or drops it."
                : "or truncates it here and drops the rest.";
        return switch (flaw.kind()) {
            case HEALED -> care(RescueCode.RECORD_HEALED, flaw.position(),
                    "The log holds " + flaw.found() + (flaw.index() == 0 ? "" : ", entry " + unsigned(flaw.index()))
                            + "; the CRCs prove its content, and " + followed(flaw.recordsAfter()),
                    "This is damage, not a torn write. Nothing is missing here, but a server would lose acknowledged"
                            + " writes.",
                    use.onward() + NO_START + "it refuses the log " + drops);
            case WRONG_TYPE -> care(RescueCode.LOG_FLAW, flaw.position(),
                    "The type of a record is damaged: the log has "
                            + flaw.found(),
                    "The CRCs do not cover the type. No entry is missing; some servers do not notice, others refuse the"
                            + " log.",
                    use.onward() + " Copy the directory before its disk fails.");
            case NO_ENTRY_LOST -> flaw(flaw, "The log is damaged: a record is lost that is not an entry", "No entry is"
                    + " missing: the CRCs continue after it.", drops, use);
            case COVERED -> use.byDatabase()
                    ? flaw(flaw, "The log is damaged before the end of the database (" + flaw.found() + ")",
                            "The database holds all lost entries.", drops, use)
                    : flaw(flaw, "The log is damaged before its first entry (" + flaw.found() + ")",
                            "No entry is missing: entry 1 follows.", drops, use);
            case SEGMENTS_COVERED -> care(RescueCode.SEGMENT_MISSING, flaw.position(),
                    "Segments of the log are missing before this one: " + flaw.found(),
                    "The database holds all entries that were in them. A server does not start: it reports a CRC"
                            + " mismatch.",
                    use.onward() + " Look for the missing files in the original directory.");
            case REMAINS -> flaw(flaw, "A segment of the log has bytes after its last record", "No record is missing:"
                    + " the CRCs continue in the next segment.", drops, use);
        };
    }

    private static Finding flaw(Flaw flaw, String summary, String why, String drops, LogUse use) {
        return care(RescueCode.LOG_FLAW, flaw.position(), summary + "; " + followed(flaw.recordsAfter()),
                "This is damage, not a torn write. " + why + " But a server would lose acknowledged writes.",
                use.onward() + NO_START + "it refuses the log " + drops);
    }

    private static String followed(long records) {
        return records == 0
                ? "no record follows"
                : Counted.of(records, "record") + (records == 1 ? " follows" : " with matching CRCs follow");
    }

    static Finding unreadable(OpenLog.Unreadable where) {
        return care(RescueCode.LOG_UNREADABLE, where.file() + ", offset " + where.sectors().getFirst(),
                "The disk cannot read " + Counted.of(where.sectors().size(), "block") + " of "
                        + UnreadableAsZeros.SECTOR + " bytes of the log",
                "They are taken as damaged, and what follows is read all the same. A disk that fails once fails again.",
                "Copy the whole directory to another disk at once, with a tool that goes on after errors, such as ddrescue;"
                        + " then work with the copy.");
    }

    static Finding brokenHoldsMore(Path broken, long from, long to, boolean used) {
        return new Finding(RescueCode.BROKEN_HOLDS_MORE, Severity.CARE, broken.toString(),
                "A server truncated the log, and the copy that it made before that holds more: entries "
                        + unsigned(from)
                        + " to " + unsigned(to),
                "The server took what it dropped for a torn write, but whole records followed: acknowledged writes"
                        + " may be among them.",
                used
                        ? Advised.RESCUE_SNAPSHOT
                                + " uses this copy. Do not start the server again: its next repair overwrites"
                                + " it."
                        : "Start a server only on a copy of this directory: its next repair overwrites this file. "
                                + Advised.WAL_DUMP + " shows"
                                + " what it holds.");
    }

    static Finding commitBeyond(Path walDir, long lastIndex, long commit) {
        return care(RescueCode.COMMIT_BEYOND_LOG, walDir.toString(),
                "Entries " + unsigned(lastIndex + 1) + " to " + unsigned(commit) + " were committed, but this log ends"
                        + " before them",
                "The last hard state in the log says so: the end of the log is missing. A server panics on it.",
                "Use another member’s directory, or look for the rest of this log. " + Advised.RESCUE_SNAPSHOT
                        + " saves what is"
                        + " here, without what those entries wrote.");
    }

    static Finding snapshotBeyond(RaftSnapshots.Reach reach, long lastIndex) {
        String from = unsigned(lastIndex + 1);
        String to = unsigned(reach.index());
        return care(RescueCode.COMMIT_BEYOND_LOG, reach.file().toString(),
                (from.equals(to) ? "At least entry " + to + " is" : "At least entries " + from + " to " + to + " are")
                        + " missing: this raft snapshot shows that entry " + to
                        + " was committed, but the log can be read only up to entry " + unsigned(lastIndex),
                "A server makes a raft snapshot only of entries that it has applied. Clients may have been told that what"
                        + " is missing was written.",
                "Look for the rest of the log and for the database, or use another member’s directory. “rescue"
                        + " snapshot” saves what is here, without what those entries wrote.");
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
