package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.Leftover.Kind;

/** Finds and classifies what restores left at the targets of a plan. Servers ignore all of it. */
public final class Leftovers {
    private Leftovers() {}

    /** Finds what is next to and inside the data and WAL directories that a plan writes. */
    public static List<Leftover> find(RestorePlan plan) throws IOException {
        return find(plan.writtenMembers());
    }

    /** Finds what is next to and inside the directories of some members. */
    static List<Leftover> find(List<PlannedMember> members) throws IOException {
        Map<Path, Kind> kinds = new LinkedHashMap<>();
        Map<String, StagingRecord> complete = new LinkedHashMap<>();
        for (PlannedMember member : members) {
            for (Path staged : stagedFor(member)) {
                Kind kind = kind(staged);
                kinds.put(staged, kind);
                if (kind == Kind.COMPLETE) {
                    complete.merge(run(staged), new StagingRecord(staged),
                            (one, other) -> one.command().isPresent() ? one : other);
                }
            }
        }
        List<Leftover> found = new ArrayList<>();
        for (Map.Entry<Path, Kind> entry : kinds.entrySet()) {
            Path staged = entry.getKey();
            Kind kind = entry.getValue();
            List<Path> files = files(staged);
            if (files.isEmpty()) {
                continue; // Its restore has just ended.
            }
            // A restore writes its records one after the other, so any one of them shows its state.
            StagingRecord record = kind == Kind.INCOMPLETE || kind == Kind.COMPLETE ? complete.get(run(staged)) : null;
            found.add(record == null
                    ? new Leftover(files.getFirst(), kind, sentence(files, kind))
                    : new Leftover(files.getFirst(), Kind.COMPLETE, completeSentence(staged, record)));
        }
        return List.copyOf(found);
    }

    /** The paths at which restores staged something for a member, even if only a record of it is left. */
    static Set<Path> stagedFor(PlannedMember member) throws IOException {
        Set<Path> found = new TreeSet<>();
        if (member.dataDir().isPresent()) {
            found.addAll(stagedAt(member.dataDir().get()));
        }
        if (member.walDir().isPresent()) {
            found.addAll(stagedAt(member.walDir().get()));
        }
        return found;
    }

    /** The paths at which restores staged something for one directory. */
    static Set<Path> stagedAt(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Set<Path> found = new TreeSet<>();
        Path parent = Directories.parentOf(absolute);
        if (Files.isDirectory(parent)) {
            for (Path entry : Directories.list(parent)) {
                if (StagingNames.destination(entry).filter(absolute::equals).isPresent()) {
                    found.add(StagingNames.of(entry).orElseThrow().stagedPath(absolute));
                }
            }
        }
        if (Files.isDirectory(absolute)) {
            for (Path entry : Directories.list(absolute)) {
                StagingNames.destination(entry)
                        .ifPresent(to -> found.add(StagingNames.of(entry).orElseThrow().stagedPath(to)));
            }
        }
        return found;
    }

    private static Kind kind(Path staged) {
        StagingRecord record = new StagingRecord(staged);
        return switch (record.runState()) {
            case RUNNING -> Kind.RUNNING;
            case UNKNOWN -> Kind.UNCERTAIN;
            case ENDED -> {
                try {
                    if (record.read().isPresent()) {
                        yield Kind.COMPLETE;
                    }
                    yield exists(record.planFile()) ? Kind.UNCERTAIN : Kind.INCOMPLETE;
                } catch (IOException e) {
                    yield Kind.UNCERTAIN;
                }
            }
        };
    }

    private static String run(Path staged) {
        return StagingNames.of(staged).orElseThrow().toString();
    }

    /** The existing files that a restore made for one destination; the staged one first, if it exists. */
    private static List<Path> files(Path staged) throws IOException {
        String name = staged.getFileName().toString();
        return Directories.list(Directories.parentOf(staged))
                .stream()
                .filter(entry -> entry.equals(staged) || entry.getFileName().toString().startsWith(name + "."))
                .sorted()
                .toList();
    }

    private static String sentence(List<Path> files, Kind kind) {
        Path first = files.getFirst();
        return switch (kind) {
            case INCOMPLETE -> first + " is left over from a restore that ended early. No server starts from it and"
                    + " no restore is writing it: it can be removed" + companions(files) + ".";
            case RUNNING -> first + " belongs to a restore that is running now. Leave it alone.";
            case UNCERTAIN -> first + " belongs to a restore that is running or ended early; this system does not"
                    + " show which. Leave it alone until you know that no restore to this place is running.";
            case COMPLETE -> throw new IllegalArgumentException("has a sentence with its plan");
        };
    }

    private static String companions(List<Path> files) {
        return files.size() == 1
                ? ""
                : ", and with it " + files.stream().skip(1).map(Path::toString).collect(Collectors.joining(", "));
    }

    private static String completeSentence(Path staged, StagingRecord record) {
        String to = StagingNames.destination(staged).map(Path::toString).orElseThrow();
        return (exists(staged)
                ? staged + " is complete and only has to be renamed to " + to + ": the restore that made it ended"
                        + " just before that."
                : to + " is in place, complete: the restore that made it ended before it could report that.")
                + record.command()
                        .map(command -> " To complete that restore: " + command)
                        .orElse(" Only its record is left, " + record.stateFile() + ".");
    }

    /**
     * Removes leftovers that {@link #find} returned.
     *
     * @throws IllegalArgumentException if one of them must not be removed
     * @throws RestoreException         if a restore has resumed it since
     */
    public static void remove(List<Leftover> leftovers) throws IOException {
        for (Leftover leftover : leftovers) {
            if (!leftover.isRemovable()) {
                throw new IllegalArgumentException(leftover.path() + " must not be removed");
            }
            Path to = StagingNames.destination(leftover.path()).orElseThrow();
            remove(StagingNames.of(leftover.path()).orElseThrow().stagedPath(to));
        }
    }

    private static void remove(Path staged) throws IOException {
        StagingRecord record = new StagingRecord(staged);
        if (kind(staged) != Kind.INCOMPLETE || !record.adopt()) {
            record.close();
            throw RestoreException.refusal("Another restore is now using " + staged + "; it was not removed. Wait until"
                    + " that restore ends.");
        }
        for (Path entry : files(staged)) {
            if (!entry.equals(record.stateFile())) {
                Directories.deleteTree(entry);
            }
        }
        record.end();
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
