package org.etcdrecovery.console.recovery;

import java.util.Optional;

/**
 * How to reach a cluster, as it was typed. There is no password in it, on purpose: this is what is kept on disk.
 *
 * @param endpoints   a list as etcdctl takes it
 * @param ca          a path; may be empty, as all the others
 * @param certificate a path
 * @param key         a path
 * @param serverName  the name that certificates must cover
 * @param skipVerify  whether any certificate is accepted
 * @param user        whose password is asked for
 * @param domain      the domain whose SRV records named the endpoints; empty when they were typed
 */
public record ConnectionForm(String endpoints, String ca, String certificate, String key, String serverName,
        boolean skipVerify, String user, Optional<String> domain) {
    /** Nothing typed yet. */
    public static final ConnectionForm EMPTY = new ConnectionForm("", "", "", "", "", false, "",
            Optional.empty());

    /** The same with other endpoints. */
    public ConnectionForm withEndpoints(String others) {
        return new ConnectionForm(others, ca, certificate, key, serverName, skipVerify, user, domain);
    }
}
