package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/** Determines which of several data directories of one cluster to use. */
public final class Ranker {
    private static final Comparator<MemberDirectory> BY_DATABASE = comparing(Ranker::revision).thenComparing(
            comparing(Ranker::consistentIndex));
    /** Without a log, the database still shows how far its member had got. */
    private static final Comparator<MemberDirectory> BY_LOG = comparing(directory -> directory.log()
            .map(LogFacts::lastTerm)
            .or(() -> directory.db().map(DatabaseFacts::term))
            .orElse(0L)).thenComparing(comparing(Ranker::lastIndex));

    private final List<MemberDirectory> ordered;
    private final Map<Path, String> names;
    private final Optional<MemberDirectory> best;

    private Ranker(List<MemberDirectory> directories) {
        ordered = directories.stream().sorted(BY_LOG.thenComparing(BY_DATABASE).reversed()).toList();
        names = names(directories);
        best = clusters().size() > 1
                ? Optional.empty()
                : ordered.stream()
                        .filter(MemberDirectory::canBeTaken)
                        .min(BY_DATABASE.reversed().thenComparingInt(ordered::indexOf));
    }

    /**
     * Ranks data directories.
     *
     * @param directories at least one
     * @throws IllegalArgumentException if there are none
     */
    public static Ranking rank(List<MemberDirectory> directories) {
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("no data directories to rank");
        }
        return new Ranker(directories).rank();
    }

    private static Comparator<MemberDirectory> comparing(ToLongFunction<MemberDirectory> number) {
        return (a, b) -> Long.compareUnsigned(number.applyAsLong(a), number.applyAsLong(b));
    }

    private static long lastIndex(MemberDirectory directory) {
        return directory.log()
                .map(LogFacts::lastIndex)
                .or(() -> directory.db().map(DatabaseFacts::consistentIndex))
                .orElse(0L);
    }

    private static Map<Path, String> names(List<MemberDirectory> directories) {
        Map<String, Long> uses = directories.stream()
                .map(MemberDirectory::dataDir)
                .distinct()
                .collect(Collectors.groupingBy(Ranker::fileName, Collectors.counting()));
        return directories.stream()
                .map(MemberDirectory::dataDir)
                .distinct()
                .collect(Collectors.toMap(Function.identity(),
                        path -> uses.getOrDefault(fileName(path), 0L) == 1 ? fileName(path) : path.toString()));
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    private String name(MemberDirectory directory) {
        return names.getOrDefault(directory.dataDir(), directory.dataDir().toString());
    }

    private Ranking rank() {
        List<RankedMember> members = ordered.stream().map(this::ranked).toList();
        return new Ranking(members, best.map(this::ranked), headline(), best.map(this::reason).orElseGet(this::refusal),
                notices());
    }

    private RankedMember ranked(MemberDirectory directory) {
        return new RankedMember(name(directory), directory, choosing(directory));
    }

    private String headline() {
        return best.map(found -> ordered.size() == 1
                ? "The database of " + name(found) + " can be used"
                : "Use " + name(found) + ": no database holds more")
                .orElse(clusters().size() > 1
                        ? "These directories are not of one cluster"
                        : "None of these directories can be used");
    }

    private String reason(MemberDirectory found) {
        String end = "Its database ends at revision " + revision(found) + ".";
        String missing = found.missing();
        return missing.isEmpty() ? end : end + " " + missing + " A snapshot of the database lacks them.";
    }

    private String refusal() {
        return clusters().size() > 1
                ? clusters().entrySet()
                        .stream()
                        .map(cluster -> String.join(", ", cluster.getValue()) + " of cluster " + cluster.getKey())
                        .collect(Collectors.joining("; ")) + ". Compare only directories of the cluster that was lost."
                : "A directory can be used only if its database is intact; the findings say what is wrong with each.";
    }

    private String choosing(MemberDirectory directory) {
        if (!directory.canBeTaken()) {
            return "It cannot be used: its database is missing or damaged.";
        }
        if (best.isEmpty()) {
            return "Its database ends at revision " + revision(directory) + ".";
        }
        long behind = revision(best.get()) - revision(directory);
        if (behind > 0) {
            return "Choosing it would lose " + behind + (behind == 1 ? " revision" : " revisions") + ": "
                    + (revision(directory) + 1) + " to " + revision(best.get()) + ".";
        }
        if (directory.equals(best.get())) {
            return "No database here holds more.";
        }
        long entries = consistentIndex(best.get()) - consistentIndex(directory);
        return entries == 0
                ? "Its database holds just as much."
                : "Its database ends at the same revision, but " + entries + (entries == 1 ? " entry" : " entries")
                        + " earlier: leases, users or members may be older.";
    }

    private static long consistentIndex(MemberDirectory directory) {
        return directory.db().map(DatabaseFacts::consistentIndex).orElse(0L);
    }

    private static long revision(MemberDirectory directory) {
        return directory.db().map(DatabaseFacts::revision).orElse(0L);
    }

    private List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (clusters().size() == 1) {
            newerLog().ifPresent(notices::add);
            overruled().forEach(notices::add);
            absent().ifPresent(notices::add);
        }
        sameMember().forEach(notices::add);
        return notices;
    }

    private Map<String, List<String>> clusters() {
        return namesBy(LogFacts::clusterId);
    }

    /** The names of the directories that have a log, by an ID in that log. */
    private Map<String, List<String>> namesBy(Function<LogFacts, ?> id) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (MemberDirectory directory : ordered) {
            directory.log()
                    .map(log -> String.valueOf(id.apply(log)))
                    .ifPresent(hex -> names.computeIfAbsent(hex, _ -> new ArrayList<>()).add(name(directory)));
        }
        return names;
    }

    private Optional<String> newerLog() {
        MemberDirectory newest = ordered.getFirst();
        return best.filter(found -> BY_LOG.compare(newest, found) > 0)
                .map(found -> name(newest) + " has the newest log, up to index "
                        + Long.toUnsignedString(lastIndex(newest)) + ", but its database "
                        + (newest.canBeTaken()
                                ? "ends at revision " + revision(newest) + "."
                                : "cannot be used.")
                        + (newest.missing().isEmpty() ? "" : " " + newest.missing()));
    }

    /** A later leader may have overwritten a tail of an earlier term. */
    private List<String> overruled() {
        long newest = ordered.getFirst().log().map(LogFacts::lastTerm).orElse(0L);
        return ordered.stream()
                .filter(directory -> directory.log().filter(log -> log.lastTerm() != newest).isPresent())
                .filter(directory -> directory.tail().filter(tail -> !tail.maybe().isEmpty()).isPresent())
                .map(directory -> "The entries of " + name(directory) + " that may be committed are of an earlier term"
                        + " than the newest log: a later leader may have overwritten them.")
                .toList();
    }

    /** Voters in the recommended database whose directory was not given. */
    private Optional<String> absent() {
        Set<String> here = namesBy(LogFacts::memberId).keySet();
        String names = best.flatMap(MemberDirectory::db)
                .stream()
                .flatMap(db -> db.members().stream())
                .filter(member -> !member.learner() && !here.contains(member.id().toString()))
                .map(member -> member.name().isEmpty() ? member.id().toString() : member.name())
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("No directory of " + names + " was given. Anything that only that member holds is lost"
                        + " unless you add it.");
    }

    private List<String> sameMember() {
        return namesBy(LogFacts::memberId).entrySet()
                .stream()
                .filter(member -> member.getValue().size() > 1)
                .map(member -> String.join(" and ", member.getValue()) + " are of the same member, " + member.getKey()
                        + ": copies of one directory, perhaps of different times.")
                .toList();
    }
}
