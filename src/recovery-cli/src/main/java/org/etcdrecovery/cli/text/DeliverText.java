package org.etcdrecovery.cli.text;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.deliver.ConfigLine;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.Fetch;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** Prints what was found and done on the hosts of members. */
public final class DeliverText {
    private static final String INDENT = "  ";

    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    public DeliverText(Ink ink) {
        this.ink = ink;
    }

    /** The refusal of a step, with what blocks it. */
    public static CommandFailure blocked(String what, List<HostReport> reports) {
        List<String> lines = new ArrayList<>(List.of(what));
        for (HostReport report : reports) {
            report.findings()
                    .stream()
                    .filter(finding -> finding.weight() == Weight.BLOCKS)
                    .forEach(finding -> lines.add(report.target().member().name() + ": " + finding.summary() + " ("
                            + finding.code() + ")"
                            + (finding.remedy().isEmpty() ? "" : ". " + finding.remedy())));
        }
        return new CommandFailure(ExitCode.REFUSED, lines, "deliver.blocked", null);
    }

    /** What the check found. */
    public String reports(List<HostReport> reports) {
        for (HostReport report : reports) {
            head(report.target(), report.blocks()
                    ? ink.mark(Role.BAD, "BLOCKED")
                    : report.blocksActivation()
                            ? ink.mark(Role.CARE, "CAN BE STAGED")
                            : ink.mark(Role.GOOD, "READY"));
            if (report.reached() && report.freeBytes() >= 0) {
                line(HumanSize.of(report.freeBytes()) + " free, " + HumanSize.of(report.neededBytes()) + " needed");
            }
            report.configuration().forEach(this::setting);
            report.findings().forEach(this::finding);
        }
        return text.toString();
    }

    private void setting(ConfigLine setting) {
        line((setting.differs() ? ink.mark(Role.BAD, "differs ") : "same    ") + setting.setting() + " "
                + (setting.configured().isEmpty() ? "(not set)" : setting.configured())
                + (setting.differs() ? ", planned is " + setting.planned() : ""));
    }

    private void finding(HostFinding finding) {
        line(switch (finding.weight()) {
            case NOTE -> "note: ";
            case CARE -> ink.mark(Role.CARE, "care: ");
            case BLOCKS_ACTIVATION -> ink.mark(Role.BAD, "blocks activation: ");
            case BLOCKS -> ink.mark(Role.BAD, "blocks: ");
        } + finding.summary() + " (" + finding.code() + ")");
        if (!finding.remedy().isEmpty()) {
            line(INDENT + finding.remedy());
        }
    }

    /** How the hosts came out of a step. */
    public String outcomes(List<HostOutcome> outcomes) {
        for (HostOutcome outcome : outcomes) {
            head(outcome.target(), outcome.done()
                    ? ink.mark(Role.GOOD, outcome.state().map(state -> state.word()).orElse("done"))
                    : ink.mark(Role.BAD, "FAILED"));
            outcome.failure().ifPresent(failure -> line(failure.message() + " (" + failure.code() + ")"));
            outcome.quarantine()
                    .ifPresent(port -> line("in quarantine: listens for clients on 127.0.0.1:" + port + " only"));
            outcome.details().forEach(this::line);
        }
        return text.toString();
    }

    /** What the journals say. */
    public String statuses(List<HostStatus> statuses, String planSha256) {
        for (HostStatus status : statuses) {
            head(status.target(), status.failure().isPresent()
                    ? ink.mark(Role.BAD, "UNKNOWN")
                    : status.state().word());
            status.failure().ifPresent(failure -> line(failure.message() + " (" + failure.code() + ")"));
            status.planSha256()
                    .filter(sha256 -> !sha256.equals(planSha256))
                    .ifPresent(sha256 -> line(ink.mark(Role.CARE, "by another plan: ") + Shown.name(sha256)));
            status.lockedBy().ifPresent(who -> line("worked on since " + who));
            status.quarantine()
                    .ifPresent(port -> line("in quarantine: for clients only on 127.0.0.1:" + port));
            if (status.state().mayRun() && status.running().isEmpty()) {
                line(ink.mark(Role.CARE, "not running: ") + "no process uses the data directory");
            }
            status.without()
                    .forEach(
                            name -> line(ink.mark(Role.CARE, "without " + name) + ": its old etcd must not come back"));
            if (!status.running().isEmpty()) {
                line(Counted.of(status.running().size(), "process uses", "processes use") + " the data directory: "
                        + String.join(", ", status.running().stream().map(pid -> Long.toString(pid)).toList()));
            }
            status.kept()
                    .forEach(kept -> line("kept: " + kept.path() + ", " + HumanSize.of(kept.bytes()) + ", since "
                            + kept.since().truncatedTo(ChronoUnit.MINUTES)));
            status.journal().forEach(entry -> line(INDENT + entry));
        }
        return text.toString();
    }

    /** What was fetched. */
    public static String fetched(List<Fetch.Result> results) {
        StringBuilder text = new StringBuilder();
        for (Fetch.Result result : results) {
            text.append(Shown.text(result.dataDir().toString())).append(": ");
            text.append(Counted.of(result.files(), "file")).append(", ").append(HumanSize.of(result.bytes()));
            text.append(result.resumed() == 0
                    ? ""
                    : ", " + HumanSize.of(result.resumed()) + " of it from an earlier run");
            text.append(", SHA-256 compared\n");
            result.walDir()
                    .ifPresent(wal -> text.append(INDENT + "log in ").append(Shown.text(wal.toString())).append('\n'));
        }
        return text.toString();
    }

    private void head(DeliveryTarget target, String word) {
        text.append(Shown.name(target.member().name())).append("  ").append(word).append("  ");
        text.append(Shown.text(target.destination().toString())).append("  ");
        text.append(Shown.text(target.service().toString())).append('\n');
    }

    private void line(String line) {
        text.append(INDENT).append(line).append('\n');
    }
}
