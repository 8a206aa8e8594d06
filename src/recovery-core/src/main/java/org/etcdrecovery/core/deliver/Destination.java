package org.etcdrecovery.core.deliver;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.etcdrecovery.core.text.Shown;

/**
 * A directory on a host that {@code ssh} reaches: {@code ssh://[USER@]HOST[:PORT]/DIR}. The path is taken as it is
 * written, without escapes by percent signs.
 *
 * @param ssh       the host
 * @param directory an absolute path without a slash at its end
 */
public record Destination(SshAddress ssh, String directory) {
    private static final String SCHEME = "ssh://";
    /** The longest path that Linux accepts. */
    private static final int LONGEST_PATH = 4095;

    /**
     * Parses {@code ssh://[USER@]HOST[:PORT]/DIR}.
     *
     * @throws IllegalArgumentException if it is not one; the message says what is wrong with it
     */
    public static Destination parse(String text) {
        int slash = text.startsWith(SCHEME) ? text.indexOf('/', SCHEME.length()) : -1;
        if (slash < 0) {
            throw new IllegalArgumentException("expected ssh://HOST[:PORT]/DIR, with USER@HOST for another user");
        }
        return new Destination(SshAddress.parse(text), directory(text.substring(slash)));
    }

    /**
     * An absolute path on a host, without slashes at its end.
     *
     * @throws IllegalArgumentException if it cannot be a data directory
     */
    static String directory(String text) {
        String path = text.replaceAll("/+", "/").replaceAll("/$", "");
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the directory is missing: a data directory cannot be /");
        }
        if (!path.startsWith("/") || path.indexOf('\0') >= 0
                || path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IllegalArgumentException("not an absolute path: " + Shown.name(text));
        }
        for (String name : path.substring(1).split("/", -1)) {
            if (name.equals("..") || name.equals(".")) {
                throw new IllegalArgumentException("write the path without " + name + ": " + Shown.name(text));
            }
        }
        return path;
    }

    /** The user to log in as; empty for the one that the configuration of ssh names. */
    public Optional<String> user() {
        return ssh.user();
    }

    /** The host, without brackets. */
    public String host() {
        return ssh.host();
    }

    /** The port; empty for the one that the configuration of ssh names. */
    public OptionalInt port() {
        return ssh.port();
    }

    /** The host as the operator wrote it, with the user and the port if they are given. */
    public String address() {
        return ssh.shown();
    }

    /** In the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return ssh + directory;
    }
}
