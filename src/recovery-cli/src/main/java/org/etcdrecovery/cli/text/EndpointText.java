package org.etcdrecovery.cli.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.options.GoDuration;
import org.etcdrecovery.cli.terminal.Table;
import org.etcdrecovery.cli.terminal.Table.Frame;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** Prints a probe as text. */
public final class EndpointText {
    private static final List<String> STATUS = List.of("NAME", "ENDPOINT", "ID", "ROLE", "VERSION", "DB SIZE", "IN USE",
            "REVISION", "RAFT TERM", "RAFT INDEX", "LAG", "ALARMS");

    private final ProbeReport report;
    private final List<MemberProbe> rows;

    /**
     * @param report the result of the probe
     * @param rows   the rows to print
     */
    public EndpointText(ProbeReport report, List<MemberProbe> rows) {
        this.report = report;
        this.rows = rows;
    }

    /** The status of all members as a table. */
    public String statusTable() {
        Table table = new Table(STATUS);
        rows.forEach(row -> table.row(statusCells(row)));
        return table.draw(Frame.ASCII);
    }

    /** The status of the members that answer, a line each. */
    public String statusLines() {
        return rows.stream()
                .filter(MemberProbe::answers)
                .map(row -> String.join(", ", statusCells(row)) + "\n")
                .collect(Collectors.joining());
    }

    private List<String> statusCells(MemberProbe row) {
        @Nullable
        MemberStatus status = row.status().orElse(null);
        if (status == null) {
            String why = row.failure().map(failure -> lower(failure.cause())).orElse("no answer");
            return List.of(Shown.name(row.name()), row.where(), row.memberId().map(MemberId::toString).orElse(""),
                    why, "", "",
                    "", "", "", "", "", "");
        }
        return List.of(Shown.name(row.name()), row.where(), status.memberId().toString(),
                lower(status.role()),
                Shown.name(status.version()), HumanSize.of(status.db().file()), HumanSize.of(status.db().inUse()),
                String.valueOf(status.revision()), String.valueOf(status.raft().term()),
                String.valueOf(status.raft().index()), String.valueOf(report.lag(status)),
                status.alarms()
                        .stream()
                        .map(alarm -> alarm.kind() + " " + alarm.memberId())
                        .collect(Collectors.joining(" ")));
    }

    /** Why silent members do not answer, one line each. */
    public String failures() {
        return rows.stream()
                .flatMap(row -> row.failure().stream())
                .map(Failure::sentence)
                .distinct()
                .map(sentence -> sentence + "\n")
                .collect(Collectors.joining());
    }

    /** The health of all members as a table. */
    public String healthTable() {
        Table table = new Table(List.of("ENDPOINT", "HEALTH", "TOOK", "ERROR"));
        rows.forEach(row -> table.row(List.of(row.where(), String.valueOf(row.isHealthy()),
                GoDuration.ofMillis(row.milliseconds()), row.complaint())));
        return table.draw(Frame.ASCII);
    }

    /** The health of all members, a sentence each. */
    public String healthLines() {
        return rows.stream()
                .map(row -> row.where() + (row.isHealthy()
                        ? " is healthy: a majority confirmed a read: took = " + GoDuration.ofMillis(row.milliseconds())
                        : " is unhealthy: " + row.complaint()) + "\n")
                .collect(Collectors.joining());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
