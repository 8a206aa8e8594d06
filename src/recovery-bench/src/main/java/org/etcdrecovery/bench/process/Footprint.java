package org.etcdrecovery.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The peak memory and the total CPU time of processes, sampled from {@code /proc/PID/status} on Linux. Each process is
 * sampled repeatedly while it runs, so its last milliseconds are missed.
 */
public final class Footprint implements ChildProcess.Observer {
    private static final long LOOK_EVERY_MILLIS = 2;
    private static final Pattern ANONYMOUS = Pattern.compile("^RssAnon:\\s+(\\d+) kB$", Pattern.MULTILINE);
    private static final Pattern LARGEST = Pattern.compile("^VmHWM:\\s+(\\d+) kB$", Pattern.MULTILINE);

    private long anonymous;
    private long resident;
    private Duration cpu = Duration.ZERO;

    /** The CPU time of all threads of all processes. Other work on the machine hardly affects it. */
    public Duration cpu() {
        return cpu;
    }

    /** The peak of anonymous memory in bytes; empty if the system does not report it. */
    public OptionalLong anonymous() {
        return known(anonymous);
    }

    /** The peak of resident memory in bytes, mapped files included; empty if the system does not report it. */
    public OptionalLong resident() {
        return known(resident);
    }

    private static OptionalLong known(long bytes) {
        return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    @Override
    public void observe(Process process) throws InterruptedException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        Duration used = Duration.ZERO;
        do {
            note(textOf(status));
            used = process.info().totalCpuDuration().orElse(used);
        } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        cpu = cpu.plus(used);
    }

    private static String textOf(Path status) {
        try {
            return Files.readString(status);
        } catch (IOException e) {
            // The process ended between two samples, or this is not Linux: there is nothing to record.
            return "";
        }
    }

    /** Records one sample of {@code /proc/PID/status}. */
    public void note(String status) {
        anonymous = Math.max(anonymous, bytes(ANONYMOUS, status));
        resident = Math.max(resident, bytes(LARGEST, status));
    }

    private static long bytes(Pattern line, String status) {
        Matcher matcher = line.matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
    }
}
