package org.etcdrecovery.cli.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.handover.StartCommands;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.OccupiedDirectory;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** Prints a finished restore: what is where, how to start it, and how to prove it. */
public final class RestoreText {
    private final RestorePlan plan;
    private final RestoreResult result;
    private final Set<String> inPlace;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param inPlace the members that an earlier restore put in place; they may already be running
     */
    public RestoreText(RestorePlan plan, RestoreResult result, Set<String> inPlace, Ink ink) {
        this.plan = plan;
        this.result = result;
        this.inPlace = inPlace;
        this.ink = ink;
    }

    public String all() throws IOException {
        text.append(ink.mark(Role.GOOD, isAllInPlace() ? "ALREADY COMPLETE" : "RESTORED"))
                .append(" cluster ")
                .append(plan.clusterId().toString());
        text.append(" for etcd ")
                .append(plan.target())
                .append(", token ")
                .append(Shown.text(plan.token()))
                .append('\n');
        for (PlannedMember member : plan.writtenMembers()) {
            text.append("  ")
                    .append(Shown.text(member.name()))
                    .append("  ")
                    .append(member.id().toString())
                    .append("  ");
            text.append(Shown.text(member.dataDir().orElseThrow().toString()));
            member.walDir().ifPresent(directory -> text.append(", log in ").append(Shown.text(directory.toString())));
            text.append(member.learner() ? " (learner)" : "");
            text.append(inPlace.contains(member.name()) ? ", already in place\n" : "\n");
        }
        text.append("  ").append(HumanSize.of(result.databaseSize())).append(" each");
        text.append(inPlace.isEmpty() ? ", " : " when they were written, ");
        text.append(result.readBack() ? "read back and compared" : "not read back");
        text.append(inPlace.isEmpty() ? "\n" : "; what was already in place was not read again\n");
        start();
        text.append("\nTo prove it, before clients connect: at revision ").append(result.lastRevision());
        text.append(" every member answers HashKV ").append(Integer.toUnsignedString(result.hashKv())).append(".\n");
        return text.toString();
    }

    private boolean isAllInPlace() {
        return inPlace.size() == plan.writtenMembers().size();
    }

    private void start() throws IOException {
        for (PlannedMember member : plan.writtenMembers()) {
            Path dataDir = member.dataDir().orElseThrow();
            Optional<ProcessLock> server = OccupiedDirectory.server(dataDir);
            if (server.isPresent()) {
                long pid = server.get().pid();
                text.append("\nAn etcd runs on ").append(Shown.text(dataDir.toString()));
                text.append(pid == 0 ? "" : " (process " + pid + ")").append(": ");
                text.append(Shown.text(member.name())).append(" must not be started again.\n");
                continue;
            }
            Command command = StartCommands.shell(plan, member);
            text.append("\nTo start ")
                    .append(Shown.text(member.name()))
                    .append(":\n")
                    .append(command.text())
                    .append('\n');
            command.notes().forEach(note -> text.append("# ").append(note).append('\n'));
        }
    }
}
