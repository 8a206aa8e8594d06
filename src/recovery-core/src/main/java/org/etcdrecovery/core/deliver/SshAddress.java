package org.etcdrecovery.core.deliver;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.text.Shown;

/**
 * A host that {@code ssh} reaches: {@code ssh://[USER@]HOST[:PORT]}.
 *
 * @param user the user to log in as; empty for the one that the configuration of ssh names
 * @param host a host name, an address without brackets, or a name of the configuration of ssh
 * @param port the port; empty for the one that the configuration of ssh names
 */
public record SshAddress(Optional<String> user, String host, OptionalInt port) {
    private static final String SCHEME = "ssh://";
    private static final Pattern ADDRESS = Pattern.compile("(?:([^/]*)@)?(\\[[^/\\]]*]|[^/:@]*)(?::(\\d{1,5}))?",
            Pattern.DOTALL);
    /** What neither ssh nor a shell could take for anything but a name; as OpenSSH 9.6 requires. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,254}");
    private static final Pattern NUMBERS = Pattern.compile("[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?");
    private static final int HIGHEST_PORT = 65_535;

    /** A colon after a user, and not before a port or the slashes of a scheme. */
    private static final Pattern PASSWORD = Pattern
            .compile("((?:^|[\\s,=]|ssh://)[^:@/\\s,=]*):(?!//|\\d{1,5}(?:[/\\s,]|$))[^@\\s,]*@");

    /**
     * What was typed where one or more addresses belong, without the passwords that do not belong there, for places that
     * are kept.
     */
    public static String withoutPasswords(String typed) {
        return PASSWORD.matcher(typed).replaceAll("$1@");
    }

    /**
     * Parses {@code ssh://[USER@]HOST[:PORT]}. What follows a slash behind it is left out, so that the address of a data
     * directory names its host.
     *
     * @throws IllegalArgumentException if it is not one; the message says what is wrong with it
     */
    public static SshAddress parse(String text) {
        String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : "";
        Matcher matcher = ADDRESS.matcher(rest.replaceFirst("(?s)/.*", ""));
        if (!text.startsWith(SCHEME) || !matcher.matches()) {
            throw new IllegalArgumentException("expected ssh://HOST[:PORT], with USER@HOST for another user");
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
        if (!(bracketed ? NUMBERS : NAME).matcher(name).matches()) {
            throw new IllegalArgumentException("not a host: " + (host.isEmpty() ? "it is empty" : Shown.name(host)));
        }
        return new SshAddress(user, name, port(matcher));
    }

    /** Whether ssh takes this for the name or the address of a host, and for nothing else. */
    static boolean isHost(String text) {
        return NAME.matcher(text).matches() || NUMBERS.matcher(text).matches();
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

    /** As the operator wrote it, without the scheme. */
    public String shown() {
        return user.map(name -> name + "@").orElse("") + (host.contains(":") ? "[" + host + "]" : host)
                + (port.isPresent() ? ":" + port.getAsInt() : "");
    }

    /** In the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return SCHEME + shown();
    }
}
