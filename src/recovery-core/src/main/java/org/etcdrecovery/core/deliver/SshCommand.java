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

    private final SshAddress host;
    private final SshSettings settings;
    private final Path socket;
    private final Path log;

    /**
     * @param socket where the shared connection listens
     * @param log    where ssh writes its messages
     */
    SshCommand(SshAddress host, SshSettings settings, Path socket, Path log) {
        this.host = host;
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
    List<String> connectTo(String address, int port) {
        List<String> line = line(List.of("ClearAllForwardings=no"));
        line.addAll(line.size() - 2, List.of("-W", inBrackets(address) + ":" + port));
        return line;
    }

    /**
     * As {@link #connectTo}, through the shared connection only.
     *
     * @param messages where this ssh writes its own messages
     */
    List<String> tryTo(String address, int port, Path messages) {
        List<String> line = line(List.of("ClearAllForwardings=no", "ControlMaster=no"));
        line.set(line.indexOf("-E") + 1, messages.toString());
        line.addAll(line.size() - 2, List.of("-W", inBrackets(address) + ":" + port));
        return line;
    }

    /** An address as a forwarding names it. */
    static String inBrackets(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    /**
     * Holds the shared connection and runs nothing, for a host that may give no shell. The connection ends with this
     * command.
     *
     * @param asks whether an unknown host key is asked for
     */
    List<String> hold(boolean asks) {
        List<String> before = new ArrayList<>(List.of("ControlMaster=yes", "ControlPersist=no"));
        if (asks) {
            before.addAll(List.of("StrictHostKeyChecking=ask", "BatchMode=no"));
        }
        List<String> line = line(before);
        line.add(line.size() - 2, "-N");
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
        host.user().ifPresent(user -> line.addAll(List.of("-l", user)));
        host.port().ifPresent(port -> line.addAll(List.of("-p", Integer.toString(port))));
        line.addAll(List.of("--", host.host()));
        return line;
    }
}
