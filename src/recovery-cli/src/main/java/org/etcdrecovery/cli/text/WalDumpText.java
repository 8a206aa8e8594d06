package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.rescue.DumpedRecord.Standing;
import org.etcdrecovery.core.rescue.LogDump;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Shown;

/** Prints the records of a log as a table, line by line, and last how the log ends. */
public final class WalDumpText {
    private static final String ROW = "%-2s%8s %10s  %-8s  %s\n";

    private static final String BEHIND = """
            these records can be read and never be applied, because entries before them are lost.
            !  proven by the CRC   ?  has only the form of a record
            """;

    private final Ink ink;
    private String segment = "";
    private boolean behind;

    public WalDumpText(Ink ink) {
        this.ink = ink;
    }

    /** The line of a record, after a heading where a segment or what is behind damage begins. */
    public String record(DumpedRecord record) {
        StringBuilder text = new StringBuilder();
        if (!behind && record.standing() != Standing.SOUND) {
            behind = true;
            text.append('\n')
                    .append(ink.mark(Role.CARE, "Behind damage"))
                    .append(": ")
                    .append(BEHIND);
        }
        if (!segment.equals(record.segment())) {
            segment = record.segment();
            text.append('\n')
                    .append(ink.mark(Role.STRONG, Shown.text(segment)))
                    .append('\n')
                    .append(
                            String.format(ROW, "", "term", "index", "type", "says"));
        }
        return text.append(String.format(ROW, mark(record.standing()), record.term() == 0
                ? ""
                : Long.toUnsignedString(record.term()), isNumbered(record) ? Long.toUnsignedString(record.index()) : "",
                type(record.type()), Shown.text(record.words()))).toString();
    }

    /** The index of a state is what it says. */
    private static boolean isNumbered(DumpedRecord record) {
        return record.type() == DumpedRecord.RecordType.ENTRY || record.type() == DumpedRecord.RecordType.SNAPSHOT;
    }

    private static String mark(Standing standing) {
        return switch (standing) {
            case SOUND -> "";
            case BEHIND_DAMAGE -> "!";
            case UNPROVEN -> "?";
        };
    }

    private static String type(DumpedRecord.RecordType type) {
        return switch (type) {
            case METADATA -> "metadata";
            case ENTRY -> "entry";
            case STATE -> "state";
            case CRC -> "crc";
            case SNAPSHOT -> "snapshot";
        };
    }

    /** What follows the last record. */
    public String end(LogDump.Result result) {
        StringBuilder text = new StringBuilder("\n");
        FindingText findings = new FindingText(ink);
        for (Finding finding : result.findings()) {
            text.append(findings.indented(finding));
        }
        text.append(Counted.of(result.records(), "record"))
                .append(", ")
                .append(
                        Counted.of(result.entries(), "entry", "entries"));
        if (result.behind() > 0) {
            text.append("; ").append(Counted.of(result.behind(), "record")).append(" behind damage");
        }
        return text.append('\n').toString();
    }
}
