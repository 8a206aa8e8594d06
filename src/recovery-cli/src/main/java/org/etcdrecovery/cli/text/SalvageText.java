package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.core.rescue.salvage.SalvageReport;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Shown;

/** Prints what a salvage would bring back and lose. */
public final class SalvageText {
    private final SalvageReport report;
    private final Ink ink;

    public SalvageText(SalvageReport report, Ink ink) {
        this.report = report;
        this.ink = ink;
    }

    /** The findings, and last what reads. */
    public String all() {
        StringBuilder text = new StringBuilder();
        FindingText findings = new FindingText(ink);
        report.findings().forEach(finding -> text.append(findings.paragraph(finding)));
        return text.append(Shown.text(report.file()))
                .append(": ")
                .append(Counted.of(report.records(), "record"))
                .append(" of the keyspace ")
                .append(report.records() == 1 ? "reads" : "read")
                .append(", the last of revision ")
                .append(report.lastRevision())
                .append('\n')
                .toString();
    }
}
