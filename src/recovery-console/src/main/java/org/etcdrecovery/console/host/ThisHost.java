package org.etcdrecovery.console.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The names and addresses of the host that this program runs on. Only the host's own name is resolved: the name server
 * may be down.
 *
 * @param addresses the addresses of its interfaces
 * @param names     its names in lower case
 */
public record ThisHost(Set<InetAddress> addresses, Set<String> names) implements Predicate<String> {
    /** Nothing is known yet. */
    public static final ThisHost UNKNOWN = new ThisHost(Set.of(), Set.of());

    /**
     * Asks the system; this can take a while.
     *
     * @throws IOException if the interfaces cannot be listed
     */
    public static ThisHost find() throws IOException {
        Set<InetAddress> addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(ThisHost::withoutScope)
                .collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        try {
            InetAddress local = InetAddress.getLocalHost();
            names.add(local.getHostName().toLowerCase(Locale.ROOT));
            names.add(local.getCanonicalHostName().toLowerCase(Locale.ROOT));
        } catch (java.net.UnknownHostException e) {
            // A host whose name does not resolve still has its addresses.
            names.add("localhost");
        }
        return new ThisHost(addresses, names);
    }

    @Override
    public boolean test(String host) {
        if (names.contains(host.toLowerCase(Locale.ROOT))) {
            return true;
        }
        try {
            return addresses.contains(withoutScope(InetAddress.ofLiteral(host)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The same address is {@code fe80::1%2} on the interface and {@code fe80::1} in a URL. */
    private static InetAddress withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? address : InetAddress.ofLiteral(text.substring(0, scope));
    }
}
