package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellText;

/**
 * The steps that bring one restored member to its host and into service. The commands for a host are safe to paste
 * line by line: {@code mv -T} never moves one directory into another, and fails instead of overwriting.
 */
public final class StartGuide {
    private static final String OLD_SUFFIX = ".before-recovery";
    private static final String NEW_SUFFIX = ".new";

    private final RestorePlan plan;
    private final PlannedMember member;
    private final Placement place;
    private final StartForm form;
    private final List<HandOver> steps = new ArrayList<>();

    private StartGuide(RestorePlan plan, PlannedMember member, Placement place, StartForm form) {
        this.plan = plan;
        this.member = member;
        this.place = place;
        this.form = form;
    }

    /**
     * The steps for a member in order.
     *
     * @param place where it will run, such as {@link Placement#usual}
     * @param form  how it is started there
     */
    public static List<HandOver> of(RestorePlan plan, PlannedMember member, Placement place, StartForm form) {
        StartGuide guide = new StartGuide(plan, member, place, form);
        guide.stopOld();
        guide.copyToHost();
        guide.putInPlace();
        guide.start();
        guide.add("Keep clients, such as API servers, stopped until Verify reports proven", List.of(),
                form == StartForm.STATIC_POD
                        ? "The API server is a static pod too: keep its manifest out of /etc/kubernetes/manifests until"
                                + " then."
                        : "");
        return List.copyOf(guide.steps);
    }

    private void stopOld() {
        String host = place.here() ? "this host" : place.host();
        add("Stop the etcd that runs on " + host, stop(),
                "While it runs, clients may still reach the old cluster. On the same ports, the new member also fails"
                        + " with “address already in use”." + (form == StartForm.COMMAND
                                ? " The command lists each etcd with its process ID, start time and command line; stop"
                                        + " the old one with kill, or with systemctl disable --now where systemd runs"
                                        + " it. Leave new members alone."
                                : ""));
    }

    private void copyToHost() {
        if (member.dataDir().isEmpty()) {
            add("Restore " + member.name() + " on its host: this plan does not write its directory", List.of(), "");
        } else if (place.isAsRestored(member)) {
            add(member.name() + " stays on this host", List.of(), "Its data directory is " + place.dataDir() + ".");
        } else {
            List<Command> copies = new ArrayList<>();
            copies.add(copy(member.dataDir().get().toString(), place.dataDir()));
            if (member.walDir().isPresent() && place.walDir().isPresent()) {
                copies.add(copy(member.walDir().get().toString(), place.walDir().get()));
            }
            add("Copy to " + (place.here() ? place.dataDir() + NEW_SUFFIX : place.host()) + ", and compare", copies,
                    "The second line of each reads both sides again and prints nothing if they are equal. Put USER@"
                            + " before the host if ssh must log in as another user.");
        }
    }

    private Command copy(String from, String to) {
        String host = place.host().contains(":") ? "[" + place.host() + "]:" : place.host() + ":";
        String target = to + NEW_SUFFIX + "/";
        // Before 3.2.4, rsync lets the remote shell split the path by default.
        String protect = ShellText.quote(target).equals(target) ? "" : "--protect-args ";
        String ends = ShellText.quoteFile(from + "/") + " "
                + ShellText.quoteFile(place.here() ? target : host + target);
        return new Command("rsync -a --checksum " + protect + ends + "\nrsync -a --checksum --delete --dry-run "
                + "--itemize-changes " + protect + ends, List.of());
    }

    private void putInPlace() {
        if (place.isAsRestored(member) || member.dataDir().isEmpty()) {
            place.owner()
                    .filter(_ -> member.dataDir().isPresent())
                    .ifPresent(owner -> add("Set the owner", List.of(new Command(own(owner), List.of())), ""));
            return;
        }
        List<Command> commands = new ArrayList<>();
        commands.add(move(place.dataDir()));
        place.walDir().ifPresent(directory -> commands.add(move(directory)));
        add("On that host, move the old directory aside and set the owner", commands,
                "The first mv fails if there is no old directory, which is fine. A mount point cannot be moved: move"
                        + " its contents instead. Keep the old directory until the cluster is proven.");
    }

    private List<Command> stop() {
        return switch (form) {
            case COMMAND -> List.of(new Command("ps -C etcd -o pid,lstart,args", List.of()));
            case UNIT, UNIT_CHANGES, ENVIRONMENT -> List.of(new Command("systemctl stop etcd", List.of()));
            case STATIC_POD -> List.of(StaticPodCommands.stop());
        };
    }

    private Command move(String directory) {
        String target = ShellText.quoteFile(directory);
        String owner = place.owner()
                .map(who -> "chown -R " + ShellText.quote(who.toString()) + " " + target + " && ")
                .orElse("");
        return new Command("mv -T " + target + " " + ShellText.quoteFile(directory + OLD_SUFFIX) + "\nmv -T "
                + ShellText.quoteFile(directory + NEW_SUFFIX) + " " + target + " && " + owner + "chmod 700 " + target,
                List.of());
    }

    private String own(Owner owner) {
        String directories = ShellText.quoteFile(place.dataDir())
                + place.walDir().map(directory -> " " + ShellText.quoteFile(directory)).orElse("");
        return "chown -R " + ShellText.quote(owner.toString()) + " " + directories + " && chmod 700 " + directories;
    }

    private void start() {
        String others = plan.members()
                .stream()
                .map(PlannedMember::name)
                .filter(name -> !name.equals(member.name()))
                .collect(Collectors.joining(", "));
        add("Start it" + (others.isEmpty() ? "" : ", together with " + others.replaceFirst(", ([^,]*)$", " and $1")),
                startCommands(), switch (form) {
                    case COMMAND, UNIT -> "";
                    case UNIT_CHANGES -> "systemd stops a server that is not ready in time, so start the other members"
                            + " before that." + otherUnit();
                    case ENVIRONMENT -> otherUnit().strip();
                    case STATIC_POD -> "The kubelet starts the pod as soon as the manifest is back.";
                });
    }

    private List<Command> startCommands() {
        return switch (form) {
            case COMMAND -> List.of(StartCommands.shell(plan, member, place));
            case UNIT -> withSystemctl(StartCommands.systemdUnit(plan, member, place),
                    "Save it as /etc/systemd/system/" + unit() + ".service.",
                    "enable " + unit() + " && systemctl ");
            case UNIT_CHANGES -> withSystemctl(StartCommands.unitChanges(plan, member, place),
                    "Keep the existing configuration: change only these flags after ExecStart=, and remove --discovery"
                            + " and --force-new-cluster.",
                    "");
            case ENVIRONMENT -> withSystemctl(StartCommands.environmentFile(plan, member, place),
                    "Put the variables into the unit's EnvironmentFile=, such as /etc/default/" + unit()
                            + ". In an existing file, change only these. A flag in the unit takes precedence over a"
                            + " variable.",
                    "");
            case STATIC_POD -> {
                Command flags = StaticPodCommands.flags(plan, member, place);
                yield place.dataDir().equals(Placement.USUAL_DATA_DIR)
                        ? List.of(flags, StaticPodCommands.start())
                        : List.of(flags, StaticPodCommands.volume(place), StaticPodCommands.start());
            }
        };
    }

    /** Without {@code --no-block}, systemctl would wait for the other members, which are not started yet. */
    private List<Command> withSystemctl(Command file, String where, String before) {
        List<String> notes = new ArrayList<>(List.of(where));
        notes.addAll(file.notes());
        return List.of(new Command(file.text(), notes),
                new Command("systemctl daemon-reload && systemctl " + before + "start --no-block " + unit(),
                        List.of()));
    }

    /** The name of the unit: members that share a host need one each. */
    private String unit() {
        return place.shared() ? "etcd-" + member.name().replaceAll("[^A-Za-z0-9._-]", "_") : "etcd";
    }

    private String otherUnit() {
        return place.shared() ? " If the unit of " + member.name() + " has another name, use that." : "";
    }

    private void add(String title, List<Command> commands, String note) {
        steps.add(new HandOver(steps.size() + 1, title, commands, note));
    }
}
