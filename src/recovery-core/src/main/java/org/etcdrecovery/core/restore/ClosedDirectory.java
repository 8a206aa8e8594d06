package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellText;

/**
 * A directory that not every user may pass through.
 *
 * @param path        the directory
 * @param users       its owner, by name and by number
 * @param groups      its group, likewise
 * @param permissions what they and others may do
 */
public record ClosedDirectory(Path path, Set<String> users, Set<String> groups,
        Set<PosixFilePermission> permissions) {
    private static final Set<String> ROOT = Set.of("root", "0");

    /** Copies the sets. */
    public ClosedDirectory {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
        permissions = Set.copyOf(permissions);
    }

    /** The closed directories that a directory is in, the outermost first; as far as the system tells. */
    public static List<ClosedDirectory> above(Path directory) {
        List<ClosedDirectory> closed = new ArrayList<>();
        for (Path above = directory.toAbsolutePath().normalize().getParent(); above != null; above = above
                .getParent()) {
            of(above, closed);
        }
        return closed.reversed();
    }

    private static void of(Path directory, List<ClosedDirectory> closed) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
            if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
                Map<String, Object> known = Files.readAttributes(directory, "unix:owner,uid,group,gid");
                closed.add(new ClosedDirectory(directory,
                        Set.of(String.valueOf(known.get("owner")), String.valueOf(known.get("uid"))),
                        Set.of(String.valueOf(known.get("group")), String.valueOf(known.get("gid"))), permissions));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // It may not exist yet, or its file system has no owners: then nothing is known to be closed.
            return;
        }
    }

    /** Lets every user pass through it. */
    public Command open() {
        return new Command("chmod o+x " + ShellText.quoteFile(path.toString()), List.of());
    }

    /** The name of its owner, or the number of one without a name. */
    public String owner() {
        return users.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Whether it keeps this user from what is below it. */
    public boolean keepsOut(Owner owner) {
        if (ROOT.contains(owner.user())) {
            return false;
        }
        if (users.contains(owner.user())) {
            return !permissions.contains(PosixFilePermission.OWNER_EXECUTE);
        }
        return owner.group().filter(groups::contains).isEmpty()
                || !permissions.contains(PosixFilePermission.GROUP_EXECUTE);
    }
}
