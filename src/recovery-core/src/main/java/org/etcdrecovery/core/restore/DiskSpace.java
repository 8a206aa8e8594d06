package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.etcdrecovery.core.files.Disk;
import org.jspecify.annotations.Nullable;

/**
 * The space that a restore needs on one file system.
 *
 * @param store   the operating system's name for it
 * @param where   the existing directories on it that members are written to
 * @param members the names of the members that have files there
 * @param needed  the space that these files need together, in bytes
 * @param free    the space now available to this user, in bytes
 */
public record DiskSpace(String store, List<Path> where, List<String> members, long needed, long free) {
    /** Copies the lists. */
    public DiskSpace {
        where = List.copyOf(where);
        members = List.copyOf(members);
    }

    /** Whether the free space is enough. */
    public boolean suffices() {
        return needed <= free;
    }

    /** The file systems in the order of the members; one that cannot be examined is left out. */
    static List<DiskSpace> of(List<MemberPreview> members) {
        Map<Disk, Usage> usages = new LinkedHashMap<>();
        for (MemberPreview member : members) {
            for (PlannedFile file : member.files()) {
                Path place = existing(file.path());
                Disk disk = place == null ? null : disk(place);
                if (place != null && disk != null) {
                    usages.computeIfAbsent(disk, _ -> new Usage()).add(member.name(), place, file.needed());
                }
            }
        }
        List<DiskSpace> spaces = new ArrayList<>();
        usages.forEach((disk, usage) -> free(disk).ifPresent(free -> spaces
                .add(new DiskSpace(disk.name(), usage.where, usage.members, usage.needed, free))));
        return spaces;
    }

    private static @Nullable Path existing(Path path) {
        Path place = path.toAbsolutePath().getParent();
        while (place != null && !Files.isDirectory(place)) {
            place = place.getParent();
        }
        return place;
    }

    private static @Nullable Disk disk(Path place) {
        try {
            return Disk.of(place);
        } catch (IOException e) {
            return null;
        }
    }

    private static OptionalLong free(Disk disk) {
        try {
            return OptionalLong.of(disk.free());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static final class Usage {
        private final List<Path> where = new ArrayList<>();
        private final List<String> members = new ArrayList<>();
        private long needed;

        void add(String member, Path place, long bytes) {
            if (!where.contains(place)) {
                where.add(place);
            }
            if (!members.contains(member)) {
                members.add(member);
            }
            needed += bytes;
        }
    }
}
