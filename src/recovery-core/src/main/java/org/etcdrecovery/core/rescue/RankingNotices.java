package org.etcdrecovery.core.rescue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Listed;

/** What to know when several directories are compared. */
final class RankingNotices {
    private final List<MemberDirectory> ordered;
    private final DirectoryNames names;
    private final Optional<MemberDirectory> best;

    RankingNotices(List<MemberDirectory> ordered, DirectoryNames names, Optional<MemberDirectory> best) {
        this.ordered = ordered;
        this.names = names;
        this.best = best;
    }

    List<RankingNotice> all() {
        List<RankingNotice> notices = new ArrayList<>();
        if (names.clusters().size() == 1) {
            best.ifPresent(found -> {
                newerUnusable(found).stream().map(RankingNotice::warning).forEach(notices::add);
                overruled(found).stream().map(RankingNotice::neutral).forEach(notices::add);
                missing(found).map(RankingNotice::warning).ifPresent(notices::add);
                absent(found).ifPresent(notices::add);
            });
        }
        sameMember().stream().map(RankingNotice::warning).forEach(notices::add);
        return notices;
    }

    /** Logs that lead further but cannot be used. */
    private List<String> newerUnusable(MemberDirectory found) {
        return ordered.stream()
                .filter(directory -> directory.log().isPresent() && isNewer(directory.log().get(), found))
                .map(directory -> names.of(directory) + " has a newer log, up to index "
                        + Long.toUnsignedString(directory.log().orElseThrow().lastIndex()) + ", but "
                        + (directory.canBeRescued()
                                ? "its entries do not follow its database."
                                : "no database to apply them to."))
                .toList();
    }

    private static boolean isNewer(LogFacts log, MemberDirectory found) {
        long term = found.source().map(RescueSource::term).orElse(0L);
        long reach = found.source().map(RescueSource::reach).orElse(0L);
        int byTerm = Long.compareUnsigned(log.lastTerm(), term);
        return term != 0 && (byTerm > 0 || (byTerm == 0 && Long.compareUnsigned(log.lastIndex(), reach) > 0));
    }

    /** A later leader may have overwritten a tail of an earlier term. */
    private List<String> overruled(MemberDirectory found) {
        long newest = found.lastTerm();
        return ordered.stream()
                .filter(directory -> directory.log()
                        .filter(log -> Long.compareUnsigned(log.lastTerm(), newest) < 0)
                        .isPresent())
                .filter(directory -> directory.tail().filter(tail -> !tail.maybe().isEmpty()).isPresent())
                .map(directory -> "The entries of " + names.of(directory) + " after its commit index are of an earlier"
                        + " term than the newest log: a later leader may have overwritten them, so they are not used.")
                .toList();
    }

    /** What any of the members knew to be committed, and the best one does not reach. */
    private Optional<String> missing(MemberDirectory found) {
        long reach = found.source().map(RescueSource::reach).orElse(0L);
        long floor = ordered.stream()
                .mapToLong(RankingNotices::committed)
                .reduce(0, (a, b) -> Long.compareUnsigned(a, b) >= 0 ? a : b);
        return Long.compareUnsigned(floor, reach) > 0
                ? Optional.of("Entries up to " + Long.toUnsignedString(floor) + " were committed, but "
                        + names.of(found) + " ends at " + Long.toUnsignedString(reach) + ": acknowledged writes"
                        + " are missing.")
                : Optional.empty();
    }

    private static long committed(MemberDirectory directory) {
        long commit = directory.log().map(LogFacts::committed).orElse(0L);
        long index = directory.db().map(DatabaseFacts::consistentIndex).orElse(0L);
        return Long.compareUnsigned(commit, index) >= 0 ? commit : index;
    }

    /** Voters in the recommended database whose directory was not given. */
    private Optional<RankingNotice> absent(MemberDirectory found) {
        Set<String> here = names.by(LogFacts::memberId).keySet();
        List<Member> voters = found.db()
                .stream()
                .flatMap(db -> db.members().stream())
                .filter(member -> !member.learner())
                .toList();
        List<String> absent = voters.stream()
                .filter(member -> !here.contains(member.id().toString()))
                .map(member -> member.name().isEmpty() ? member.id().toString() : member.name())
                .toList();
        if (absent.isEmpty()) {
            return Optional.empty();
        }
        boolean majority = voters.size() - absent.size() > voters.size() / 2;
        String lacking = "No directory of " + Listed.or(absent) + " was given. ";
        return Optional.of(majority
                ? RankingNotice.reassuring(lacking + "These directories are from a majority. Together they hold every"
                        + " acknowledged write, if each is as its member left it and none is damaged.")
                : RankingNotice.warning(lacking + "Without a majority of the "
                        + Counted.of(voters.size(), "voter")
                        + ", there may be acknowledged writes that none of these directories has. Add the ones that you"
                        + " can find."));
    }

    private List<String> sameMember() {
        return names.by(LogFacts::memberId)
                .entrySet()
                .stream()
                .filter(member -> member.getValue().size() > 1)
                .map(member -> Listed.and(member.getValue()) + " are from the same member, " + member.getKey()
                        + (clustersOf(member.getKey()) > 1
                                ? ", but from different clusters: two clusters have a member with the same ID."
                                : ": copies of one directory, perhaps from different times."))
                .toList();
    }

    private long clustersOf(String member) {
        return ordered.stream()
                .flatMap(directory -> directory.log().stream())
                .filter(log -> log.memberId().toString().equals(member))
                .map(LogFacts::clusterId)
                .distinct()
                .count();
    }
}
