package org.etcdrecovery.core.rehearse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.rehearse.RehearsalException.Reason;
import org.etcdrecovery.core.shell.Flag;
import org.etcdrecovery.core.text.ErrorMessages;

/**
 * One etcd, below a shell that kills it once the pipe to this process is closed: by {@link #close}, or by the end of this
 * process, whatever ends it. It is killed and not asked to stop: nothing of it is kept that a sudden end could harm, and a
 * server that hangs must go, too.
 */
final class EtcdProcess implements AutoCloseable {
    private static final String SHELL = "/bin/sh";
    /**
     * Descriptor 3 is the pipe. The shell reads it in the background, because it has to wait for etcd as well. It ignores
     * signals, so that it lives as long as etcd and the process ID that it kills is never another program's. etcd runs at
     * low priority where the system has the programs for that, so that production on the same host does not wait for it. It
     * leads a group of its own, which is killed as a whole: a script that runs etcd would otherwise leave it behind.
     */
    private static final String GUARD = """
            trap '' INT HUP TERM
            exec 3<&0 </dev/null
            ionice -c 3 true 2>/dev/null && set -- ionice -c 3 "$@"
            nice -n 19 true 2>/dev/null && set -- nice -n 19 "$@"
            setsid true 2>/dev/null && set -- setsid "$@"
            "$@" 3<&- &
            etcd=$!
            { read -r _ <&3; kill -9 -$etcd || kill -9 $etcd; } 2>/dev/null &
            guard=$!
            wait $etcd
            status=$?
            kill -9 $guard 2>/dev/null
            exit $status
            """;
    private static final long END_SECONDS = 10;
    private static final int TAIL_BYTES = 16 << 10;
    private static final int TAIL_LINES = 8;
    private static final Pattern REASON = Pattern.compile("^panic: |^fatal error: |\"level\":\"(fatal|panic)\"");

    private final PlannedMember member;
    private final Path log;
    private final Path socket;
    private final Process shell;

    private EtcdProcess(PlannedMember member, Path log, Path socket, Process shell) {
        this.member = member;
        this.log = log;
        this.socket = socket;
        this.shell = shell;
    }

    /**
     * Starts a member.
     *
     * @param directory its working directory, in which its sockets and its log appear
     * @param number    its number among the rehearsed members
     */
    static EtcdProcess start(EtcdProgram etcd, PlannedMember member, List<Flag> flags, Path directory, int number)
            throws RehearsalException {
        if (!Files.isExecutable(Path.of(SHELL))) {
            throw new RehearsalException(Reason.UNSUPPORTED,
                    "there is no " + SHELL + ", which ends etcd if this program"
                            + " is killed. Rehearse on Linux or macOS.");
        }
        List<String> command = new ArrayList<>(List.of(SHELL, "-c", GUARD, "rehearsal", etcd.path().toString()));
        flags.forEach(flag -> command.add("--" + flag.name() + "=" + flag.value()));
        Path log = directory.resolve("member" + number + ".log");
        try {
            // The system would let everyone read it.
            Directories.createFile(log);
            Process shell = EtcdEnvironment.clean(new ProcessBuilder(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new EtcdProcess(member, log, RehearsalPlan.socket(directory, number), shell);
        } catch (IOException e) {
            throw new RehearsalException(Reason.UNSUPPORTED, "no etcd can be started: " + ErrorMessages.of(e), e);
        }
    }

    PlannedMember member() {
        return member;
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Whether it listens for clients. It may not serve them yet. */
    boolean listens() {
        return Files.exists(socket);
    }

    /** Whether it runs or how it ended, with its last lines. */
    List<String> lastWords() {
        List<String> words = new ArrayList<>();
        words.add(member.name() + (isAlive() ? " still runs" : " ended with exit code " + shell.exitValue())
                + ". Its last lines:");
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES);
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                // Reads on.
            }
            List<String> lines = StandardCharsets.UTF_8.decode(tail.flip())
                    .toString()
                    .lines()
                    .map(line -> line.replace('\t', ' ').stripTrailing())
                    .filter(line -> !line.isBlank())
                    .toList();
            words.addAll(lines.isEmpty() ? List.of("(it has printed nothing)") : telling(lines));
        } catch (IOException e) {
            words.add("(they cannot be read: " + ErrorMessages.of(e) + ")");
        }
        return words;
    }

    /** The last lines, or where Go prints a long stack behind its reason, that reason and what follows. */
    private static List<String> telling(List<String> lines) {
        int from = Math.max(0, lines.size() - TAIL_LINES);
        for (int i = 0; i < from; i++) {
            if (REASON.matcher(lines.get(i)).find()) {
                return lines.subList(i, i + TAIL_LINES);
            }
        }
        return lines.subList(from, lines.size());
    }

    /** Kills it and waits until it has ended. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The other end is gone, so nothing has to be told.
        }
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        boolean killed = false;
        while (shell.isAlive()) {
            try {
                if (killed) {
                    shell.waitFor();
                } else if (!shell.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    shell.descendants().forEach(ProcessHandle::destroyForcibly);
                    shell.destroyForcibly();
                    killed = true;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
