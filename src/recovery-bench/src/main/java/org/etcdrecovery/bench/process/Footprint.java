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
 * How much memory processes take at most, as Linux tells it in {@code /proc/PID/status}, and how much time of the
 * processors they take together. Both are looked up again and again while they run, so the last milliseconds of each
 * are missed.
 */
public final class Footprint implements ChildProcess.Observer {
    private static final long LOOK_EVERY_MILLIS = 2;
    private static final Pattern ANONYMOUS = Pattern.compile("^RssAnon:\\s+(\\d+) kB$", Pattern.MULTILINE);
    private static final Pattern LARGEST = Pattern.compile("^VmHWM:\\s+(\\d+) kB$", Pattern.MULTILINE);

    private long anonymous;
    private long resident;
    private Duration cpu = Duration.ZERO;

    /** The time that all threads of all processes were running: what other work on the machine changes little. */
    public Duration cpu() {
        return cpu;
    }

    /** The most memory in bytes that no file stands behind; empty where the system does not tell. */
    public OptionalLong anonymous() {
        return known(anonymous);
    }

    /** The most memory in bytes, mapped files included; empty where the system does not tell. */
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
            // The process ended between two looks, or this is not Linux: there is nothing to note.
            return "";
        }
    }

    /** Takes over what one look at {@code /proc/PID/status} told. */
    public void note(String status) {
        anonymous = Math.max(anonymous, bytes(ANONYMOUS, status));
        resident = Math.max(resident, bytes(LARGEST, status));
    }

    private static long bytes(Pattern line, String status) {
        Matcher matcher = line.matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
    }
}
