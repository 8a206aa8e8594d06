package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.text.Shown;

/** Prints findings and facts, for all verbs that assess a file or a directory. */
final class FindingText {
    private static final int NAMES = 10;

    private final Ink ink;

    FindingText(Ink ink) {
        this.ink = ink;
    }

    /** A finding about the verb's file, followed by a blank line. */
    String paragraph(Finding finding) {
        String place = finding.place().isEmpty() ? "" : " [" + finding.place() + "]";
        return label(finding.severity()) + finding.summary() + place + " (" + finding.code().text() + ")"
                + "\n        " + finding.why() + "\n        To do: " + finding.remedy() + "\n\n";
    }

    /** A finding about a directory, indented; its place is a path on a separate line. */
    String indented(Finding finding) {
        return "  " + label(finding.severity()) + finding.summary() + " (" + finding.code().text() + ")"
                + "\n          [" + finding.place() + "]\n          " + finding.why()
                + "\n          To do: " + finding.remedy() + "\n";
    }

    /** A line with a name and a value in two columns. */
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
