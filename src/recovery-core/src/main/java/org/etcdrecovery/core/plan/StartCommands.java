package org.etcdrecovery.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to start a restored member. The {@code --initial-*} flags are complete although a restored directory makes etcd
 * ignore them: on a mistyped or empty data directory they make it fail, instead of starting a new and empty cluster.
 */
public final class StartCommands {
    private StartCommands() {}

    /** A command for a shell. */
    public static Command shell(RestorePlan plan, PlannedMember member) {
        return new Command(Flag.shell("etcd", flags(plan, member)), notes(plan, member));
    }

    /** A file for {@code EnvironmentFile=} of a systemd unit, such as {@code /etc/default/etcd}. */
    public static Command environmentFile(RestorePlan plan, PlannedMember member) {
        String text = flags(plan, member).stream()
                .map(flag -> flag.variable() + "=" + ShellText.quoteInEnvironmentFile(flag.value()))
                .collect(Collectors.joining("\n"));
        return new Command(text, notes(plan, member));
    }

    /** A systemd unit. It waits for the others without limit: with fewer than a quorum no member becomes ready. */
    public static Command systemdUnit(RestorePlan plan, PlannedMember member) {
        String user = plan.owner().map(Owner::user).orElse("etcd");
        String group = plan.owner().flatMap(Owner::group).map(name -> "Group=" + name + "\n").orElse("");
        String exec = flags(plan, member).stream()
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

    private static List<Flag> flags(RestorePlan plan, PlannedMember member) {
        List<Flag> flags = new ArrayList<>();
        flags.add(new Flag("name", member.name()));
        flags.add(new Flag("data-dir", member.dataDir().map(Object::toString).orElse(member.name() + ".etcd")));
        member.walDir().ifPresent(path -> flags.add(new Flag("wal-dir", path.toString())));
        flags.add(new Flag("listen-peer-urls", listenUrls(member.peerUrls())));
        flags.add(new Flag("initial-advertise-peer-urls", String.join(",", member.peerUrls())));
        if (!member.clientUrls().isEmpty()) {
            flags.add(new Flag("listen-client-urls", listenUrls(member.clientUrls())));
            flags.add(new Flag("advertise-client-urls", String.join(",", member.clientUrls())));
        }
        flags.add(new Flag("initial-cluster", plan.initialCluster()));
        flags.add(new Flag("initial-cluster-token", plan.token()));
        flags.add(new Flag("initial-cluster-state", "existing"));
        return flags;
    }

    /** What to listen on to be reached at these URLs: etcd binds to addresses, not to names. */
    private static String listenUrls(List<String> urls) {
        return urls.stream()
                .map(StartCommands::planned)
                .map(StartCommands::listenUrl)
                .distinct()
                .collect(
                        Collectors.joining(","));
    }

    private static String listenUrl(EtcdUrl url) {
        return url.canBind()
                ? url.text()
                : url.scheme() + "://" + (url.host().contains(":") ? "[::]" : "0.0.0.0") + ":" + url.port();
    }

    private static List<String> notes(RestorePlan plan, PlannedMember member) {
        List<EtcdUrl> urls = Stream.concat(member.peerUrls().stream(), member.clientUrls().stream())
                .map(StartCommands::planned)
                .toList();
        List<String> notes = new ArrayList<>();
        if (plan.voters().size() > 1) {
            notes.add("Start all members together: one alone never becomes ready.");
        }
        if (urls.stream().anyMatch(url -> !url.canBind())) {
            notes.add("etcd cannot listen on a host name, so it listens on every address of the host.");
        }
        if (urls.stream().anyMatch(EtcdUrl::isEncrypted)) {
            notes.add("https needs the certificate options of the old configuration: cert-file, key-file, "
                    + "trusted-ca-file, client-cert-auth and their peer- counterparts. The certificates have to name "
                    + "these hosts.");
        }
        if (member.clientUrls().isEmpty()) {
            notes.add("No client URLs are planned: clients are served on http://localhost:2379 only.");
        }
        return notes;
    }

    /** A URL of a plan, all of which have been parsed before. */
    private static EtcdUrl planned(String url) {
        try {
            return EtcdUrl.parse(url);
        } catch (InvalidUrlException e) {
            throw new IllegalArgumentException("not a URL of a plan: " + url, e);
        }
    }
}
