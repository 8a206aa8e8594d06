package org.etcdrecovery.core.report.html;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.packed.Packed;
import org.etcdrecovery.core.report.ReportVerdict.Tone;
import org.etcdrecovery.core.report.ReportWords;
import org.etcdrecovery.core.report.html.HtmlBlocks.Cell;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.text.UrlText;

/** The section about the inspected snapshot. */
final class InspectionPart {
    private final HtmlBlocks blocks;
    private final ZoneId zone;

    InspectionPart(HtmlBlocks blocks, ZoneId zone) {
        this.blocks = blocks;
        this.zone = zone;
    }

    void inspection(Inspection inspection) {
        blocks.paragraph("Verdict: " + ReportWords.lower(inspection.verdict()) + ".");
        if (!inspection.findings().isEmpty()) {
            blocks.table("Findings", List.of("What", "Kind", "Code", "Where", "Why it matters", "What to do"),
                    inspection.findings().stream().map(this::row).toList());
        }
        if (!inspection.passed().isEmpty()) {
            blocks.paragraph("Passed: " + inspection.passed()
                    .stream()
                    .sorted()
                    .map(InspectionPart::name)
                    .collect(Collectors.joining(", ")) + ".");
        }
        List<Line> facts = new ArrayList<>(List.of(Line.code("File", inspection.shown()),
                Line.text("Size", ReportWords.bytes(inspection.size()))));
        inspection.packed().map(Packed::words).map(words -> Line.text("Packed", words)).ifPresent(facts::add);
        inspection.origin().map(FileOrigin::words).map(words -> Line.text("Origin", words)).ifPresent(facts::add);
        inspection.recorded().map(RecordedOrigin::words).map(words -> Line.text("Made", words)).ifPresent(facts::add);
        inspection.facts().ifPresent(found -> facts.addAll(facts(found)));
        blocks.lines(facts);
        inspection.facts().map(SnapshotFacts::members).filter(members -> !members.isEmpty()).ifPresent(this::members);
    }

    private List<Cell> row(Finding finding) {
        Tone tone = switch (finding.severity()) {
            case NOTE -> Tone.OPEN;
            case CARE -> Tone.CARE;
            case DAMAGE, FOREIGN -> Tone.BAD;
        };
        return List.of(Cell.lead(finding.summary()), Cell.state(tone, ReportWords.lower(finding.severity())),
                Cell.text(finding.code().text()), Cell.text(finding.place()),
                Cell.text(ReportWords.times(finding.why(), zone)),
                Cell.text(finding.remedy()));
    }

    private static String name(Finding.Check check) {
        return switch (check) {
            case FILE -> "file and meta pages";
            case TREE -> "pages and freelist";
            case KEYSPACE -> "revisions and values";
            case CLUSTER -> "members, versions, alarms, leases, users";
            case TRAILING_HASH -> "trailing SHA-256";
        };
    }

    private static List<Line> facts(SnapshotFacts facts) {
        return List.of(Line.code("SHA-256", facts.hashes().sha256()),
                Line.text("Trailing hash", ReportWords.lower(facts.hashes().trailingHash().state())),
                Line.code("Hash", Integer.toHexString(facts.status().hash())),
                Line.text("Revision", ReportWords.grouped(facts.revisions().last().main())),
                Line.text("Compacted up to",
                        facts.revisions().compacted() < 0
                                ? "never"
                                : ReportWords.grouped(facts.revisions().compacted())),
                Line.code("HashKV at that revision", ReportWords.hash(facts.predictedHash().unbumped())),
                Line.text("Live keys", ReportWords.grouped(facts.servedKeys())),
                Line.text("Records", ReportWords.grouped(facts.status().records())),
                Line.text("Leases", ReportWords.grouped(facts.leaseCounts().leases()) + ", on "
                        + ReportWords.count(facts.leaseCounts().keys(), "key")),
                Line.text("Alarms", facts.alarms().isEmpty()
                        ? "none"
                        : facts.alarms().stream().map(alarm -> alarm.kind().name()).collect(Collectors.joining(", "))),
                Line.text("Authentication", facts.authEnabled() ? "on" : "off"),
                Line.text("Kubernetes", ReportWords.yes(facts.kubernetes())),
                Line.code("Encryption at rest", facts.encryption().stream().sorted().collect(Collectors.joining(", "))),
                Line.text("Cluster version", facts.versions().cluster().map(MinorVersion::toString).orElse("")),
                Line.text("Storage version", facts.versions().storage().map(MinorVersion::toString).orElse("")));
    }

    private void members(List<Member> members) {
        blocks.table("Members that the snapshot names", List.of("Member", "ID", "Peer URLs", "Client URLs"),
                members.stream()
                        .sorted(Comparator.comparing(Member::name))
                        .map(member -> List.of(Cell.name(member.name() + (member.learner() ? " (learner)" : "")),
                                Cell.code(member.id().toString()), Cell.code(UrlText.of(member.peerUrls())),
                                Cell.code(UrlText.of(member.clientUrls()))))
                        .toList());
    }
}
