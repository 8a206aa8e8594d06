package org.etcdrecovery.core.report.html;

import java.util.List;
import org.etcdrecovery.core.contents.compare.SubtreeChanges;
import org.etcdrecovery.core.contents.compare.Summary;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.report.ReportWords;
import org.etcdrecovery.core.report.RestoreLoss;
import org.etcdrecovery.core.report.html.HtmlBlocks.Cell;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** The section about what restoring the snapshot loses. */
final class LossPart {
    private final HtmlBlocks blocks;

    LossPart(HtmlBlocks blocks) {
        this.blocks = blocks;
    }

    void loss(RestoreLoss loss) {
        Summary summary = loss.summary();
        blocks.paragraph(summary.changed() == 0
                ? "No key differs from the other file."
                : ReportWords.count(summary.missing(), "key") + " would be missing, "
                        + ReportWords.count(summary.older(), "key") + " would have another value, and "
                        + ReportWords.count(summary.back(), "key")
                        + " would exist that the other file does not have.");
        if (!loss.unreadable().isEmpty()) {
            blocks.list("Not readable: keys there look as if they did not exist", loss.unreadable());
        }
        blocks.lines(List.of(Line.code("Snapshot", name(loss.snapshot())),
                Line.text("Its revision", ReportWords.grouped(loss.revision())),
                Line.code("Compared with", name(loss.other())),
                Line.text("Revision there", ReportWords.grouped(loss.otherRevision())),
                Line.text("Keys with equal values", ReportWords.grouped(summary.equal()))));
        if (!loss.subtrees().isEmpty()) {
            blocks.table(loss.differing() > loss.subtrees().size()
                    ? "The " + loss.subtrees().size() + " subtrees with the most differences, of "
                            + ReportWords.grouped(loss.differing())
                    : "By subtree", List.of("Keys", "Missing", "Another value", "Not in the other file"),
                    loss.subtrees().stream().map(LossPart::row).toList());
        }
    }

    private static List<Cell> row(SubtreeChanges subtree) {
        Summary summary = subtree.summary();
        return List.of(Cell.code(GoQuote.escape(subtree.prefix())), Cell.text(ReportWords.grouped(summary.missing())),
                Cell.text(ReportWords.grouped(summary.older())), Cell.text(ReportWords.grouped(summary.back())));
    }

    private static String name(SnapshotName name) {
        return name.file() + name.entry().map(entry -> " (" + entry + ")").orElse("");
    }
}
