package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the databases of several members say of each other: the keyspaces up to a revision that all of them have, after
 * the compactions of all of them.
 *
 * @param revision  the revision at which they were compared; 0 if they could not be
 * @param groups    the directories with the same keyspace, the largest group first; a single one if all agree
 * @param voters    the number of voting members of the cluster, of whom some may not be at hand
 * @param ignored   the databases that do not count towards a majority
 * @param differing what differs between the first two groups, in words; empty if they agree or it is not known. If the
 *                  keyspaces of all agree, what else differs though they end at the same entry
 * @param problem   why they could not be compared, as a sentence; empty if they could
 */
public record Agreement(long revision, List<Group> groups, int voters, List<NotCounted> ignored,
        List<String> differing, String problem) {
    /** Copies the lists. */
    public Agreement {
        groups = List.copyOf(groups);
        ignored = List.copyOf(ignored);
        differing = List.copyOf(differing);
    }

    /**
     * Directories whose keyspaces are the same.
     *
     * @param hash      their HashKV
     * @param databases the databases
     * @param voters    the number of different voting members that are known to be among them
     */
    public record Group(int hash, List<Path> databases, int voters) {
        /** Copies the list. */
        public Group {
            databases = List.copyOf(databases);
        }
    }

    /**
     * A database that does not count towards a majority.
     *
     * @param database its path
     * @param reason   why, as the end of a sentence
     */
    public record NotCounted(Path database, String reason) {}

    /** Whether no two of them differ. */
    public boolean isUnanimous() {
        return groups.size() <= 1;
    }

    /** The group that more than half of the cluster's voters belong to, counting those that are not at hand. */
    public Optional<Group> majority() {
        return groups.stream().filter(group -> group.voters() > voters / 2).findFirst();
    }

    /** Whether a database is known to differ from those of the majority. */
    boolean isOverruled(Path database) {
        return !isUnanimous() && majority().filter(group -> !group.databases().contains(database)).isPresent()
                && groups.stream().anyMatch(group -> group.databases().contains(database));
    }
}
