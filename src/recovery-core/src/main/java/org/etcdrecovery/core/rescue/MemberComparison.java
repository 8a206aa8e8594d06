package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.Agreement.Group;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.snapshot.HashKvReader;

/**
 * Compares the databases of a cluster's members, as etcd's own check for corruption does: HashKV at a revision that all
 * have, after the newest compaction of any.
 */
final class MemberComparison {
    private MemberComparison() {}

    /**
     * Compares all directories with a usable database.
     *
     * @return empty if there are fewer than two, or if they are of different clusters
     * @throws IOException                                if a database cannot be read from the disk
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    static Optional<Agreement> of(List<MemberDirectory> directories, Progress progress) throws IOException {
        List<MemberDirectory> compared = directories.stream().filter(MemberDirectory::canBeTaken).toList();
        long clusters = compared.stream()
                .flatMap(directory -> directory.log().stream())
                .filter(LogFacts::isNamed)
                .map(LogFacts::clusterId)
                .distinct()
                .count();
        if (compared.size() < 2 || clusters > 1) {
            return Optional.empty();
        }
        List<DatabaseFacts> facts = compared.stream().flatMap(directory -> directory.db().stream()).toList();
        long revision = facts.stream().mapToLong(DatabaseFacts::revision).min().orElse(0);
        long compacted = facts.stream().mapToLong(DatabaseFacts::compactRevision).max().orElse(-1);
        int voters = facts.stream().mapToInt(db -> Votes.voters(db).size()).max().orElse(0);
        if (revision < compacted) {
            return Optional.of(new Agreement(0, List.of(), voters, List.of(), List.of(),
                    "The databases could not be compared:"
                            + " one ends at revision " + revision + ", another one was compacted at revision "
                            + compacted
                            + "."));
        }
        Map<Integer, List<MemberDirectory>> byHash = new LinkedHashMap<>();
        try {
            for (MemberDirectory directory : compared) {
                int hash = HashKvReader.readCompacted(directory.database(), revision, compacted, progress).hash();
                byHash.computeIfAbsent(hash, _ -> new ArrayList<>()).add(directory);
            }
        } catch (MalformedDataException e) {
            return Optional.of(new Agreement(0, List.of(), voters, List.of(), List.of(),
                    "The databases could not be compared: " + e.getMessage() + "."));
        }
        Votes votes = Votes.of(byHash.values());
        List<Group> groups = byHash.entrySet()
                .stream()
                .map(entry -> new Group(entry.getKey(),
                        entry.getValue().stream().map(MemberDirectory::database).toList(),
                        votes.of(entry.getValue())))
                .sorted(Comparator.comparingInt(Group::voters).reversed())
                .toList();
        long indices = facts.stream().map(DatabaseFacts::consistentIndex).distinct().count();
        return Optional.of(new Agreement(revision, groups, voters, votes.notCounted(),
                groups.size() == 1 && indices == 1
                        ? OtherBuckets.differing(groups.getFirst().databases(), progress)
                        : differing(groups, compacted, revision, progress),
                ""));
    }

    private static List<String> differing(List<Group> groups, long compacted, long revision, Progress progress)
            throws IOException {
        if (groups.size() < 2 || compacted >= revision) {
            return List.of();
        }
        Path first = groups.getFirst().databases().getFirst();
        Path second = groups.get(1).databases().getFirst();
        return DifferingRevisions.between(first, second, Math.max(compacted, 0) + 1, revision, progress);
    }
}
