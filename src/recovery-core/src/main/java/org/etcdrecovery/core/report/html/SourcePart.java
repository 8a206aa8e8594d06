package org.etcdrecovery.core.report.html;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.Step;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.report.RecoveryReport.ChecklistItem;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.report.RecoveryReport.Save;
import org.etcdrecovery.core.report.ReportVerdict.Tone;
import org.etcdrecovery.core.report.ReportWords;
import org.etcdrecovery.core.report.html.HtmlBlocks.Cell;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;

/** The sections about the lost cluster and the data taken from it. */
final class SourcePart {
    private final HtmlBlocks blocks;
    private final ZoneId zone;

    SourcePart(HtmlBlocks blocks, ZoneId zone) {
        this.blocks = blocks;
        this.zone = zone;
    }

    void assessment(QuorumAssessment assessment) {
        blocks.paragraph(assessment.headline());
        if (!assessment.members().isEmpty()) {
            blocks.table("Members of the lost cluster", List.of("Member", "ID", "State", "How that is known"),
                    assessment.members()
                            .stream()
                            .sorted(Comparator.comparing(state -> state.member().called()))
                            .map(SourcePart::row)
                            .toList());
        }
        blocks.list("Evidence", assessment.evidence());
        blocks.list("Unusual", assessment.notices());
        blocks.list("Contacted", assessment.contacts().stream().map(Contact::sentence).toList());
        if (!assessment.steps().isEmpty()) {
            blocks.heading("Advised");
            for (Step step : assessment.steps()) {
                blocks.paragraph(step.text());
                if (!step.command().isEmpty()) {
                    blocks.command(step.command());
                }
            }
        }
        assessment.source().ifPresent(source -> {
            String name = source.row().name().isEmpty() ? "" : source.row().name() + ", ";
            blocks.list("Best source for a snapshot",
                    List.of(name + source.row().endpoint().url() + ": " + source.reason()));
        });
    }

    private static List<Cell> row(MemberState member) {
        Tone tone = member.state().works() ? Tone.GOOD : member.state().runs() ? Tone.CARE : Tone.BAD;
        return List.of(Cell.name(member.member().called() + (member.member().learner() ? " (learner)" : "")),
                Cell.code(member.member().id().toString()),
                Cell.state(member.state() == MemberState.State.UNSEEN ? Tone.OPEN : tone,
                        member.isUnstarted() ? "not started" : ReportWords.lower(member.state())),
                Cell.text(member.why()));
    }

    void checklist(List<ChecklistItem> items) {
        blocks.table("Before anything else", List.of("What", "State"), items.stream()
                .map(item -> List.of(Cell.text(item.text()), Cell.state(tone(item.state()),
                        ReportWords.lower(item.state()))))
                .toList());
    }

    private static Tone tone(ChecklistItem.State state) {
        return switch (state) {
            case DONE -> Tone.GOOD;
            case SKIPPED -> Tone.CARE;
            case OPEN -> Tone.OPEN;
        };
    }

    void save(Save save) {
        SavedSnapshot saved = save.snapshot();
        blocks.lines(List.of(Line.code("File", saved.file().toString()),
                Line.code("Manifest", ReportWords.path(save.manifest())),
                Line.text("Complete", ReportWords.time(save.time(), zone)),
                Line.text("Size", ReportWords.bytes(saved.size())), Line.code("SHA-256 of the file", saved.sha256()),
                Line.code("SHA-256 of the image", saved.imageSha256()),
                Line.code("Taken from", (saved.memberName().isEmpty() ? "" : saved.memberName() + ", ")
                        + saved.endpoint().url()),
                Line.code("Member ID", saved.member().memberId().toString()),
                Line.code("Cluster ID", saved.member().clusterId().toString()),
                Line.text("etcd", saved.member().version()), Line.text("Storage version", saved.storageVersion()),
                Line.text("Had a leader", ReportWords.yes(saved.member().hasLeader())),
                Line.text("Alarms", saved.member()
                        .alarms()
                        .stream()
                        .map(alarm -> alarm.kind().name())
                        .distinct()
                        .collect(Collectors.joining(", ")))));
        blocks.list("May be missing from it", saved.warnings());
    }

    void rescue(Rescue rescue) {
        blocks.paragraph(rescue.title());
        blocks.lines(rescue.facts().stream().map(fact -> Line.text(fact.name(), fact.value())).toList());
    }
}
