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
 * The machine that produced the figures.
 *
 * @param processor  the name of the processor as the system reports it
 * @param processors the number of processors
 * @param load       the load average of the minute before the first run; negative if the system does not report it
 * @param fileSystem the type of the file system that the runs read and write
 */
public record Machine(String processor, int processors, double load, String fileSystem) {
    /** The load per processor above which timings are unreliable. */
    private static final double BUSY = 0.5;
    private static final Pattern MODEL = Pattern.compile("^model name\\s*:\\s*(.*)$", Pattern.MULTILINE);

    /** Describes this machine and the file system of a directory. */
    public static Machine here(Path directory) throws IOException {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Files.getFileStore(directory).type());
    }

    /** Whether other work was running. */
    public boolean isBusy() {
        return load > processors * BUSY;
    }

    /** Whether the files are in memory, so that no disk takes part. */
    public boolean writesToMemory() {
        return fileSystem.equals("tmpfs") || fileSystem.equals("ramfs");
    }

    /** Describes the machine in a few sentences. */
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
