package org.etcdrecovery.core.handover;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.url.EtcdUrl;

/**
 * Where a restored member is going to run.
 *
 * @param host    what its peer URL names, without brackets; empty for a Unix socket
 * @param here    whether that is the host on which it was restored
 * @param dataDir its data directory on that host
 * @param walDir  a directory for its WAL outside of that
 * @param owner   who is to own both, and to run the server; empty for who starts it
 */
public record Placement(String host, boolean here, String dataDir, Optional<String> walDir, Optional<Owner> owner) {
    /** Where packages and kubeadm put the data directory. */
    public static final String USUAL_DATA_DIR = "/var/lib/etcd";

    private static final String USUAL_PARENT = "/var/lib/";

    /**
     * Takes the place as it is.
     *
     * @throws IllegalArgumentException when the host begins with a dash, or something holds a character that cannot be
     *                                  seen: neither can stand in a command or a file
     */
    public Placement {
        if (host.startsWith("-") || Shown.hasHidden(host) || Shown.hasHidden(dataDir)
                || walDir.filter(Shown::hasHidden).isPresent()) {
            throw new IllegalArgumentException("no place for a member: " + Shown.name(host + ":" + dataDir));
        }
    }

    /** The directories as the plan writes them, to start from where they stand. */
    public static Placement asRestored(RestorePlan plan, PlannedMember member) {
        return new Placement(host(member), true, member.dataDir().map(Object::toString).orElse(member.name() + ".etcd"),
                member.walDir().map(Object::toString), plan.owner());
    }

    /**
     * The usual place: as restored for a member that stays on this host, else {@value #USUAL_DATA_DIR} on its own.
     *
     * @param form       how it will be started
     * @param isThisHost whether a host name or an address, without brackets, means this host; loopback always does
     */
    public static Placement usual(RestorePlan plan, PlannedMember member, StartForm form,
            Predicate<String> isThisHost) {
        List<EtcdUrl> urls = EtcdUrl.parsePlanned(member.peerUrls());
        boolean here = urls.stream().allMatch(EtcdUrl::isLoopback)
                || urls.stream().anyMatch(url -> isThisHost.test(url.host()));
        if (here && member.dataDir().isPresent()) {
            return asRestored(plan, member);
        }
        String host = host(member);
        boolean shared = plan.members().stream().filter(other -> host(other).equals(host)).count() > 1;
        return new Placement(host, here, shared ? USUAL_PARENT + member.name() + ".etcd" : USUAL_DATA_DIR,
                member.walDir().map(_ -> USUAL_PARENT + (shared ? member.name() + ".wal" : "etcd-wal")),
                Optional.of(plan.owner().orElse(form.usualOwner())));
    }

    /** Whether the member starts from where the plan writes it, so that nothing has to be copied or moved. */
    public boolean isAsRestored(PlannedMember member) {
        return here && member.dataDir().map(Object::toString).equals(Optional.of(dataDir))
                && member.walDir().map(Object::toString).equals(walDir);
    }

    /** The same with another data directory on the host. */
    public Placement withDataDir(String directory) {
        return new Placement(host, here, directory, walDir, owner);
    }

    /** The same with another WAL directory on the host. */
    public Placement withWalDir(Optional<String> directory) {
        return new Placement(host, here, dataDir, directory, owner);
    }

    /** The same with another owner. */
    public Placement withOwner(Optional<Owner> other) {
        return new Placement(host, here, dataDir, walDir, other);
    }

    /** The host under which others reach a member: one of its own, where it also names loopback. */
    private static String host(PlannedMember member) {
        List<EtcdUrl> urls = EtcdUrl.parsePlanned(member.peerUrls());
        return urls.stream().filter(url -> !url.isLoopback()).findFirst().orElse(urls.getFirst()).host();
    }
}
