package org.etcdrecovery.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.packed.Packed;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Remains;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** Prints an inspection: what was found, what the file holds, and last the verdict. */
public final class InspectionText {
    private final Inspection inspection;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    public InspectionText(Inspection inspection, Ink ink) {
        this.inspection = inspection;
        this.ink = ink;
    }

    /** Findings, facts and verdict. The verdict comes last, where the reader looks when the command ends. */
    public String all() {
        findings();
        inspection.facts().ifPresent(this::facts);
        inspection.remains().ifPresent(this::remains);
        text.append(Shown.text(inspection.shown())).append(": ").append(verdict()).append('\n');
        return text.toString();
    }

    /** Findings and verdict, for a file that a verb inspects on the way to something else. */
    public String brief() {
        findings();
        text.append(Shown.text(inspection.shown())).append(": ").append(verdict()).append('\n');
        return text.toString();
    }

    /** The findings, each with why it matters and what to do. */
    String findings() {
        FindingText findings = new FindingText(ink);
        inspection.findings().forEach(finding -> text.append(findings.paragraph(finding)));
        return text.toString();
    }

    private void remains(Remains remains) {
        fact("Reads", Counted.of(remains.keyRecords(), "record") + " of the keyspace, the newest of revision "
                + remains.revision());
    }

    private void facts(SnapshotFacts facts) {
        inspection.origin().map(FileOrigin::words).ifPresent(words -> fact("Origin", words));
        inspection.recorded().map(RecordedOrigin::words).ifPresent(words -> fact("Made", words));
        inspection.packed().map(Packed::words).ifPresent(words -> fact("Packed", words));
        fact("Revision", facts.revisions().last().main()
                + (facts.revisions().compacted() < 0
                        ? ", never compacted"
                        : ", compacted up to " + facts.revisions().compacted()));
        fact("Keys", facts.servedKeys() + " that exist, " + Counted.of(facts.status().records(), "record")
                + " in all buckets");
        fact("Size", HumanSize.of(facts.status().totalSize()) + ", " + HumanSize.of(facts.status().sizeInUse())
                + " of it in use");
        fact("HashKV", Integer.toUnsignedString(facts.predictedHash().unbumped()) + " at revision "
                + facts.revisions().last().main());
        fact("etcd", versions(facts));
        fact("Members", facts.members().isEmpty()
                ? "none listed"
                : facts.members().stream().map(InspectionText::name).collect(Collectors.joining(", ")));
        fact("Holds", contents(facts));
        fact("SHA-256", facts.hashes().sha256());
        text.append('\n');
    }

    private void fact(String name, String value) {
        text.append(FindingText.fact(name, value));
    }

    private static String versions(SnapshotFacts facts) {
        String cluster = facts.versions().cluster().map(MinorVersion::toString).orElse("of unknown version");
        return cluster + facts.versions().storage().map(version -> ", storage version " + version).orElse("");
    }

    private static String name(Member member) {
        String name = member.name().isEmpty() ? "(not started)" : Shown.name(member.name());
        return member.learner() ? name + " (learner)" : name;
    }

    private static String contents(SnapshotFacts facts) {
        List<String> contents = new ArrayList<>();
        if (facts.kubernetes()) {
            contents.add("a Kubernetes keyspace");
        }
        contents.add(Counted.of(facts.leaseCounts().leases(), "lease") + " with "
                + Counted.of(facts.leaseCounts().keys(), "key"));
        contents.add("authentication " + (facts.authEnabled() ? "on" : "off"));
        return String.join(", ", contents);
    }

    private boolean isUnproven() {
        return inspection.findings().stream().anyMatch(finding -> finding.code() == FindingCode.HASH_MISSING);
    }

    private String verdict() {
        return switch (inspection.verdict()) {
            case RESTORABLE -> ink.mark(Role.GOOD, "RESTORABLE");
            case RESTORABLE_WITH_CARE -> ink.mark(Role.CARE, "RESTORABLE WITH CARE")
                    + (isUnproven() ? ": consistent, not proven complete" : "");
            case DAMAGED -> ink.mark(Role.BAD, "DAMAGED");
            case NOT_A_SNAPSHOT -> ink.mark(Role.BAD, "NOT A SNAPSHOT");
        };
    }
}
