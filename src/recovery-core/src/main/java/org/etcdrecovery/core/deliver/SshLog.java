package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.files.SmallFile;

/** The messages of {@code ssh} about one host, and what they mean. */
final class SshLog {
    private static final int LIMIT = 4 << 20;
    private static final Pattern HOST_KEY = Pattern
            .compile("(?m)^debug1: Server host key: ([a-z0-9@.-]+) (SHA256:[A-Za-z0-9+/=]+)\\s*$");

    private final String text;
    private final List<String> messages;

    private SshLog(String text, List<String> messages) {
        this.text = text;
        this.messages = messages;
    }

    /**
     * Reads what ssh has written so far.
     *
     * @param errors what it printed to standard error, such as the messages of a jump host
     */
    static SshLog read(Path file, String errors) {
        String text;
        try {
            text = SmallFile.text(file, LIMIT, "a log of ssh");
        } catch (IOException e) {
            text = "";
        }
        List<String> messages = (errors + "\n" + text).lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("debug") && !line.startsWith("@@@")
                        && !line.startsWith("OpenSSH") && !line.startsWith("Authenticated to")
                        && !line.startsWith("Transferred") && !line.startsWith("Bytes per second"))
                .toList();
        return new SshLog(text, messages);
    }

    /**
     * The kind and the fingerprint of the key that the host showed, such as {@code SHA256:…}. It is the first that is
     * logged: a host that has shown its key may print what it likes, also a line like that one.
     */
    Optional<HostKey> hostKey() {
        Matcher matcher = HOST_KEY.matcher(text);
        return matcher.find() ? Optional.of(new HostKey(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /**
     * A host's key.
     *
     * @param type        such as {@code ssh-ed25519}
     * @param fingerprint such as {@code SHA256:…}
     */
    record HostKey(String type, String fingerprint) {}

    /** Whether the connection failed only because the host key is not known yet. */
    boolean isUnknownHostKey() {
        return says("host key is known for") && !says("IDENTIFICATION HAS CHANGED");
    }

    /**
     * Why the last attempt to connect to an address through the host failed, in ssh's words such as
     * {@code connect failed: Connection refused}; empty if it did not.
     */
    Optional<String> refusal(String address, int port) {
        Pattern attempt = Pattern.compile("channel_connect_stdio_fwd: " + Pattern.quote(address + ":" + port)
                + "\\R.*?channel (\\d+): new", Pattern.DOTALL);
        Matcher matcher = attempt.matcher(text);
        Optional<String> last = Optional.empty();
        while (matcher.find()) {
            Matcher failed = Pattern.compile("(?m)^channel " + matcher.group(1) + ": open failed: (.*)$")
                    .matcher(text.substring(matcher.end()));
            last = failed.find() ? Optional.of(failed.group(1).strip()) : Optional.empty();
        }
        return last;
    }

    /** Whether a connection through the shared one has come about. */
    boolean isForwarded() {
        return text.contains("mux_client_request_stdio_fwd: master session id");
    }

    /**
     * What went wrong.
     *
     * @param who how the host is called
     */
    DeliveryException failure(String who) {
        String host = who + ": ";
        String last = messages.isEmpty() ? "it gives no reason" : messages.getLast();
        if (says("IDENTIFICATION HAS CHANGED")) {
            return new DeliveryException("ssh.host-key-changed", host + "the host key is not the one that ssh knows"
                    + hostKey().map(key -> ", but " + key.fingerprint()).orElse("")
                    + ". Another host may answer in its place. If the host was set up again, remove the old key with"
                    + " ssh-keygen -R");
        }
        if (says("Permission denied") || says("Too many authentication failures")) {
            return new DeliveryException("ssh.denied", host + "the login is refused: " + last.replaceAll("\\.+$", "")
                    + ". Make the same login work with ssh first; a passphrase is asked for only with --askpass");
        }
        if (says("Could not resolve hostname")) {
            return new DeliveryException("ssh.no-host", host + "there is no host of this name: " + last);
        }
        if (says(RunningSsh.TIMED_OUT) && text.contains("Authenticated to ")) {
            return new DeliveryException("ssh.silent", host + "the login works, but no shell answers: " + last
                    + ". Log in by hand and look what hangs, such as a command in .bashrc or a file system");
        }
        if (says("Connection refused") || says("timed out") || says("No route to host") || says("unreachable")) {
            return new DeliveryException("ssh.unreachable", host + "the host cannot be reached: " + last);
        }
        return new DeliveryException("ssh.failed", host + "ssh failed: " + last);
    }

    private boolean says(String words) {
        return messages.stream().anyMatch(line -> line.contains(words));
    }
}
