package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.Flag;
import org.etcdrecovery.core.shell.ShellText;

/**
 * How to start a restored member. The {@code --initial-*} flags are complete although a restored directory makes etcd
 * ignore them: on a mistyped or empty data directory they make it fail, instead of starting a new and empty cluster.
 */
public final class StartCommands {
    private StartCommands() {}

    /** A command for a shell, on the directories as the plan writes them. */
    public static Command shell(RestorePlan plan, PlannedMember member) {
        return shell(plan, member, Placement.asRestored(plan, member));
    }

    /** A command for a shell. It runs as the owner of the files: what root writes there, etcd could not open later. */
    public static Command shell(RestorePlan plan, PlannedMember member, Placement place) {
        return new Command(Flag.shell(program(place), StartFlags.of(plan, member, place)).toString(),
                notes(plan, member));
    }

    /**
     * A file for {@code EnvironmentFile=} of a systemd unit, such as {@code /etc/default/etcd}; where one exists, what
     * changes in it.
     */
    public static Command environmentFile(RestorePlan plan, PlannedMember member, Placement place) {
        String text = StartFlags.of(plan, member, place)
                .stream()
                .map(flag -> flag.variable() + "=" + ShellText.quoteInEnvironmentFile(flag.value()))
                .collect(Collectors.joining("\n"));
        return new Command(text, notes(plan, member));
    }

    /** A systemd unit. It waits for the others without limit: with fewer than a quorum no member becomes ready. */
    public static Command systemdUnit(RestorePlan plan, PlannedMember member, Placement place) {
        String user = ShellText.withoutSpecifiers(place.owner().map(Owner::user).orElse("etcd"));
        String group = place.owner()
                .flatMap(Owner::group)
                .map(name -> "Group=" + ShellText.withoutSpecifiers(name) + "\n")
                .orElse("");
        String exec = StartFlags.of(plan, member, place)
                .stream()
                .map(flag -> " \\\n  --" + flag.name() + " " + ShellText.quoteInUnit(flag.value()))
                .collect(Collectors.joining());
        String text = """
                [Unit]
                Description=etcd
                Documentation=https://etcd.io/docs
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=notify
                User=%s
                %sExecStart=/usr/bin/etcd%s
                Restart=on-failure
                RestartSec=10s
                TimeoutStartSec=infinity
                LimitNOFILE=65536

                [Install]
                WantedBy=multi-user.target""".formatted(user, group, exec);
        return new Command(text, notes(plan, member));
    }

    /** The flags that change behind {@code ExecStart=} of a unit that exists. */
    public static Command unitChanges(RestorePlan plan, PlannedMember member, Placement place) {
        String text = StartFlags.of(plan, member, place)
                .stream()
                .map(flag -> "--" + flag.name() + " " + ShellText.quoteInUnit(flag.value()))
                .collect(Collectors.joining(" \\\n"));
        return new Command(text, notes(plan, member));
    }

    /**
     * A command for a member that was not restored and joins a running cluster, with an empty data directory.
     *
     * @param member         whose data directory is that on its host
     * @param initialCluster all members of the cluster by then, this one included
     * @throws IllegalArgumentException when one of its URLs is none
     */
    public static Command joining(RestorePlan plan, MemberRequest member, String initialCluster) {
        PlannedMember joining = new PlannedMember(MemberId.NONE, member.name(), member.peerUrls(), member.clientUrls(),
                member.dataDir(), member.walDir(), true);
        Placement place = Placement.asRestored(plan, joining);
        List<Flag> flags = StartFlags.of(plan, joining, place, initialCluster);
        return new Command(Flag.shell(program(place), flags).toString(), StartFlags.notes(joining));
    }

    private static String program(Placement place) {
        return place.owner().map(StartCommands::runAs).orElse("") + "etcd";
    }

    /** What runs a program as the owner of the files; root, who starts it, needs nothing. */
    private static String runAs(Owner owner) {
        if (owner.user().equals("root") || owner.user().equals("0")) {
            return "";
        }
        // runuser knows no numbers, and setpriv of older hosts no names.
        return owner.user().chars().allMatch(Character::isDigit)
                ? "setpriv --reuid=" + owner.user()
                        + owner.group().map(group -> " --regid=" + ShellText.quote(group)).orElse("")
                        + " --clear-groups "
                : "runuser -u " + ShellText.quote(owner.user()) + " -- ";
    }

    private static List<String> notes(RestorePlan plan, PlannedMember member) {
        List<String> notes = new ArrayList<>();
        if (plan.voters().size() > 1) {
            notes.add("Start all members together: one alone never becomes ready.");
        }
        notes.addAll(StartFlags.notes(member));
        return notes;
    }
}
