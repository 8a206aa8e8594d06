package org.etcdrecovery.core.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Delivery;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.report.ReportWords;
import org.etcdrecovery.core.report.html.HtmlBlocks.Cell;
import org.etcdrecovery.core.report.html.HtmlBlocks.Line;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.text.Counted;

/** The sections about the new cluster: planned, written, and the commands to start it. */
final class RestorePart {
    private final HtmlBlocks blocks;

    RestorePart(HtmlBlocks blocks) {
        this.blocks = blocks;
    }

    /** The revision before and after the restore. */
    static String revision(RestorePlan plan) {
        String before = ReportWords.grouped(plan.revisions().snapshot());
        if (plan.revisions().last() == plan.revisions().snapshot()) {
            return before + ", as in the snapshot";
        }
        return plan.revisions().bump() == 0
                ? before + " → " + ReportWords.grouped(plan.revisions().last())
                        + ", which deletes the keys of dropped leases"
                : before + " → " + ReportWords.grouped(plan.revisions().last()) + ", raised by "
                        + ReportWords.grouped(plan.revisions().bump());
    }

    /** @param onHosts whether the data directories are written on the hosts of the members only */
    void plan(RestorePlan plan, boolean onHosts) {
        blocks.lines(List.of(Line.code("Cluster ID", plan.clusterId().toString()), Line.code("Token", plan.token()),
                Line.text("For etcd", plan.target().toString()),
                Line.text("Revision", revision(plan)),
                Line.text("As of revision", asOf(plan)),
                Line.text("Leases dropped", leases(plan, KeyspaceChange::dropped)),
                Line.text("Leases created again", leases(plan, KeyspaceChange::recreated)),
                Line.text("Compacted", plan.revisions().marksCompacted()
                        ? "everything up to the new revision, so that old watches fail and clients list again"
                        : "as in the snapshot"),
                Line.code("HashKV expected", ReportWords.hash(plan.hashKv())),
                Line.text("Keys there", ReportWords.grouped(plan.livingKeys())),
                Line.text("Alarms of the snapshot", plan.clearAlarms() ? "left out" : "kept"),
                Line.text("Trailing SHA-256", plan.skipHashCheck() ? "not required" : "must match"),
                Line.text("Owner of the files", plan.owner().map(Owner::toString).orElse("")),
                Line.text("Read back", ReportWords.yes(plan.readBack())),
                Line.code("Snapshot", plan.snapshot().name().shown()),
                Line.code("Its SHA-256", plan.snapshot().sha256())));
        blocks.table("Planned members",
                List.of("Member", "ID", "Peer URLs", "Client URLs", "Data directory", "WAL directory"),
                plan.members().stream().map(member -> row(member, onHosts)).toList());
        blocks.list("Known to be risky when the plan was made", plan.warnings());
    }

    private static String asOf(RestorePlan plan) {
        OptionalLong asOf = plan.keyspace().map(change -> change.edit().asOf()).orElse(OptionalLong.empty());
        return asOf.isPresent() ? ReportWords.grouped(asOf.getAsLong()) : "";
    }

    private static String leases(RestorePlan plan, Function<KeyspaceChange, Tally> which) {
        return plan.keyspace()
                .map(which)
                .filter(tally -> tally.leases() > 0)
                .map(tally -> ReportWords.grouped(tally.leases()) + ", with " + Counted.of(tally.keys(), "key"))
                .orElse("");
    }

    private static List<Cell> row(PlannedMember member, boolean onHosts) {
        return List.of(Cell.name(member.name() + (member.learner() ? " (learner)" : "")),
                Cell.code(member.id().toString()), Cell.code(member.peerUrls()), Cell.code(member.clientUrls()),
                onHosts
                        ? Cell.text("on its host, over SSH")
                        : Cell.code(member.dataDir().map(Object::toString).orElse("restored elsewhere")),
                Cell.code(ReportWords.path(member.walDir())));
    }

    void result(RestoreResult result) {
        blocks.lines(List.of(Line.text("Revision", ReportWords.grouped(result.lastRevision())),
                Line.code("HashKV at that revision", ReportWords.hash(result.hashKv())),
                Line.text("Size of each database", ReportWords.bytes(result.databaseSize())),
                Line.code("CRC-32C of each database", String.format("%08x", result.checksum())),
                Line.text("Read back and compared", ReportWords.yes(result.readBack()))));
        blocks.table("Directories in place", List.of("Member", "ID", "Data directory", "WAL directory"),
                result.members()
                        .stream()
                        .map(member -> List.of(Cell.name(member.name()), Cell.code(member.id().toString()),
                                Cell.code(member.dataDir().toString()), Cell.code(ReportWords.path(member.walDir()))))
                        .toList());
    }

    void delivered(Delivery delivery) {
        blocks.table("Members in place", List.of("Member", "Host and data directory", "Clients"),
                delivery.members()
                        .stream()
                        .map(member -> List.of(Cell.name(member.name()), Cell.code(member.place()),
                                Cell.text(member.kept() ? "kept out" : "let in")))
                        .toList());
    }

    void commands(List<HandedCommand> commands) {
        Map<String, List<HandedCommand>> byMember = new LinkedHashMap<>();
        commands.forEach(command -> byMember.computeIfAbsent(command.member(), name -> new ArrayList<>()).add(command));
        byMember.forEach((member, theirs) -> {
            blocks.heading(member.isEmpty() ? "For all members" : member);
            for (HandedCommand command : theirs) {
                blocks.paragraph(command.title());
                blocks.command(command.text());
            }
        });
    }
}
