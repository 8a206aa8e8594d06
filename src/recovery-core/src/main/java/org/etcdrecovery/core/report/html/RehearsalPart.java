package org.etcdrecovery.core.report.html;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.StageResult;
import org.etcdrecovery.core.report.ReportVerdict.Tone;
import org.etcdrecovery.core.report.ReportWords;
import org.etcdrecovery.core.report.html.HtmlBlocks.Cell;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;

/** The section about the rehearsal of the plan. */
final class RehearsalPart {
    private final HtmlBlocks blocks;
    private final ZoneId zone;

    RehearsalPart(HtmlBlocks blocks, ZoneId zone) {
        this.blocks = blocks;
        this.zone = zone;
    }

    void rehearsal(RehearsalResult result) {
        blocks.lines(List.of(Line.text("Verdict", result.sentence()),
                Line.text("Started", ReportWords.time(result.started(), zone)),
                Line.text("From nothing to proven", RehearsalResult.seconds(result.recoveryTime())),
                Line.text("Members", result.members() + " of " + result.planned()),
                Line.code("etcd " + result.etcd().version(), result.etcd().path().toString())));
        blocks.table("Stages", List.of("Stage", "Outcome", "Seen", "Took"),
                result.stages().stream().map(RehearsalPart::row).toList());
        blocks.sentences(result.notProven());
        blocks.sentences(result.advice());
    }

    private static List<Cell> row(StageResult stage) {
        Tone tone = switch (stage.outcome()) {
            case PASSED -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case LIMITED -> Tone.OPEN;
        };
        String seen = Stream.concat(Stream.of(stage.seen()), stage.details().stream())
                .collect(Collectors.joining(". "));
        return List.of(Cell.name(stage.stage().title()), Cell.state(tone, ReportWords.lower(stage.outcome())),
                Cell.text(seen), Cell.text(RehearsalResult.seconds(stage.took())));
    }
}
