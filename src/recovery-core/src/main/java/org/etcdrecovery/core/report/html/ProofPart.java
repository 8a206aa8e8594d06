package org.etcdrecovery.core.report.html;

import java.time.ZoneId;
import java.util.List;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.report.ReportVerdict.Tone;
import org.etcdrecovery.core.report.ReportWords;
import org.etcdrecovery.core.report.html.HtmlBlocks.Cell;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;

/** The section about the checks of the new cluster. */
final class ProofPart {
    private final HtmlBlocks blocks;
    private final ZoneId zone;

    ProofPart(HtmlBlocks blocks, ZoneId zone) {
        this.blocks = blocks;
        this.zone = zone;
    }

    void proof(Proof proof) {
        blocks.lines(List.of(Line.text("Looked at", ReportWords.time(proof.time(), zone)),
                Line.code("Planned cluster", proof.clusterId()),
                Line.code("SHA-256 of the snapshot", proof.snapshotSha256())));
        blocks.table("Checks", List.of("Check", "Outcome", "Expected", "Seen", "Remark"),
                proof.checks().stream().map(ProofPart::row).toList());
    }

    private static List<Cell> row(ProofCheck check) {
        Tone tone = switch (check.outcome()) {
            case PASSED -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case SKIPPED -> Tone.OPEN;
        };
        return List.of(Cell.name(check.subject().title()), Cell.state(tone, ReportWords.lower(check.outcome())),
                Cell.text(check.expected()), Cell.text(check.seen()), Cell.text(check.remark()));
    }
}
