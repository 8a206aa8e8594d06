package org.etcdrecovery.core.report.html;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Intruder;
import org.etcdrecovery.core.report.RecoveryReport.Silence;
import org.etcdrecovery.core.report.ReportVerdict.Tone;
import org.etcdrecovery.core.report.ReportWords;
import org.etcdrecovery.core.report.html.HtmlBlocks.Cell;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;

/** The section about the checks of the new cluster. */
final class ProofPart {
    private static final Set<Subject> COUNTING = EnumSet.of(Subject.REVISION, Subject.KEY_COUNT);
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d{4,18}(?![\\w.])");
    private static final Pattern REVISION = Pattern.compile("(?<=\\brevision )\\d{4,18}(?!\\w)");

    private final HtmlBlocks blocks;
    private final ZoneId zone;
    private final Optional<RestorePlan> plan;

    ProofPart(HtmlBlocks blocks, ZoneId zone, Optional<RestorePlan> plan) {
        this.blocks = blocks;
        this.plan = plan;
        this.zone = zone;
    }

    void proof(Proof proof) {
        blocks.lines(List.of(Line.text("Looked at", ReportWords.time(proof.time(), zone)),
                Line.code("Planned cluster", proof.clusterId()),
                Line.code("SHA-256 of the snapshot", proof.snapshotSha256())));
        blocks.table("Checks", List.of("Check", "Outcome", "Expected", "Seen", "Remark"),
                proof.checks().stream().map(this::row).toList());
    }

    void strangers(List<Intruder> strangers) {
        blocks.lines(strangers.stream()
                .map(seen -> Line.text(seen.stranger().called(), "a member of the cluster " + seen.stranger().cluster()
                        + (seen.planned() ? " at a planned URL" : " where the old cluster was asked")
                        + ", last answered at " + ReportWords.time(seen.last(), zone)))
                .toList());
    }

    void silences(List<Silence> silences) {
        blocks.lines(silences.stream()
                .map(silence -> Line.text(silence.member(), "last answered at " + ReportWords.time(silence.last(), zone)
                        + "; no answer at " + ReportWords.time(silence.asked(), zone)))
                .toList());
    }

    private List<Cell> row(ProofCheck check) {
        Tone tone = switch (check.outcome()) {
            case PASSED -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case SKIPPED -> Tone.OPEN;
        };
        return List.of(Cell.name(check.subject().title()),
                Cell.state(tone, check.isOpen() ? "open" : ReportWords.lower(check.outcome())),
                Cell.text(readable(check, check.expected())), Cell.text(readable(check, check.seen())),
                Cell.text(readable(check, check.remark())));
    }

    /** Adds the names of planned members to their IDs, and groups the digits of revisions and counts. */
    private String readable(ProofCheck check, String text) {
        String named = text;
        for (PlannedMember member : plan.map(RestorePlan::members).orElse(List.of())) {
            named = named.replace(member.id().toString(), member.name() + " (" + member.id() + ")");
        }
        return (COUNTING.contains(check.subject()) ? NUMBER : REVISION).matcher(named)
                .replaceAll(found -> ReportWords.grouped(Long.parseLong(found.group())));
    }
}
