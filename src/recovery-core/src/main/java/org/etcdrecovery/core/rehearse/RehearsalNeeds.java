package org.etcdrecovery.core.rehearse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.files.Disk;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.rehearse.RehearsalException.Reason;
import org.etcdrecovery.core.text.HumanSize;

/**
 * What a rehearsal takes while it runs, and what there is; all in bytes.
 *
 * @param directory  the directory that is written below
 * @param disk       an upper bound of what is written
 * @param members    how many members are rehearsed
 * @param freeDisk   what this user can still write there
 * @param memory     an estimate of the memory of its etcd processes
 * @param freeMemory the memory that the kernel can give without swapping; empty if the system does not tell
 */
public record RehearsalNeeds(Path directory, int members, long disk, long freeDisk, long memory,
        OptionalLong freeMemory) {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: +(\\d+) kB$");
    private static final int MEMINFO_LIMIT = 64 << 10;
    /** Two segments of the log, which a server preallocates, and the rest of its directory. */
    private static final long LOG = 160L << 20;
    /** What must stay free for everything else on the file system. */
    private static final long RESERVE = 128L << 20;
    /** A server without keys. */
    private static final long SERVER = 96L << 20;
    /** A key in a server's index, with its name; seen on 3.4 to 3.7 with names of 60 bytes. */
    private static final long KEY = 512;

    /**
     * Measures.
     *
     * @param members how many members are rehearsed
     * @throws IOException if the directory cannot be examined
     */
    public static RehearsalNeeds of(RestorePlan plan, int members, Scratch scratch) throws IOException {
        long database = plan.snapshot().imageSize();
        // A server adds free pages while it runs.
        long grown = database + database / 10;
        return new RehearsalNeeds(scratch.base(), members, members * (grown + LOG) + grown,
                Disk.of(scratch.base()).free(), members * (SERVER + KEY * plan.livingKeys()),
                availableMemory());
    }

    private static OptionalLong availableMemory() {
        try {
            Matcher matcher = AVAILABLE.matcher(SmallFile.text(MEMINFO, MEMINFO_LIMIT, "the kernel's figures"));
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1)) << 10) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Refuses a rehearsal for which there is no room.
     *
     * @throws RehearsalException if disk or memory do not suffice
     */
    void require() throws RehearsalException {
        if (freeDisk - RESERVE < disk) {
            throw new RehearsalException(Reason.NO_SPACE, "the file system of " + directory + " has "
                    + HumanSize.of(freeDisk) + " free, which is not enough for a rehearsal: it takes up to "
                    + HumanSize.of(disk) + ", and " + HumanSize.of(RESERVE) + " must stay free. Name a directory with"
                    + " more space with --scratch DIR or " + Scratch.VARIABLE
                    + (members > 1 ? ", or rehearse one member." : "."));
        }
        if (freeMemory.isPresent() && freeMemory.getAsLong() < memory) {
            throw new RehearsalException(Reason.NO_MEMORY, "this host has " + HumanSize.of(freeMemory.getAsLong())
                    + " of memory available, which is not enough for a rehearsal: it takes about "
                    + HumanSize.of(memory) + (members > 1 ? ". Rehearse one member, or do it" : ". Do it")
                    + " on a host with more memory.");
        }
    }
}
