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
 * Where a restored member will run.
 *
 * @param host    the host in its peer URL, without brackets; empty for a Unix socket
 * @param here    whether it was restored on that host
 * @param dataDir its data directory on that host
 * @param walDir  its separate WAL directory, if it has one
 * @param owner   the owner of both directories, who also runs the server; empty for the user who starts it
 * @param shared  whether other members of the plan run on that host too
 */
public record Placement(String host, boolean here, String dataDir, Optional<String> walDir, Optional<Owner> owner,
        boolean shared) {
    /** The data directory of packages and kubeadm. */
    public static final String USUAL_DATA_DIR = "/var/lib/etcd";

    private static final String USUAL_PARENT = "/var/lib/";

    /**
     * Checks that the values can be written into commands and files.
     *
     * @throws IllegalArgumentException if the host begins with a dash, or a value contains an invisible character
     */
    public Placement {
        if (host.startsWith("-") || Shown.hasHidden(host) || Shown.hasHidden(dataDir)
                || walDir.filter(Shown::hasHidden).isPresent()) {
            throw new IllegalArgumentException("not a valid place for a member: " + Shown.name(host + ":" + dataDir));
        }
    }

    /** The directories that the plan writes, to start the member there. */
    public static Placement asRestored(RestorePlan plan, PlannedMember member) {
        return new Placement(host(member), true, member.dataDir().map(Object::toString).orElse(member.name() + ".etcd"),
                member.walDir().map(Object::toString), plan.owner(), isShared(plan, member, EtcdUrl::isLoopback));
    }

    /**
     * The usual place: the restored directories for a member that stays on this host, else {@value #USUAL_DATA_DIR} on
     * its host.
     *
     * @param form       how the member will be started
     * @param isThisHost tells whether a host name or an address, without brackets, is this host; loopback always is
     */
    public static Placement usual(RestorePlan plan, PlannedMember member, StartForm form,
            Predicate<String> isThisHost) {
        List<EtcdUrl> urls = EtcdUrl.parsePlanned(member.peerUrls());
        Predicate<EtcdUrl> local = url -> url.isLoopback() || isThisHost.test(url.host());
        boolean here = urls.stream().allMatch(EtcdUrl::isLoopback)
                || urls.stream().anyMatch(url -> isThisHost.test(url.host()));
        boolean shared = isShared(plan, member, local);
        if (here && member.dataDir().isPresent()) {
            Placement restored = asRestored(plan, member).withShared(shared);
            // A service runs as a user of its own, who could not open files of the user that restores.
            return form == StartForm.COMMAND
                    ? restored
                    : restored.withOwner(Optional.of(plan.owner().orElse(form.usualOwner())));
        }
        String host = host(member);
        return new Placement(host, here, shared ? USUAL_PARENT + member.name() + ".etcd" : USUAL_DATA_DIR,
                member.walDir().map(_ -> USUAL_PARENT + (shared ? member.name() + ".wal" : "etcd-wal")),
                Optional.of(plan.owner().orElse(form.usualOwner())), shared);
    }

    /** One host may have several names, so all members of this host share it. */
    private static boolean isShared(RestorePlan plan, PlannedMember member, Predicate<EtcdUrl> isLocal) {
        return plan.members()
                .stream()
                .filter(other -> !other.name().equals(member.name()))
                .anyMatch(other -> host(other).equals(host(member))
                        || (isLocal(other, isLocal) && isLocal(member, isLocal)));
    }

    private static boolean isLocal(PlannedMember member, Predicate<EtcdUrl> isLocal) {
        return EtcdUrl.parsePlanned(member.peerUrls()).stream().anyMatch(isLocal);
    }

    /** Whether the member starts on the directories that the plan writes, so nothing must be copied or moved. */
    public boolean isAsRestored(PlannedMember member) {
        return here && member.dataDir().map(Object::toString).equals(Optional.of(dataDir))
                && member.walDir().map(Object::toString).equals(walDir);
    }

    /** A copy with another data directory. */
    public Placement withDataDir(String directory) {
        return new Placement(host, here, directory, walDir, owner, shared);
    }

    /** A copy with another owner. */
    public Placement withOwner(Optional<Owner> other) {
        return new Placement(host, here, dataDir, walDir, other, shared);
    }

    private Placement withShared(boolean other) {
        return new Placement(host, here, dataDir, walDir, owner, other);
    }

    /** The host under which others reach a member: from its first peer URL that is not loopback, if there is one. */
    public static String host(PlannedMember member) {
        List<EtcdUrl> urls = EtcdUrl.parsePlanned(member.peerUrls());
        return urls.stream().filter(url -> !url.isLoopback()).findFirst().orElse(urls.getFirst()).host();
    }
}
