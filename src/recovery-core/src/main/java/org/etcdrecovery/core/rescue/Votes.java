package org.etcdrecovery.core.rescue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.rescue.Agreement.NotCounted;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * Counts the voters among groups of directories that agree. A directory counts only if its log names a member that the
 * newest database lists as a voter: a copy of unknown origin may be of a member that is counted already. A member whose
 * directories are in several groups counts for none of them.
 */
final class Votes {
    private final Set<MemberId> counted;
    private final List<NotCounted> notCounted;

    private Votes(Set<MemberId> counted, List<NotCounted> notCounted) {
        this.counted = counted;
        this.notCounted = notCounted;
    }

    static Votes of(Collection<List<MemberDirectory>> groups) {
        Set<MemberId> voters = groups.stream()
                .flatMap(List::stream)
                .flatMap(directory -> directory.db().stream())
                .max(Comparator.comparing(DatabaseFacts::consistentIndex, Long::compareUnsigned))
                .map(Votes::voters)
                .orElse(Set.of());
        Map<MemberId, Long> uses = groups.stream()
                .flatMap(group -> ids(group).distinct())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        List<NotCounted> notCounted = new ArrayList<>();
        for (MemberDirectory directory : groups.stream().flatMap(List::stream).toList()) {
            String reason = reason(directory, voters, uses);
            if (!reason.isEmpty()) {
                notCounted.add(new NotCounted(directory.database(), reason));
            }
        }
        Set<MemberId> counted = new HashSet<>(voters);
        counted.removeIf(id -> uses.getOrDefault(id, 0L) != 1);
        return new Votes(counted, notCounted);
    }

    private static String reason(MemberDirectory directory, Set<MemberId> voters, Map<MemberId, Long> uses) {
        MemberId id = ids(List.of(directory)).findFirst().orElse(MemberId.NONE);
        if (id.equals(MemberId.NONE)) {
            return "no log says of which member it is";
        }
        if (!voters.contains(id)) {
            return "the newest database does not list its member as a voter";
        }
        return uses.getOrDefault(id, 0L) > 1 ? "another directory of the same member differs from it" : "";
    }

    /** The members that a database lists as voters. */
    static Set<MemberId> voters(DatabaseFacts database) {
        return database.members()
                .stream()
                .filter(member -> !member.learner())
                .map(Member::id)
                .collect(Collectors.toSet());
    }

    private static Stream<MemberId> ids(List<MemberDirectory> group) {
        return group.stream()
                .flatMap(directory -> directory.log().stream())
                .map(LogFacts::memberId)
                .filter(id -> !id.equals(MemberId.NONE));
    }

    /** The number of voters in a group. */
    int of(List<MemberDirectory> group) {
        return (int) ids(group).filter(counted::contains).distinct().count();
    }

    /** The databases that do not count. */
    List<NotCounted> notCounted() {
        return notCounted;
    }
}
