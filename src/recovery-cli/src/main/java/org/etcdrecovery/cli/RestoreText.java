package org.etcdrecovery.cli;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.plan.Command;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.StartCommands;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** A finished restore for somebody who reads it at night: what stands where, how to start it, and how to prove it. */
final class RestoreText {
    private final RestorePlan plan;
    private final RestoreResult result;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    RestoreText(RestorePlan plan, RestoreResult result, Ink ink) {
        this.plan = plan;
        this.result = result;
        this.ink = ink;
    }

    String all() {
        text.append(ink.mark(Role.GOOD, "RESTORED")).append(" cluster ").append(Member.hex(plan.clusterId()));
        text.append(" for etcd ")
                .append(plan.target())
                .append(", token ")
                .append(Shown.text(plan.token()))
                .append('\n');
        for (PlannedMember member : plan.writtenMembers()) {
            text.append("  ")
                    .append(Shown.text(member.name()))
                    .append("  ")
                    .append(Member.hex(member.id()))
                    .append("  ");
            text.append(Shown.text(member.dataDir().orElseThrow().toString()));
            member.walDir().ifPresent(directory -> text.append(", log in ").append(Shown.text(directory.toString())));
            text.append(member.learner() ? " (learner)\n" : "\n");
        }
        text.append("  ").append(HumanSize.of(result.databaseSize())).append(" each, ");
        text.append(result.readBack() ? "read back and compared\n" : "not read back\n");
        start();
        text.append("\nTo prove it, before clients come: at revision ").append(result.lastRevision());
        text.append(" every member answers HashKV ").append(Integer.toUnsignedString(result.hashKv())).append(".\n");
        return text.toString();
    }

    private void start() {
        for (PlannedMember member : plan.writtenMembers()) {
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
