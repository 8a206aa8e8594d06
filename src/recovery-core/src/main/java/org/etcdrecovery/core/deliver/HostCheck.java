package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.deliver.SshLog.HostKey;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.url.EtcdUrl;

/** Looks at one host, and judges what it sees. */
final class HostCheck {
    /** Two segments of the log, which a server preallocates, and the rest of its directory. */
    private static final long LOG = 160L << 20;
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    private final DeliveryHosts hosts;
    private final RestorePlan plan;
    private final DeliveryTarget target;
    private final boolean quarantine;
    /** The port that this plan's quarantine uses there already. */
    private OptionalLong confined = OptionalLong.empty();
    private final SshHost host;
    private final Runnable running;
    private final List<HostFinding> findings = new ArrayList<>();
    private List<ConfigLine> configuration = List.of();

    private HostCheck(DeliveryHosts hosts, DeliveryTarget target, boolean quarantine, Runnable running) {
        this.hosts = hosts;
        this.plan = hosts.plan();
        this.target = target;
        this.quarantine = quarantine;
        this.host = hosts.of(target);
        this.running = running;
    }

    /**
     * Checks a host.
     *
     * @param quarantine whether clients are to be kept out at first
     * @throws DeliveryException if the script cannot run there
     */
    static TookPart.Checked of(DeliveryHosts hosts, DeliveryTarget target, boolean quarantine, Runnable running)
            throws IOException {
        return new HostCheck(hosts, target, quarantine, running).run();
    }

    private HostReport report(HostState state, long free) {
        return new HostReport(target, true, host.key().map(HostKey::fingerprint), state, free,
                plan.snapshot().imageSize() + LOG, configuration, findings);
    }

    private void add(String code, Weight weight, String summary, String remedy) {
        findings.add(new HostFinding(code, weight, summary, remedy));
    }

    private TookPart.Checked run() throws IOException {
        Instant before = Instant.now();
        HostAnswer answer = host.run(hosts.script("check", target), running);
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        rights(answer);
        clock(answer, middle);
        forwarding();
        HostState state = journal(answer);
        long free = directory(answer, "data", target.destination().directory(), state);
        target.member().walDir().ifPresent(wal -> directory(answer, "wal", wal.toString(), state));
        if (state.compareTo(HostState.ACTIVATED) < 0 || state == HostState.UNDONE) {
            runningServers(answer);
        }
        service(answer);
        return new TookPart.Checked(report(state, free),
                Optional.of(TookPart.of(target, answer, hosts.planSha256())));
    }

    private void rights(HostAnswer answer) {
        if (!host.isRoot()) {
            add("host.not-root", Weight.BLOCKS, "the login is neither root nor has sudo without a password",
                    "Log in as root, or allow this user to run /bin/sh by sudo without a password.");
        }
        List<String> missing = answer.values("missing");
        if (!missing.isEmpty()) {
            add("host.tools", Weight.BLOCKS, "the host lacks " + String.join(", ", missing),
                    "Install coreutils there.");
        }
        answer.value("no-user")
                .ifPresent(user -> add("host.no-owner", Weight.BLOCKS_ACTIVATION, "there is no user " + user,
                        "Create it, or make the plan with another --owner."));
        answer.value("no-group")
                .ifPresent(group -> add("host.no-owner", Weight.BLOCKS_ACTIVATION, "there is no group " + group,
                        "Create it, or make the plan with another --owner."));
        if (answer.value("selinux").equals(Optional.of("Enforcing"))) {
            add("host.selinux", Weight.NOTE, "SELinux is enforcing; the labels are set by restorecon", "");
        }
    }

    private void clock(HostAnswer answer, Instant now) {
        OptionalLong there = answer.number("clock");
        if (there.isPresent()) {
            Duration skew = Duration.between(now, Instant.ofEpochSecond(there.getAsLong()));
            if (skew.abs().compareTo(MOST_SKEW) > 0) {
                add("host.clock", Weight.CARE, "its clock differs by " + skew.abs().toSeconds() + " s from this host's",
                        "Set it: certificates and the times in logs depend on it.");
            }
        }
    }

    private void forwarding() throws IOException {
        Optional<SshHost.Arrival> arrival = host.arrival();
        if (arrival.isPresent() && !host.forwards(arrival.get().address(), arrival.get().port())) {
            add("host.no-forwarding", quarantine ? Weight.BLOCKS_ACTIVATION : Weight.NOTE,
                    "its sshd forwards no connections, so a member in quarantine could not be reached",
                    quarantine ? "Set AllowTcpForwarding local in its sshd_config, or use --no-quarantine." : "");
        }
    }

    private HostState journal(HostAnswer answer) {
        answer.value("locked")
                .ifPresent(who -> add("host.locked", Weight.BLOCKS, "another console works there since " + who,
                        "Wait until that ends."));
        String word = answer.value("state").orElse("");
        Optional<HostState> known = HostState.of(word);
        String place = answer.value("place").orElse("");
        if (known.isEmpty()) {
            add("host.unknown-state", Weight.BLOCKS, "the journal in " + place + " ends with the word '" + word
                    + "', which this version does not know", "Go on with the version that wrote it.");
            return HostState.NOTHING;
        }
        HostState state = known.get();
        if (state == HostState.NOTHING || state == HostState.UNDONE) {
            return state;
        }
        if (!answer.value("plan").equals(Optional.of(hosts.planSha256()))) {
            add("host.other-plan", Weight.BLOCKS, "another plan is " + state.word() + " there: "
                    + PlanOutline.difference(answer.values("about"), plan),
                    state == HostState.STAGING || state == HostState.STAGED
                            ? "Nothing runs from it. Remove what is staged with: etcd-recovery deliver clean --plan FILE"
                                    + " --to " + ShellLine.quote(target.member().name() + "=" + target.destination())
                                    + " --yes"
                            : "Go on with that plan, or undo it with that plan; " + place + " has its journal.");
        } else {
            add("host.begun", Weight.NOTE, "this plan is " + state.word() + " there", "");
            confined = answer.number("quarantine");
        }
        return state;
    }

    /** Returns the free space; negative if it is not known. */
    private long directory(HostAnswer answer, String which, String path, HostState state) {
        switch (answer.value(which + "-target").orElse("")) {
            case "link" ->
                add("host.link", Weight.BLOCKS, path + " is a symbolic link", "Name the directory it leads to.");
            case "other" -> add("host.not-a-directory", Weight.BLOCKS, path + " is not a directory",
                    "Name another, or move it aside.");
            case "no-parent" -> add("host.no-parent", Weight.BLOCKS, "the directory above " + path + " is not there",
                    "Create it, or mount what belongs there.");
            default -> answer.number(which + "-old")
                    .ifPresent(kilobytes -> add("host.old", Weight.NOTE, path + " holds a data directory of "
                            + HumanSize.of(kilobytes << 10) + (state.compareTo(HostState.ACTIVATING) < 0
                                    ? ", which is moved aside"
                                    : ""),
                            ""));
        }
        answer.values("inside")
                .stream()
                .filter(line -> line.startsWith(path + " "))
                .map(line -> line.substring(path.length() + 1))
                .forEach(outer -> add("host.inside", Weight.BLOCKS, path + " is inside the data directory " + outer,
                        "Name " + outer + " itself, or a directory elsewhere."));
        answer.value("foreign")
                .filter(_ -> which.equals("data"))
                .ifPresent(names -> add("host.foreign", Weight.BLOCKS_ACTIVATION,
                        path + " holds files, but no data of etcd: " + names.strip(),
                        "Name another directory, or move them away: nothing else than a data directory is moved aside."));
        String[] free = answer.value(which + "-free").orElse("").split(" ", -1);
        if (free.length != 2 || HostAnswer.parse(free[0]).isEmpty() || HostAnswer.parse(free[1]).isEmpty()) {
            return -1;
        }
        long bytes = HostAnswer.parse(free[0]).getAsLong() * HostAnswer.parse(free[1]).getAsLong();
        long needed = (which.equals("data") ? plan.snapshot().imageSize() : 0)
                + (which.equals("wal") || target.member().walDir().isEmpty() ? LOG : 0)
                - answer.number(which + "-part").orElse(0);
        if (bytes < needed && state.compareTo(HostState.STAGED) < 0) {
            add("host.space", Weight.BLOCKS, "the file system of " + path + " has " + HumanSize.of(bytes)
                    + " free; the new directory takes up to " + HumanSize.of(needed) + " beside the old one",
                    "Make room; what is in " + path + " is kept.");
        }
        return bytes;
    }

    private void runningServers(HostAnswer answer) {
        boolean stopped = !(target.service() instanceof ServiceForm.None);
        List<String> running = answer.values("running");
        for (String process : running) {
            add("host.running", stopped ? Weight.CARE : Weight.BLOCKS_ACTIVATION, "a process uses the data directory: "
                    + process.strip(),
                    stopped
                            ? "It is stopped when the new directory is put in place, if " + target.service().name()
                                    + " runs it."
                            : "Stop it.");
        }
        for (String listener : answer.values("listener")) {
            listener(listener.split(" ", 4), running.isEmpty());
        }
    }

    /**
     * Judges who listens on a planned port.
     *
     * @param words the port, who listens, and if that is no process with the data directory, which one and its command line
     * @param free  whether no process uses the data directory
     */
    private void listener(String[] words, boolean free) {
        boolean peer = EtcdUrl.parsePlanned(target.member().peerUrls())
                .stream()
                .anyMatch(url -> url.port().equals(words[0]));
        // Only root sees whose a socket is.
        boolean blind = words.length == 2 && words[1].equals("unseen") && !(free && host.isRoot());
        if (words.length < 2 || words[1].equals("member") || blind) {
            return;
        }
        String who = words.length < 4 ? "" : ": process " + words[2] + ", " + words[3].strip();
        add("host.port", peer || quarantine ? Weight.BLOCKS_ACTIVATION : Weight.CARE,
                "something else listens on the " + (peer ? "peer" : "client") + " port " + words[0] + who,
                "Stop it, unless it is the old member with another data directory; it may keep the new member from its port.");
    }

    private void service(HostAnswer answer) throws IOException {
        switch (target.service()) {
            case ServiceForm.None _ -> {
                add("service.none", Weight.NOTE,
                        "what will start there is not checked, and nothing is started: no service"
                                + " is named",
                        "Start the member yourself, with --data-dir=" + target.destination().directory()
                                + ".");
                String directory = target.destination().directory();
                target.member()
                        .dataDir()
                        .filter(planned -> !planned.toString().equals(directory))
                        .ifPresent(planned -> add("host.other-directory", Weight.CARE, "it goes to " + directory
                                + ", but the plan names " + planned, "Name that one, or give etcd " + directory + "."));
                if (quarantine) {
                    add("quarantine.no-service", Weight.BLOCKS_ACTIVATION,
                            "without a service, clients cannot be kept out", "Name it, or use --no-quarantine.");
                }
            }
            case ServiceForm.Systemd(String unit) -> {
                if (answer.value("unit").filter(state -> !state.equals("none") && !state.equals("absent")).isEmpty()) {
                    add("service.absent", Weight.BLOCKS_ACTIVATION, "there is no unit " + unit,
                            "Create it, or name the right one with --service.");
                } else {
                    configured(ConfiguredMember.ofUnit(
                            UnitFile.read(answer.values("unit-line"), answer.values("env-line"))));
                }
            }
            case ServiceForm.StaticPod(String file) -> {
                if (answer.value("manifest").equals(Optional.of("present"))) {
                    configured(ConfiguredMember.ofManifest(answer.values("manifest-line")));
                } else {
                    add("service.absent", Weight.BLOCKS_ACTIVATION, "there is no manifest " + file,
                            "Create it, or name the right one with --service.");
                }
            }
        }
    }

    private void configured(ConfiguredMember member) throws IOException {
        if (!member.isReadable()) {
            add("service.unreadable", Weight.BLOCKS_ACTIVATION, "what " + target.service().name()
                    + " starts is not etcd itself: " + member.program(),
                    "Start etcd directly, or deliver with --service " + target.member().name() + "=none.");
            return;
        }
        Optional<String> config = member.setting("config-file");
        HostAnswer answer = host.run(hosts.script("look", target)
                .with("program", member.program())
                .with("config", config.map(member::onHost).orElse(""))
                .with("files", Stream.concat(member.files().stream(), config.stream())
                        .filter(file -> file.indexOf('\n') < 0)
                        .collect(Collectors.joining("\n"))),
                running);
        if (config.isPresent()) {
            member.useFile(answer.values("config-line"));
        }
        if (quarantine && (config.isPresent() || member.setting("listen-client-http-urls").isPresent())) {
            add("quarantine.impossible", Weight.BLOCKS_ACTIVATION, "clients cannot be kept out: "
                    + (config.isPresent()
                            ? "etcd reads " + config.get() + " and ignores flags and environment"
                            : "it also listens at listen-client-http-urls"),
                    "Use --no-quarantine, and keep clients away by other means.");
        }
        answer.value("no-program")
                .ifPresent(program -> add("service.no-program", Weight.BLOCKS_ACTIVATION, program
                        + " is not there, or cannot be run", "Install etcd " + plan.target() + " there."));
        answer.values("no-file")
                .forEach(file -> add("service.no-file", Weight.BLOCKS_ACTIVATION, file + " is not there or is empty,"
                        + " but the service needs it", "Put it there."));
        String version = answer.value("version")
                .map(text -> text.replace("etcd Version:", "").strip())
                .orElse(member.imageVersion());
        configuration = ConfigComparison.of(plan, target, member, version, confined);
        configuration.stream()
                .filter(ConfigLine::differs)
                .forEach(line -> findings.add(line.finding(target.service().name())));
    }
}
