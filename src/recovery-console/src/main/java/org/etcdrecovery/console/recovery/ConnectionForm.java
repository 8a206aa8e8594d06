package org.etcdrecovery.console.recovery;

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
 */
public record ConnectionForm(String endpoints, String ca, String certificate, String key, String serverName,
        boolean skipVerify, String user) {
    /** Nothing typed yet. */
    public static final ConnectionForm EMPTY = new ConnectionForm("", "", "", "", "", false, "");
}
