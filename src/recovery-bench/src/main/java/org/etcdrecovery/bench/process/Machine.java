package org.etcdrecovery.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the figures were measured on.
 *
 * @param processor  its name as the system knows it
 * @param processors how many there are
 * @param load       the load average of the last minute before the first run; negative where the system does not tell
 * @param fileSystem the type of the one that is read from and written to
 */
public record Machine(String processor, int processors, double load, String fileSystem) {
    /** A load that spoils times: less than half of the processors are free. */
    private static final double BUSY = 0.5;
    private static final Pattern MODEL = Pattern.compile("^model name\\s*:\\s*(.*)$", Pattern.MULTILINE);

    /** The machine that this runs on, and the file system of a directory. */
    public static Machine here(Path directory) throws IOException {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Files.getFileStore(directory).type());
    }

    /** Whether something else was running. */
    public boolean isBusy() {
        return load > processors * BUSY;
    }

    /** Whether the file system is one in memory, so that no disk takes part. */
    public boolean writesToMemory() {
        return fileSystem.equals("tmpfs") || fileSystem.equals("ramfs");
    }

    /** The machine in a few sentences. */
    public String describe() {
        String busy = isBusy()
                ? String.format(Locale.ROOT, " The machine was busy with other work (load %.1f).", load)
                : "";
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + processors + " × " + processor + ", "
                + System.getProperty("os.name") + ", " + fileSystem + ", JDK " + Runtime.version().feature() + "."
                + busy;
    }

    private static String processorName() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.exists(file)) {
            Matcher matcher = MODEL.matcher(Files.readString(file));
            if (matcher.find()) {
                return matcher.group(1).strip();
            }
        }
        return System.getProperty("os.arch");
    }
}
