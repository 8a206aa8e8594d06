package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.shell.Flag;
import org.etcdrecovery.core.url.EtcdUrl;

/**
 * The flags without which etcd does not serve https. The paths of the certificates are those of the host and unknown
 * here, so placeholders stand for them, with which etcd refuses to start.
 */
final class CertificateFlags {
    private static final String PLACE = "/REPLACE-ME/";
    /** A comment for a shell and for a unit alike. */
    private static final String NAMED = "# Replace each path below " + PLACE + ": etcd does not start before.\n";

    private CertificateFlags() {}

    /** The flags for the URLs of a member that are https; none if none is. */
    static List<Flag> of(PlannedMember member) {
        List<Flag> flags = new ArrayList<>();
        add(flags, "", "server", member.clientUrls());
        add(flags, "peer-", "peer", member.peerUrls());
        return flags;
    }

    private static void add(List<Flag> flags, String prefix, String name, List<String> urls) {
        if (EtcdUrl.parsePlanned(urls).stream().anyMatch(EtcdUrl::isEncrypted)) {
            flags.add(new Flag(prefix + "cert-file", PLACE + name + ".crt"));
            flags.add(new Flag(prefix + "key-file", PLACE + name + ".key"));
            flags.add(new Flag(prefix + "trusted-ca-file", PLACE + "ca.crt"));
        }
    }

    /** The flags without a value that go with them. */
    static List<String> switches(PlannedMember member) {
        return of(member).stream()
                .map(Flag::name)
                .filter(name -> name.endsWith("trusted-ca-file"))
                .map(name -> name.replace("trusted-ca-file", "client-cert-auth"))
                .toList();
    }

    /** The line above a command that has placeholders; empty if it has none. */
    static String remark(PlannedMember member) {
        return of(member).isEmpty() ? "" : NAMED;
    }
}
