package org.etcdrecovery.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.report.HtmlBlocks.Cell;
import org.etcdrecovery.core.report.RecoveryReport.Fact;
import org.etcdrecovery.core.report.ReportVerdict.Tone;
import org.etcdrecovery.core.snapshot.Finding;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** What was found in the snapshot, in a report. */
final class InspectionPart {
    private final HtmlBlocks blocks;

    InspectionPart(HtmlBlocks blocks) {
        this.blocks = blocks;
    }

    void inspection(Inspection inspection) {
        blocks.paragraph("Verdict: " + ReportWords.lower(inspection.verdict()) + ".");
        if (!inspection.findings().isEmpty()) {
            blocks.table("Findings", List.of("What", "Kind", "Where", "Why it matters", "What to do"),
                    inspection.findings().stream().map(InspectionPart::row).toList());
        }
        if (!inspection.passed().isEmpty()) {
            blocks.paragraph("Passed: " + inspection.passed()
                    .stream()
                    .sorted()
                    .map(InspectionPart::name)
                    .collect(Collectors.joining(", ")) + ".");
        }
        List<Fact> facts = new ArrayList<>(List.of(new Fact("File", inspection.file().toString()),
                new Fact("Size", ReportWords.bytes(inspection.size()))));
        inspection.facts().ifPresent(found -> facts.addAll(facts(found)));
        blocks.facts(facts);
        inspection.facts().map(SnapshotFacts::members).filter(members -> !members.isEmpty()).ifPresent(this::members);
    }

    private static List<Cell> row(Finding finding) {
        Tone tone = switch (finding.severity()) {
            case NOTE -> Tone.OPEN;
            case CARE -> Tone.CARE;
            case DAMAGE, FOREIGN -> Tone.BAD;
        };
        return List.of(Cell.text(finding.summary()), Cell.state(tone, ReportWords.lower(finding.severity())),
                Cell.text(finding.place()), Cell.text(finding.why()), Cell.text(finding.remedy()));
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

    private static List<Fact> facts(SnapshotFacts facts) {
        return List.of(new Fact("SHA-256", facts.sha256()),
                new Fact("Trailing hash", ReportWords.lower(facts.trailingHash().state())),
                new Fact("Hash", Integer.toHexString(facts.status().hash())),
                new Fact("Revision", ReportWords.grouped(facts.lastRevision().main())),
                new Fact("Compacted up to",
                        facts.compactRevision() < 0 ? "never" : ReportWords.grouped(facts.compactRevision())),
                new Fact("HashKV at that revision", ReportWords.hash(facts.hashKv())),
                new Fact("Living keys", ReportWords.grouped(facts.status().liveKeys())),
                new Fact("Records", ReportWords.grouped(facts.status().records())),
                new Fact("Leases", ReportWords.grouped(facts.leases()) + ", on "
                        + ReportWords.count(facts.leasedKeys(), "key")),
                new Fact("Alarms", facts.alarms().isEmpty()
                        ? "none"
                        : facts.alarms().stream().map(alarm -> alarm.kind().name()).collect(Collectors.joining(", "))),
                new Fact("Authentication", facts.authEnabled() ? "on" : "off"),
                new Fact("Kubernetes", ReportWords.yes(facts.kubernetes())),
                new Fact("Encryption at rest", facts.encryption().stream().sorted().collect(Collectors.joining(", "))),
                new Fact("Cluster version", facts.clusterVersion().map(MinorVersion::toString).orElse("")),
                new Fact("Storage version", facts.storageVersion().map(MinorVersion::toString).orElse("")));
    }

    private void members(List<Member> members) {
        blocks.table("Members that the snapshot names", List.of("Member", "ID", "Peer URLs", "Client URLs"),
                members.stream()
                        .map(member -> List.of(Cell.text(member.name() + (member.learner() ? " (learner)" : "")),
                                Cell.code(Member.hex(member.id())), Cell.code(member.peerUrls()),
                                Cell.code(member.clientUrls())))
                        .toList());
    }
}
