package org.etcdrecovery.core.rescue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Listed;

/** Determines which of several data directories of one cluster to use. */
public final class Ranker {
    /** A directory that nothing can be made from comes last, however long its log is. */
    private static final Comparator<MemberDirectory> BY_REACH = Comparator.comparing(MemberDirectory::canBeRescued)
            .thenComparing(comparing(Ranker::term))
            .thenComparing(comparing(Ranker::reach))
            // Of equal ones, that which needs the fewest entries of its log.
            .thenComparing(comparing(directory -> directory.source().map(RescueSource::index).orElse(0L)))
            .thenComparing(comparing(Ranker::revision));

    private final List<MemberDirectory> ordered;
    private final DirectoryNames names;
    private final Optional<Agreement> agreement;
    private final Optional<MemberDirectory> best;

    private Ranker(List<MemberDirectory> directories, Optional<Agreement> agreement) {
        this.agreement = agreement;
        ordered = directories.stream().sorted(BY_REACH.reversed()).toList();
        names = new DirectoryNames(ordered);
        best = names.clusters().size() > 1 || isUndecided() || areDifferentHistories()
                ? Optional.empty()
                : ordered.stream()
                        .filter(MemberDirectory::canBeRescued)
                        .filter(directory -> !isOverruled(directory))
                        .findFirst();
    }

    /**
     * Ranks data directories.
     *
     * @param directories at least one
     * @param agreement   how their databases compare; empty if they were not compared
     * @throws IllegalArgumentException if there are none
     */
    public static Ranking rank(List<MemberDirectory> directories, Optional<Agreement> agreement) {
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("no data directories to rank");
        }
        return new Ranker(directories, agreement).rank();
    }

    /** Whether the members disagree, and no majority says who is right. */
    private boolean isUndecided() {
        return agreement.filter(found -> !found.isUnanimous() && found.majority().isEmpty()).isPresent();
    }

    /** Whether entries that must be the same differ. */
    private boolean areDifferentHistories() {
        return ordered.stream().anyMatch(directory -> directory.has(RescueCode.LOGS_DIFFER));
    }

    private boolean isOverruled(MemberDirectory directory) {
        return agreement.filter(found -> found.isOverruled(directory.database())).isPresent();
    }

    private static Comparator<MemberDirectory> comparing(ToLongFunction<MemberDirectory> number) {
        return (a, b) -> Long.compareUnsigned(number.applyAsLong(a), number.applyAsLong(b));
    }

    private static long term(MemberDirectory directory) {
        return directory.source()
                .map(RescueSource::term)
                .or(() -> directory.log().map(LogFacts::lastTerm))
                .orElse(0L);
    }

    private static long reach(MemberDirectory directory) {
        return directory.source()
                .map(RescueSource::reach)
                .or(() -> directory.log().map(LogFacts::lastIndex))
                .orElse(0L);
    }

    private Ranking rank() {
        List<RankedMember> members = ordered.stream().map(this::ranked).toList();
        return new Ranking(members, best.map(this::ranked), headline(), best.map(this::reason).orElseGet(this::refusal),
                best.isPresent() ? Optional.empty() : Optional.of(code()),
                best.map(RescueAdvice::of).orElse(List.of()), notices(),
                agreement.filter(found -> !found.isUnanimous() || !found.differing().isEmpty()).isPresent());
    }

    private List<RankingNotice> notices() {
        List<RankingNotice> notices = new ArrayList<>();
        agreement.ifPresent(found -> notices.addAll(new AgreementWords(found, ordered, names).all()));
        notices.addAll(new RankingNotices(ordered, names, best).all());
        return notices;
    }

    private RankedMember ranked(MemberDirectory directory) {
        return new RankedMember(names.of(directory), directory, choosing(directory));
    }

    private String headline() {
        if (best.isEmpty()) {
            return switch (code()) {
                case DIFFERENT_CLUSTERS -> "These directories are from different clusters";
                case UNDECIDED -> "These members disagree, and it is not known which is right";
                case DIFFERENT_HISTORIES -> "The logs of these directories are of different histories";
                case NONE_USABLE -> "None of these directories can be used";
            };
        }
        String name = names.of(best.get());
        List<String> overruled = ordered.stream().filter(this::isOverruled).map(names::of).toList();
        if (!overruled.isEmpty()) {
            return "Use " + name + ": " + Listed.and(overruled) + (overruled.size() == 1 ? " differs" : " differ")
                    + " from the majority";
        }
        if (ordered.size() > 1) {
            return "Use " + name + ": no" + other();
        }
        return isLog(best.get())
                ? "The keyspace of " + name + " can be rebuilt from its log"
                : "The database of " + name + " can be used";
    }

    private String reason(MemberDirectory found) {
        String end = isLog(found)
                ? "It has no database that can be used, but its log goes back to the first entry."
                : "Its database ends at revision " + revision(found) + ".";
        String missing = found.missing();
        return missing.isEmpty()
                ? end
                : end + " " + missing + (isLog(found) ? "" : " A snapshot of the database alone would lack them.");
    }

    private static boolean isLog(MemberDirectory directory) {
        return directory.source().filter(source -> source.kind() == RescueSource.Kind.LOG).isPresent();
    }

    /** Why there is no best one. */
    private RankingCode code() {
        return names.clusters().size() > 1
                ? RankingCode.DIFFERENT_CLUSTERS
                : isUndecided()
                        ? RankingCode.UNDECIDED
                        : areDifferentHistories() ? RankingCode.DIFFERENT_HISTORIES : RankingCode.NONE_USABLE;
    }

    private String refusal() {
        return switch (code()) {
            case DIFFERENT_CLUSTERS -> names.clusters()
                    .entrySet()
                    .stream()
                    .map(cluster -> Listed.and(cluster.getValue()) + " of cluster " + cluster.getKey())
                    .collect(Collectors.joining("; ")) + ". Compare only directories of the cluster that was lost.";
            case UNDECIDED -> agreement.map(found -> new AgreementWords(found, ordered, names).judgement()).orElse("");
            case DIFFERENT_HISTORIES ->
                "Entries that must be the same in every log of a cluster differ; the findings say"
                        + " which. Give only the directories of the cluster that was lost, or one of them.";
            case NONE_USABLE ->
                "A directory can be used only if its database is intact or its log goes back to the first"
                        + " entry; the findings say what is wrong with each.";
        };
    }

    /** That no other one is newer, without the first word. */
    private String other() {
        return ordered.stream().allMatch(MemberDirectory::isAssessed)
                ? " other directory has newer entries"
                : " other directory that could be assessed has newer entries";
    }

    private String choosing(MemberDirectory directory) {
        if (!directory.isAssessed()) {
            return "It cannot be used: it could not be assessed.";
        }
        if (!directory.canBeRescued()) {
            return "It cannot be used: its database is missing or damaged, and its log alone is not enough.";
        }
        if (isOverruled(directory) && !isUndecided()) {
            return "Its database differs from those of the majority: it may hold keys that the cluster did not have,"
                    + " and lack others.";
        }
        if (best.isEmpty()) {
            return isLog(directory)
                    ? "Its log ends at entry " + Long.toUnsignedString(reach(directory)) + "."
                    : "Its database ends at revision " + revision(directory) + ".";
        }
        if (directory.equals(best.get())) {
            return "No" + other() + ".";
        }
        return loss(directory, best.get());
    }

    /** What choosing a directory would lose that the best one has. */
    private static String loss(MemberDirectory directory, MemberDirectory best) {
        OptionalLong here = revisionReached(directory);
        OptionalLong there = revisionReached(best);
        long entries = reach(best) - reach(directory);
        if (here.isPresent() && there.isPresent() && there.getAsLong() > here.getAsLong()) {
            long revisions = there.getAsLong() - here.getAsLong();
            return "Choosing it would lose " + Counted.of(revisions, "revision") + ": " + (here.getAsLong() + 1)
                    + " to " + there.getAsLong() + ".";
        }
        if (Long.compareUnsigned(term(directory), term(best)) < 0) {
            return "Its log ends in an earlier term: choosing it would lose what the cluster wrote in term "
                    + Long.toUnsignedString(term(best)) + ".";
        }
        return entries == 0
                ? "It holds the same entries."
                : "Choosing it would lose the last " + Counted.of(entries, "entry", "entries") + ", which may be"
                        + " changes of keys, leases, users or members.";
    }

    /** The revision that a snapshot would end at, if that is known without applying the log. */
    private static OptionalLong revisionReached(MemberDirectory directory) {
        return directory.tail()
                .flatMap(LogTail::afterAll)
                .map(RevisionBounds::exact)
                .orElse(directory.db().map(db -> OptionalLong.of(db.revision())).orElse(OptionalLong.empty()));
    }

    private static long revision(MemberDirectory directory) {
        return directory.db().map(DatabaseFacts::revision).orElse(0L);
    }
}
