package org.etcdrecovery.core.deliver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command lines of {@code ssh} for one host. The operator's configuration counts, except where it would change what
 * this program relies on. All commands share one connection, which ends by itself a minute after the last of them.
 */
final class SshCommand {
    private static final List<String> OPTIONS = List.of("StrictHostKeyChecking=yes", "ForwardAgent=no", "ForwardX11=no",
            "ClearAllForwardings=yes", "PermitLocalCommand=no", "RemoteCommand=none", "RequestTTY=no",
            "UpdateHostKeys=no", "ConnectTimeout=15", "ServerAliveInterval=10", "ServerAliveCountMax=3");

    private final Destination destination;
    private final SshSettings settings;
    private final Path socket;
    private final Path log;

    /**
     * @param socket where the shared connection listens
     * @param log    where ssh writes its messages
     */
    SshCommand(Destination destination, SshSettings settings, Path socket, Path log) {
        this.destination = destination;
        this.settings = settings;
        this.socket = socket;
        this.log = log;
    }

    /** Runs a command on the host. */
    List<String> run(String remote) {
        List<String> line = line(List.of());
        line.add(remote);
        return line;
    }

    /** As {@link #run}, but an unknown host key is asked for. */
    List<String> asking(String remote) {
        List<String> line = line(List.of("StrictHostKeyChecking=ask", "BatchMode=no"));
        line.add(remote);
        return line;
    }

    /** Connects standard input and output to an address that the host reaches. */
    List<String> connectTo(String host, int port) {
        List<String> line = line(List.of("ClearAllForwardings=no"));
        line.addAll(line.size() - 2, List.of("-W", (host.contains(":") ? "[" + host + "]" : host) + ":" + port));
        return line;
    }

    /**
     * Tells the shared connection something.
     *
     * @param request {@code forward}, {@code cancel} or {@code exit}
     * @param forward what to forward, as the value of {@code -L}; empty for the others
     */
    List<String> control(String request, Optional<String> forward) {
        List<String> line = line(List.of("ClearAllForwardings=no"));
        List<String> added = new ArrayList<>(List.of("-O", request));
        forward.ifPresent(value -> added.addAll(List.of("-L", value)));
        line.addAll(line.size() - 2, added);
        return line;
    }

    /** Up to the host; what comes first counts. */
    private List<String> line(List<String> before) {
        List<String> line = new ArrayList<>(List.of("ssh"));
        settings.config().ifPresent(file -> line.addAll(List.of("-F", file.toString())));
        line.addAll(List.of("-v", "-E", log.toString(), "-T"));
        List<String> options = new ArrayList<>(before);
        options.addAll(OPTIONS);
        options.add("BatchMode=" + (settings.askpass().isPresent() ? "no" : "yes"));
        options.addAll(List.of("ControlMaster=auto", "ControlPersist=60",
                "ControlPath=\"" + socket.toString().replace("%", "%%") + '"'));
        options.forEach(option -> line.addAll(List.of("-o", option)));
        destination.user().ifPresent(user -> line.addAll(List.of("-l", user)));
        destination.port().ifPresent(port -> line.addAll(List.of("-p", Integer.toString(port))));
        line.addAll(List.of("--", destination.host()));
        return line;
    }
}
