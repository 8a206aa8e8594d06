package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.text.Shown;

/** Findings and facts as every verb prints them that judges a file or a directory. */
final class FindingText {
    private static final int NAMES = 10;

    private final Ink ink;

    FindingText(Ink ink) {
        this.ink = ink;
    }

    /** A finding about the file that the verb was given, with a blank line behind it. */
    String paragraph(Finding finding) {
        String place = finding.place().isEmpty() ? "" : " [" + finding.place() + "]";
        return label(finding.severity()) + finding.summary() + place + " (" + finding.code().text() + ")"
                + "\n        " + finding.why() + "\n        To do: " + finding.remedy() + "\n\n";
    }

    /** A finding below the directory that it was found in; its place is a path, and has a line of its own. */
    String indented(Finding finding) {
        return "  " + label(finding.severity()) + finding.summary() + " (" + finding.code().text() + ")"
                + "\n          [" + finding.place() + "]\n          " + finding.why()
                + "\n          To do: " + finding.remedy() + "\n";
    }

    /** A line with a name, in a column of its own, and what is known of it. */
    static String fact(String name, String value) {
        return "  " + name + " ".repeat(NAMES - name.length()) + Shown.text(value) + "\n";
    }

    private String label(Severity severity) {
        return switch (severity) {
            case NOTE -> "note    ";
            case CARE -> ink.mark(Role.CARE, "CARE") + "    ";
            case DAMAGE -> ink.mark(Role.BAD, "DAMAGE") + "  ";
            case FOREIGN -> ink.mark(Role.BAD, "NOT IT") + "  ";
        };
    }
}
