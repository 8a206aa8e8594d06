package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.Flag;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.shell.ShellText;

/**
 * Commands and files that start a restored member. They include all {@code --initial-*} flags although etcd ignores
 * these on a restored directory: on a mistyped or empty data directory they make it fail instead of starting a new,
 * empty cluster.
 */
public final class StartCommands {
    private StartCommands() {}

    /** A shell command for the directories that the plan writes. */
    public static Command shell(RestorePlan plan, PlannedMember member) {
        return shell(plan, member, Placement.asRestored(plan, member));
    }

    /** A shell command that runs etcd as the owner of the files: files written by root could not be opened later. */
    public static Command shell(RestorePlan plan, PlannedMember member, Placement place) {
        return new Command(shell(member, place, StartFlags.of(plan, member, place)), notes(plan, member));
    }

    private static String shell(PlannedMember member, Placement place, List<Flag> flags) {
        List<Flag> all = Stream.concat(flags.stream(), CertificateFlags.of(member).stream()).toList();
        ShellLine line = Flag.shell(program(place), all);
        CertificateFlags.switches(member).forEach(line::flag);
        return CertificateFlags.remark(member) + line;
    }

    /**
     * A file for {@code EnvironmentFile=} of a systemd unit, such as {@code /etc/default/etcd}, or the changes to an
     * existing one.
     */
    public static Command environmentFile(RestorePlan plan, PlannedMember member, Placement place) {
        String text = StartFlags.of(plan, member, place)
                .stream()
                .map(flag -> flag.variable() + "=" + ShellText.quoteInEnvironmentFile(flag.value()))
                .collect(Collectors.joining("\n"));
        return new Command(text, notes(plan, member));
    }

    /** A systemd unit without a start timeout: no member becomes ready before a quorum has started. */
    public static Command systemdUnit(RestorePlan plan, PlannedMember member, Placement place) {
        // Without an owner the files stay with the user who restored them, usually root, as whom systemd runs a unit that
        // names no user.
        String user = place.owner()
                .map(owner -> "User=" + ShellText.withoutSpecifiers(owner.user()) + "\n")
                .orElse("");
        String group = place.owner()
                .flatMap(Owner::group)
                .map(name -> "Group=" + ShellText.withoutSpecifiers(name) + "\n")
                .orElse("");
        String exec = Stream
                .concat(Stream.concat(StartFlags.of(plan, member, place).stream(), CertificateFlags.of(member).stream())
                        .map(flag -> flag.name() + " " + ShellText.quoteInUnit(flag.value())),
                        CertificateFlags.switches(member).stream())
                .map(flag -> " \\\n  --" + flag)
                .collect(Collectors.joining());
        String text = """
                [Unit]
                Description=etcd
                Documentation=https://etcd.io/docs
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=notify
                %s%s%sExecStart=/usr/bin/etcd%s
                Restart=on-failure
                RestartSec=10s
                TimeoutStartSec=infinity
                LimitNOFILE=65536

                [Install]
                WantedBy=multi-user.target""".formatted(user, group, CertificateFlags.remark(member), exec);
        return new Command(text, notes(plan, member));
    }

    /** The flags to change after {@code ExecStart=} of an existing unit. */
    public static Command unitChanges(RestorePlan plan, PlannedMember member, Placement place) {
        String text = StartFlags.of(plan, member, place)
                .stream()
                .map(flag -> "--" + flag.name() + " " + ShellText.quoteInUnit(flag.value()))
                .collect(Collectors.joining(" \\\n"));
        return new Command(text, notes(plan, member));
    }

    /**
     * A command for a member that was not restored and joins a running cluster with an empty data directory.
     *
     * @param member         the member; its data directory is the one on its host
     * @param initialCluster all members of the cluster by then, including this one
     * @throws IllegalArgumentException if one of its URLs is invalid
     */
    public static Command joining(RestorePlan plan, MemberRequest member, String initialCluster) {
        PlannedMember joining = new PlannedMember(MemberId.NONE, member.name(), member.peerUrls(), member.clientUrls(),
                member.dataDir(), member.walDir(), true);
        Placement place = Placement.asRestored(plan, joining);
        List<Flag> flags = StartFlags.of(plan, joining, place, initialCluster);
        return new Command(shell(joining, place, flags), StartFlags.notes(joining));
    }

    private static String program(Placement place) {
        return place.owner().map(StartCommands::runAs).orElse("") + "etcd";
    }

    /** The prefix that runs a program as the owner of the files; empty if that is root, who starts it anyway. */
    private static String runAs(Owner owner) {
        if (owner.user().equals("root") || owner.user().equals("0")) {
            return "";
        }
        // runuser does not accept numeric IDs, and older versions of setpriv do not accept names.
        return owner.user().chars().allMatch(Character::isDigit)
                ? "setpriv --reuid=" + owner.user()
                        + owner.group().map(group -> " --regid=" + ShellText.quote(group)).orElse("")
                        + " --clear-groups "
                : "runuser -u " + ShellText.quote(owner.user()) + " -- ";
    }

    private static List<String> notes(RestorePlan plan, PlannedMember member) {
        List<String> notes = new ArrayList<>();
        if (plan.voters().size() > 1) {
            notes.add("Start all members together: a single member never becomes ready.");
        }
        notes.addAll(StartFlags.notes(member));
        return notes;
    }
}
