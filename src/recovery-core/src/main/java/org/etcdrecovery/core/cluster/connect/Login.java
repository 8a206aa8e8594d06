package org.etcdrecovery.core.cluster.connect;

/**
 * A user of etcd and the password.
 *
 * @param user     the name of the user
 * @param password what {@link #toString()} never shows
 */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return "Login[user=" + user + "]";
    }
}
