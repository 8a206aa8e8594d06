package org.etcdrecovery.cli.text;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.etcdrecovery.core.deliver.HostState;
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
                    .forEach(finding -> lines.add(report.named(finding) + " (" + finding.code() + ")"
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
            outcome.failure().ifPresent(failure -> {
                line(failure.message() + " (" + failure.code() + ")");
                log(failure.log());
            });
            outcome.quarantine()
                    .ifPresent(port -> line(outcome.state().equals(Optional.of(HostState.STARTED))
                            ? "in quarantine: listens for clients on 127.0.0.1:" + port + " only"
                            : "not started; in quarantine, it will listen for clients on 127.0.0.1:" + port + " only"));
            outcome.startCommand().ifPresent(command -> line("start etcd there yourself: " + command));
            outcome.details().forEach(this::line);
        }
        return text.toString();
    }

    private void log(List<String> lines) {
        if (!lines.isEmpty()) {
            line("the last lines of its log:");
            lines.forEach(each -> line(INDENT + each));
        }
    }

    /** What the journals say, and what is there. */
    public String statuses(List<HostStatus> statuses) {
        for (HostStatus status : statuses) {
            head(status.target(), status.failure().isPresent()
                    ? ink.mark(Role.BAD, "UNKNOWN")
                    : status.isDown() ? ink.mark(Role.BAD, "NOT RUNNING") : status.state().word());
            status.failure().ifPresent(failure -> line(failure.message() + " (" + failure.code() + ")"));
            status.other().ifPresent(other -> line(ink.mark(Role.CARE, "by another plan: ") + other));
            status.lockedBy().ifPresent(who -> line("worked on since " + who));
            present(status);
            status.without()
                    .forEach(
                            name -> line(ink.mark(Role.CARE, "without " + name) + ": its old etcd must not come back"));
            status.kept().forEach(kept -> line("kept: " + kept(kept)));
            status.journal().forEach(entry -> line(INDENT + entry));
        }
        return text.toString();
    }

    /** What is there; the journal knows only what was done. */
    private void present(HostStatus status) {
        HostStatus.Seen seen = status.seen();
        if (status.state() == HostState.STAGED && seen.staged().equals(Optional.of(false))) {
            line(ink.mark(Role.BAD, "gone: ") + "what was staged is no longer there; stage again");
        }
        if (status.state().mayRun() && seen.inPlace().equals(Optional.of(false))) {
            line(ink.mark(Role.BAD, "gone: ") + "there is no database in the data directory");
        }
        if (status.running().isEmpty()) {
            if (status.state().mayRun()) {
                line(ink.mark(Role.CARE, "not running: ") + "no process uses the data directory"
                        + service(seen)
                        + status.ended().reason().map(reason -> ". Its log says: " + reason).orElse(""));
                log(status.ended().log());
            }
        } else {
            line(Counted.of(status.running().size(), "process uses", "processes use") + " the data directory: "
                    + String.join(", ", status.running().stream().map(pid -> Long.toString(pid)).toList())
                    + service(seen));
        }
        status.quarantine().ifPresent(port -> line(quarantine(port, status)));
        if (status.quarantine().isEmpty() && !seen.listens().isEmpty()) {
            line((seen.listens().size() == 1 ? "listens on port " : "listens on ports ") + seen.listens()
                    .stream()
                    .map(port -> Integer.toString(port))
                    .collect(Collectors
                            .joining(", ")));
        }
        seen.strangers().forEach(who -> line(ink.mark(Role.CARE, "something else listens on port ") + who));
    }

    private static String service(HostStatus.Seen seen) {
        return seen.service().isEmpty() ? "" : "; the service is " + seen.service();
    }

    /** Whether clients are kept out is known only of a member that listens. */
    private static String quarantine(int port, HostStatus status) {
        return status.seen().listens().contains(port)
                ? "in quarantine: listens for clients on 127.0.0.1:" + port + " only"
                : "in quarantine, but does not listen now; when it runs, clients reach it on 127.0.0.1:" + port
                        + " only";
    }

    private static String kept(HostStatus.Kept kept) {
        return kept.path() + ", " + HumanSize.of(kept.bytes()) + ", since "
                + kept.since().truncatedTo(ChronoUnit.MINUTES)
                + kept.writes().map(writes -> switch (writes) {
                    case NONE -> "; nothing was written to it after the activation";
                    case SAVED -> "; what was written to it was saved";
                    case UNSAVED -> "; what was written to it was not saved";
                    case UNKNOWN -> "; whether anything was written to it is not known";
                }).orElse("");
    }

    /**
     * What a clean-up would remove.
     *
     * @param discard whether what was written and not saved may go, too
     */
    public String removals(List<HostStatus> statuses, boolean discard) {
        boolean any = statuses.stream()
                .anyMatch(status -> !status.kept().isEmpty() || status.state() == HostState.STAGING
                        || status.state() == HostState.STAGED);
        boolean all = statuses.stream().noneMatch(status -> status.failure().isPresent());
        if (!any && all) {
            return text.append("There is nothing to remove.\n").toString();
        }
        text.append(any ? "This removes, with no way back:\n" : "Nothing is known that could be removed:\n");
        boolean asks = false;
        for (HostStatus status : statuses) {
            String name = Shown.name(status.target().member().name());
            status.failure().ifPresent(failure -> line(name + INDENT + "unknown: " + failure.message()));
            if (status.state() == HostState.STAGING || status.state() == HostState.STAGED) {
                line(name + INDENT + "what is staged in " + status.place()
                        + status.other().map(other -> " by another plan; " + other).orElse(""));
            }
            for (HostStatus.Kept kept : status.kept()) {
                line(name + INDENT + kept(kept));
                asks |= kept.mayHoldUnsavedWrites();
            }
        }
        if (!any) {
            return text.toString();
        }
        return text + (asks && !discard
                ? "Add --yes --discard-writes to remove them with what was not saved."
                : "Add --yes to remove them.");
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
