package org.etcdrecovery.core.cluster.connect;

import java.util.Optional;

/**
 * How to log in: as a user of etcd with the password, or with a token that was issued before. {@link #toString()} shows
 * neither password nor token.
 *
 * @param user     the name of the user; empty where a token says who it is
 * @param password the user's password; empty with a token
 * @param token    a token to show instead of logging in, such as a JSON Web Token
 */
public record Login(String user, String password, Optional<String> token) {
    /** A user and the password. */
    public Login(String user, String password) {
        this(user, password, Optional.empty());
    }

    /** With a token that was issued before. */
    public static Login byToken(String token) {
        return new Login("", "", Optional.of(token));
    }

    @Override
    public String toString() {
        return token.isPresent() ? "Login[token]" : "Login[user=" + user + "]";
    }
}
