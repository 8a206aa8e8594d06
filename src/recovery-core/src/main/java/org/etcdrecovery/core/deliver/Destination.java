package org.etcdrecovery.core.deliver;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.text.Shown;

/**
 * A directory on a host that {@code ssh} reaches: {@code ssh://[USER@]HOST[:PORT]/DIR}. The path is taken as it is
 * written, without escapes by percent signs.
 *
 * @param user      the user to log in as; empty for the one that the configuration of ssh names
 * @param host      a host name, an address without brackets, or a name of the configuration of ssh
 * @param port      the port; empty for the one that the configuration of ssh names
 * @param directory an absolute path without a slash at its end
 */
public record Destination(Optional<String> user, String host, OptionalInt port, String directory) {
    private static final Pattern URL = Pattern.compile("ssh://(?:([^/]*)@)?(\\[[^/\\]]*]|[^/:@]*)(?::(\\d{1,5}))?(/.*)",
            Pattern.DOTALL);
    /** What neither ssh nor a shell could take for anything but a name; as OpenSSH 9.6 requires. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,254}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?");
    private static final int HIGHEST_PORT = 65_535;
    /** The longest path that Linux accepts. */
    private static final int LONGEST_PATH = 4095;

    /**
     * Parses {@code ssh://[USER@]HOST[:PORT]/DIR}.
     *
     * @throws IllegalArgumentException if it is not one; the message says what is wrong with it
     */
    public static Destination parse(String text) {
        Matcher matcher = URL.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected ssh://[USER@]HOST[:PORT]/DIR");
        }
        Optional<String> user = Optional.ofNullable(matcher.group(1));
        if (user.filter(name -> name.contains(":")).isPresent()) {
            throw new IllegalArgumentException("a password does not belong into an address: ssh asks for it");
        }
        if (user.filter(name -> !NAME.matcher(name).matches()).isPresent()) {
            throw new IllegalArgumentException("not a user that ssh accepts: " + Shown.name(user.get()));
        }
        String host = matcher.group(2);
        boolean bracketed = host.startsWith("[");
        String name = bracketed ? host.substring(1, host.length() - 1) : host;
        if (!(bracketed ? ADDRESS : NAME).matcher(name).matches()) {
            throw new IllegalArgumentException("not a host: " + (host.isEmpty() ? "it is empty" : Shown.name(host)));
        }
        return new Destination(user, name, port(matcher), directory(matcher.group(4)));
    }

    private static OptionalInt port(Matcher matcher) {
        String text = matcher.group(3);
        if (text == null) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        if (port == 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(port + " is not a port");
        }
        return OptionalInt.of(port);
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

    /** The host as the operator wrote it, with the user and the port if they are given. */
    public String address() {
        return user.map(name -> name + "@").orElse("") + (host.contains(":") ? "[" + host + "]" : host)
                + (port.isPresent() ? ":" + port.getAsInt() : "");
    }

    /** In the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return "ssh://" + address() + directory;
    }
}
