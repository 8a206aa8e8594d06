package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Flag;
import org.etcdrecovery.core.url.EtcdUrl;

/** The flags that start a restored member, and notes about them. */
public final class StartFlags {
    /** Where etcd serves clients unless a flag says otherwise. */
    private static final String OWN_CLIENT_URL = "http://localhost:2379";

    private StartFlags() {}

    /** The flags of a member that starts with all others of the plan. */
    public static List<Flag> of(RestorePlan plan, PlannedMember member, Placement place) {
        return of(plan, member, place, plan.initialCluster());
    }

    /** The same with another {@code --initial-cluster}. */
    public static List<Flag> of(RestorePlan plan, PlannedMember member, Placement place, String initialCluster) {
        List<Flag> flags = new ArrayList<>();
        flags.add(new Flag("name", member.name()));
        flags.add(new Flag("data-dir", place.dataDir()));
        place.walDir().ifPresent(directory -> flags.add(new Flag("wal-dir", directory)));
        flags.add(new Flag("listen-peer-urls", listenUrls(member.peerUrls())));
        flags.add(new Flag("initial-advertise-peer-urls", String.join(",", member.peerUrls())));
        if (!member.clientUrls().isEmpty()) {
            flags.add(new Flag("listen-client-urls", listenUrls(member.clientUrls())));
            flags.add(new Flag("advertise-client-urls", String.join(",", member.clientUrls())));
        }
        flags.add(new Flag("initial-cluster", initialCluster));
        flags.add(new Flag("initial-cluster-token", plan.token()));
        flags.add(new Flag("initial-cluster-state", "existing"));
        plan.quota().ifPresent(quota -> flags.add(new Flag("quota-backend-bytes", Long.toString(quota.bytes()))));
        return flags;
    }

    static List<String> notes(PlannedMember member) {
        List<EtcdUrl> urls = EtcdUrl
                .parsePlanned(Stream.concat(member.peerUrls().stream(), member.clientUrls().stream()).toList());
        List<String> notes = new ArrayList<>();
        if (urls.stream().anyMatch(url -> !url.canBind())) {
            notes.add("etcd cannot listen on a host name, so it listens on every address of the host.");
        }
        if (urls.stream().anyMatch(EtcdUrl::isEncrypted)) {
            notes.add("https needs the certificate options of the old configuration: cert-file, key-file, "
                    + "trusted-ca-file, client-cert-auth and their peer- counterparts. The certificates must name "
                    + "these hosts. Leave client-cert-auth out where clients had no certificates.");
        }
        if (member.clientUrls().isEmpty()) {
            notes.add("The plan has no client URLs: etcd serves clients on " + OWN_CLIENT_URL + " only.");
        }
        return notes;
    }

    /** Where a member listens that is started with these flags. */
    static List<EtcdUrl> listening(PlannedMember member) {
        List<String> clients = member.clientUrls().isEmpty() ? List.of(OWN_CLIENT_URL) : member.clientUrls();
        return EtcdUrl.parsePlanned(
                Stream.concat(listening(member.peerUrls()), listening(clients)).distinct().toList());
    }

    private static String listenUrls(List<String> urls) {
        return listening(urls).distinct().collect(Collectors.joining(","));
    }

    /** The URLs to listen on for these advertised URLs: etcd binds to addresses, not to names. */
    private static Stream<String> listening(List<String> urls) {
        return EtcdUrl.parsePlanned(urls).stream().map(StartFlags::listenUrl);
    }

    private static String listenUrl(EtcdUrl url) {
        return url.canBind()
                ? url.text()
                : url.scheme() + "://" + (url.host().contains(":") ? "[::]" : "0.0.0.0") + ":" + url.port();
    }
}
