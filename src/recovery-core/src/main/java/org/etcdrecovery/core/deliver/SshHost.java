package org.etcdrecovery.core.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.etcdrecovery.core.deliver.SshLog.HostKey;
import org.etcdrecovery.core.text.Shown;

/** One host, reached by {@code ssh}. It runs one command at a time. */
final class SshHost implements Closeable {
    /** For a script that reads nothing. */
    static final Input NO_INPUT = _ -> {};

    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration PULSE = Duration.ofMillis(25);
    private final String who;
    private final SshQuestions questions;
    private final SshCommand command;
    private final Path socket;
    private final Path log;
    private final AtomicInteger attempts = new AtomicInteger();
    private boolean connected;
    private boolean root;
    private boolean sudo;
    private Optional<HostKey> key = Optional.empty();
    private Optional<Arrival> arrival = Optional.empty();

    /** The address and port of the host at which this connection arrived. */
    record Arrival(String address, int port) {}

    /**
     * The host of a member.
     *
     * @param directory a directory of this run that only its user can enter
     * @param number    sets this host apart from others in that directory
     */
    SshHost(String member, SshAddress address, SshSettings settings, Path directory, int number) {
        this(member, member + " (" + address.shown() + ")", address, settings, directory, number);
    }

    /** A host that is no member's. Its key is accepted by its own name. */
    SshHost(SshAddress address, SshSettings settings, Path directory, int number) {
        this(address.host(), address.shown(), address, settings, directory, number);
    }

    private SshHost(String member, String who, SshAddress address, SshSettings settings, Path directory, int number) {
        this.who = who;
        this.socket = directory.resolve("s" + number);
        this.log = directory.resolve("ssh" + number + ".log");
        this.questions = new SshQuestions(member, who, settings, directory.resolve("askpass" + number));
        this.command = new SshCommand(address, settings, socket, log);
    }

    /** The key that the host showed. */
    Optional<HostKey> key() {
        return key;
    }

    /** Where this connection arrived; empty before it is made, and where the host does not tell. */
    Optional<Arrival> arrival() {
        return arrival;
    }

    /** Whether commands run as root. */
    boolean isRoot() {
        return root || sudo;
    }

    /**
     * Logs in, if that was not done yet.
     *
     * @throws DeliveryException if that fails, or the host key is unknown and was not accepted
     */
    void connect() throws IOException {
        if (connected) {
            return;
        }
        // sudo would not keep the variable.
        String look = "exec /bin/sh -c 'id -u; echo connection $SSH_CONNECTION; sudo -n true 2>/dev/null && echo sudo'";
        RunningSsh.Result result = RunningSsh.run(command.run(look), questions.environment(), SHORT);
        SshLog messages = SshLog.read(log, result.errors());
        key = messages.hostKey();
        if (result.code() == RunningSsh.SSH_FAILED && messages.isUnknownHostKey() && key.isPresent()) {
            questions.requireAccepted(key.get());
            result = RunningSsh.run(command.asking(look), questions.environment(), SHORT);
            messages = SshLog.read(log, result.errors());
        }
        if (result.code() == RunningSsh.SSH_FAILED) {
            throw messages.failure(who);
        }
        List<String> lines = result.output().lines().map(String::strip).toList();
        if (lines.stream().noneMatch(line -> line.matches("\\d+"))) {
            throw new DeliveryException("ssh.no-shell", who
                    + ": the login gives no shell that runs commands"
                    + result.errors().lines().findFirst().map(line -> ": " + line).orElse(""));
        }
        root = lines.contains("0");
        sudo = !root && lines.contains("sudo");
        arrival = lines.stream()
                .filter(line -> line.matches("connection \\S+ \\d+ \\S+ \\d{1,5}"))
                .map(line -> line.split(" ", -1))
                .map(words -> new Arrival(words[3], Integer.parseInt(words[4])))
                .findFirst();
        connected = true;
    }

    /**
     * Runs the script and reads its answer.
     *
     * @param input    what the script reads from standard input; {@link #NO_INPUT} makes it start sooner
     * @param listener receives each line as it comes, on another thread
     * @param running  asked now and then; may end the run by an exception
     * @throws DeliveryException if the script says that it failed, or did not reach its end
     */
    HostAnswer run(HostScript script, Input input, Consumer<HostAnswer.Line> listener, Runnable running)
            throws IOException {
        connect();
        byte[] text = script.toString().getBytes(StandardCharsets.UTF_8);
        String remote = input.equals(NO_INPUT) ? remote("cat") : remote("dd bs=1 count=" + text.length);
        try (RunningSsh ssh = RunningSsh.start(command.run(remote), questions.environment())) {
            ssh.send(out -> {
                out.write(text);
                out.flush();
                input.writeTo(out);
            });
            HostAnswer answer = HostAnswer.of(ssh.lines(listener, running));
            Optional<String> failed = answer.value("failed");
            if (failed.isPresent()) {
                int space = failed.get().indexOf(' ');
                EtcdLog log = new EtcdLog(answer.values("log"));
                throw DeliveryException.withLog(space > 0 ? failed.get().substring(0, space) : "host.failed",
                        who + ": " + failed.get().substring(space + 1).strip()
                                + log.reason().map(reason -> ". Its log says: " + reason).orElse(""),
                        log.tail());
            }
            int code = ssh.end();
            if (!answer.complete()) {
                throw brokenOff(code, ssh.errors());
            }
            ssh.requireSent();
            return answer;
        }
    }

    /** As the other, without input. */
    HostAnswer run(HostScript script, Runnable running) throws IOException {
        return run(script, NO_INPUT, _ -> {}, running);
    }

    /** Runs the script for content that is not lines; the caller reads it behind the first line of the script. */
    RunningSsh content(HostScript script) throws IOException {
        connect();
        byte[] text = script.toString().getBytes(StandardCharsets.UTF_8);
        RunningSsh ssh = RunningSsh.start(command.run(remote("cat")), questions.environment());
        ssh.send(out -> out.write(text));
        return ssh;
    }

    private DeliveryException brokenOff(int code, String errors) {
        if (code == RunningSsh.SSH_FAILED) {
            return new DeliveryException("ssh.broken", who
                    + ": the connection broke before the host was done. What it did is in its journal");
        }
        return new DeliveryException("host.failed", who + ": the script ended early: "
                + errors.lines().reduce((_, last) -> last).orElse("it gives no reason"));
    }

    /**
     * Reads the script from standard input.
     *
     * @param reader prints it: all that comes, or byte by byte, so that nothing of what follows is lost
     */
    private String remote(String reader) {
        return "exec " + (sudo ? "sudo -n " : "") + "/bin/sh -c 'eval \"$(" + reader + " 2>/dev/null)\"'";
    }

    /** Whether the host lets connections be forwarded, tried with a server that must be there: its own. */
    boolean forwards(String address, int port) throws IOException {
        try (RunningSsh ssh = RunningSsh.start(command.connectTo(address, port), questions.environment())) {
            InputStream in = ssh.output();
            return in.read() >= 0;
        }
    }

    /**
     * Why the host connects to no address, in the words of ssh such as {@code connect failed: Connection refused}; empty
     * if it does. To be called after {@link #stay}.
     */
    Optional<String> refusal(String address, int port, Duration patience) throws IOException {
        Path messages = log.resolveSibling(log.getFileName() + "-" + attempts.getAndIncrement());
        long end = System.nanoTime() + patience.toNanos();
        try (RunningSsh ssh = RunningSsh.start(command.tryTo(address, port, messages), questions.environment())) {
            while (ssh.isRunning()) {
                if (SshLog.read(messages, "").isForwarded()) {
                    return Optional.empty();
                }
                if (System.nanoTime() > end) {
                    return Optional.of("connect timed out");
                }
                pause();
            }
            // A server may end the connection at once.
            return SshLog.read(messages, "").isForwarded()
                    ? Optional.empty()
                    : SshLog.read(log, "").refusal(address, port);
        }
    }

    private static void pause() throws DeliveryException {
        LockSupport.parkNanos(PULSE.toNanos());
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("ssh.failed", "interrupted");
        }
    }

    /** Forwards a local port to an address that the host reaches, until this is closed. */
    void forward(int local, String address, int port) throws IOException {
        if (!SshAddress.isHost(address)) {
            throw new DeliveryException("ssh.no-forwarding",
                    who + ": no connection can be forwarded to " + Shown.name(address) + ", which is not a host");
        }
        connect();
        String forward = "127.0.0.1:" + local + ":" + SshCommand.inBrackets(address) + ":" + port;
        RunningSsh.Result result = RunningSsh.run(command.control("forward", Optional.of(forward)),
                questions.environment(),
                SHORT);
        if (result.code() != 0) {
            throw new DeliveryException("ssh.no-forwarding", who
                    + ": no connection can be forwarded: "
                    + SshLog.read(log, result.errors()).failure(who).getMessage());
        }
    }

    /**
     * Logs in where no command needs to run, and stays so until the result is closed or this process ends. The host
     * can then only forward connections.
     *
     * @throws DeliveryException if that fails, or the host key is unknown and was not accepted
     */
    RunningSsh stay() throws IOException {
        RunningSsh ssh = RunningSsh.start(EndsWithUs.wrap(command.hold(false)), questions.environment());
        if (!isConnected(ssh)) {
            SshLog messages = SshLog.read(log, "");
            key = messages.hostKey();
            if (!messages.isUnknownHostKey() || key.isEmpty()) {
                throw why(ssh);
            }
            ssh.close();
            questions.requireAccepted(key.get());
            ssh = RunningSsh.start(EndsWithUs.wrap(command.hold(true)), questions.environment());
            if (!isConnected(ssh)) {
                throw why(ssh);
            }
        }
        connected = true;
        return ssh;
    }

    /** Waits until ssh has logged in, when it listens for those that share the connection, or has failed. */
    private boolean isConnected(RunningSsh ssh) throws IOException {
        long end = System.nanoTime() + SHORT.toNanos();
        try {
            while (ssh.isRunning() && System.nanoTime() < end) {
                if (Files.exists(socket)) {
                    return true;
                }
                pause();
            }
            return Files.exists(socket);
        } catch (DeliveryException e) {
            ssh.close();
            throw e;
        }
    }

    private DeliveryException why(RunningSsh ssh) throws IOException {
        try (ssh) {
            String errors = ssh.isRunning() ? RunningSsh.TIMED_OUT + SHORT.toSeconds() + " seconds" : ssh.errors();
            return SshLog.read(log, errors).failure(who);
        }
    }

    /** Keeps the connection while nothing else runs; it ends with the result, or with this process. */
    RunningSsh hold() throws IOException {
        connect();
        return RunningSsh.start(command.run("exec cat"), questions.environment());
    }

    /** Ends the connection. */
    @Override
    public void close() throws IOException {
        if (connected) {
            RunningSsh.run(command.control("exit", Optional.empty()), questions.environment(), SHORT);
        }
    }

    /** What a script reads. */
    @FunctionalInterface
    interface Input {
        void writeTo(OutputStream out) throws IOException;
    }
}
