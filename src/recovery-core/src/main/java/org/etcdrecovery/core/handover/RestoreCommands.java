package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.Flag;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.shell.ShellText;

/** The commands of etcd's own tools for a plan, with notes on what they cannot do. */
public final class RestoreCommands {
    private RestoreCommands() {}

    /** The command that restores one member of a plan. */
    public static Command of(RestorePlan plan, PlannedMember member) {
        String program = plan.target().snapshotTool() + " snapshot restore "
                + ShellText.quoteFile(plan.snapshot().name().shown());
        List<Flag> flags = new ArrayList<>();
        flags.add(new Flag("name", member.name()));
        flags.add(new Flag("data-dir", member.dataDir().map(Object::toString).orElse(member.name() + ".etcd")));
        member.walDir().ifPresent(path -> flags.add(new Flag("wal-dir", path.toString())));
        flags.add(new Flag("initial-cluster", plan.initialCluster()));
        flags.add(new Flag("initial-cluster-token", plan.token()));
        flags.add(new Flag("initial-advertise-peer-urls", String.join(",", member.peerUrls())));
        if (plan.revisions().bump() > 0) {
            flags.add(new Flag("bump-revision", Long.toString(plan.revisions().bump())));
        }
        ShellLine line = Flag.shell(program, flags);
        if (plan.revisions().marksCompacted()) {
            line.flag("mark-compacted");
        }
        if (plan.skipHashCheck()) {
            line.flag("skip-hash-check");
        }
        return new Command(line.toString(), notes(plan, member));
    }

    private static String directories(PlannedMember member) {
        return Stream.concat(member.dataDir().stream(), member.walDir().stream())
                .map(path -> " " + ShellText.quoteFile(path.toString()))
                .collect(Collectors.joining());
    }

    private static List<String> notes(RestorePlan plan, PlannedMember member) {
        List<String> notes = new ArrayList<>();
        plan.snapshot()
                .container()
                .ifPresent(container -> notes.add("etcd's tools open no packed file: unpack it first, and name "
                        + container.entry().map(entry -> "the entry “" + entry + "”").orElse("the result") + "."));
        if (member.learner()) {
            notes.add("The tool does not support learners: it makes " + member.name() + " a voter.");
        } else if (!plan.learners().isEmpty()) {
            notes.add("The tool does not support learners: it makes every member of --initial-cluster a voter.");
        }
        if (plan.target().restoreKeepsOldMembers()) {
            notes.add("The " + plan.target()
                    + " tool leaves the members of the lost cluster in the database and deletes keys named like "
                    + "one of their IDs. The data directory must not exist, not even as an empty directory.");
        }
        if (plan.revisions().bump() > 0) {
            notes.add("--bump-revision and --mark-compacted exist since 3.4.27 and 3.5.10.");
        }
        if (plan.keyspace().isPresent()) {
            notes.add(
                    "The tool cannot drop leases or go back to an earlier revision. Write a prepared snapshot with these"
                            + " changes first, and give it that, without a bump.");
        }
        if (plan.clearAlarms()) {
            notes.add("The tool keeps the snapshot's alarms. After the start, run: etcdctl alarm disarm");
        }
        plan.owner()
                .ifPresent(owner -> notes.add("The files belong to the user who runs the tool. Afterwards, run: "
                        + "chown -R " + ShellText.quote(owner.toString()) + directories(member)));
        return notes;
    }
}
