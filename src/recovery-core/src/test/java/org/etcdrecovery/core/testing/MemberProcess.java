package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * The server of one member. It can be stopped, killed, frozen and started again on the same data directory. Whatever the
 * test does, {@link #close} and the end of the JVM stop it.
 */
public final class MemberProcess implements AutoCloseable {
    private static final long EXIT_SECONDS = 60;
    private static final long START_SECONDS = 60;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Member member;
    private final List<String> command;
    private final Path log;
    private final Gateway gateway;
    private final Thread atExit = new Thread(() -> this.process.destroyForcibly());
    private Process process;

    private MemberProcess(Member member, List<String> command) {
        this.member = member;
        this.command = command;
        this.gateway = new Gateway(member.clientUrl());
        this.log = member.dataDir().resolveSibling(member.dataDir().getFileName() + ".log");
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a server and returns at once, without waiting for an answer.
     *
     * @param all   all members of the cluster, for a data directory that is new
     * @param flags flags of the server, in addition to the member's own
     */
    public static MemberProcess start(EtcdVersion version, Member member, List<Member> all, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Judges.etcd(version).toString());
        command.addAll(List.of("--name=" + member.name(), "--data-dir=" + member.dataDir(),
                "--listen-peer-urls=" + member.peerUrl(), "--initial-advertise-peer-urls=" + member.peerUrl(),
                "--listen-client-urls=" + member.clientUrl(), "--advertise-client-urls=" + member.clientUrl(),
                "--initial-cluster=" + Member.initialCluster(all), "--initial-cluster-state=new"));
        command.addAll(version.serverFlags());
        command.addAll(flags);
        command.addAll(member.flags());
        return new MemberProcess(member, List.copyOf(command));
    }

    public Member member() {
        return member;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** The client of its JSON API. */
    public Gateway gateway() {
        return gateway;
    }

    /** Whether it is the leader. It must be running. */
    public boolean isLeader() {
        JsonNode status = gateway.status();
        return status.path("leader").asString().equals(status.get("header").get("member_id").asString());
    }

    /** What it has logged in all its runs. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Terminates it (SIGTERM) and waits until it has ended. */
    public void stop() {
        resume();
        process.destroy();
        awaitExit();
    }

    /** Kills it (SIGKILL): nothing is flushed or closed. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Freezes it (SIGSTOP): its connections stay open but it does not answer. */
    public void pause() {
        signal("STOP");
    }

    /** Resumes it after {@link #pause}. */
    public void resume() {
        signal("CONT");
    }

    /** Starts it again, with the same flags on the same data directory, and returns at once. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException(member.name() + " is still running");
        }
        gateway.forget();
        process = launch();
    }

    /**
     * Starts it again while no other member runs, and waits until it campaigns. By then it has applied its log; before
     * that, etcd 3.5 panics if it is asked whether it is a learner (membership/cluster.go).
     *
     * @throws AssertionError if it ends instead, or does not campaign within a minute; with the log
     */
    public void restartAlone() {
        int before = log().length();
        restart();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!log().substring(before).contains("candidate at term")) {
            if (!isRunning() || System.nanoTime() > deadline) {
                throw new AssertionError(member.name() + " does not stand for election\n" + log());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Waits until it has ended for any reason, and returns its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(member.name() + " did not end within " + EXIT_SECONDS + " seconds\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + member.name(), e);
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private Process launch() {
        try {
            return Tool.clean(new ProcessBuilder(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private void signal(String name) {
        if (process.isAlive()) {
            new Tool(Path.of("/bin/sh"), List.of("-c")).run("kill -" + name + " " + process.pid()).ok();
        }
    }
}
