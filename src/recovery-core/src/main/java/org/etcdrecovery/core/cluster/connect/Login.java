package org.etcdrecovery.core.cluster.connect;

import java.util.Optional;

/**
 * How to log in: as an etcd user with a password, or with a token that was issued before. {@link #toString()} shows
 * neither password nor token.
 *
 * @param user     the name of the user; empty with a token, which identifies its user
 * @param password the user's password; empty with a token
 * @param token    a token to show instead of logging in, such as a JSON Web Token
 */
public record Login(String user, String password, Optional<String> token) {
    /** A login with user and password. */
    public Login(String user, String password) {
        this(user, password, Optional.empty());
    }

    /** A login with a token that was issued before. */
    public static Login byToken(String token) {
        return new Login("", "", Optional.of(token));
    }

    @Override
    public String toString() {
        return token.isPresent() ? "Login[token]" : "Login[user=" + user + "]";
    }
}
