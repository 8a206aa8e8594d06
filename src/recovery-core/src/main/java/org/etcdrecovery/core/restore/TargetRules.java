package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.FileKind;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.TargetProblem.Taken;
import org.etcdrecovery.core.text.ErrorMessages;

/** Checks the targets of a plan before anything is written. Only looks, and changes nothing. */
public final class TargetRules {
    /** A directory in every new ext file system; a mount point with nothing else is still unused. */
    private static final String LOST_AND_FOUND = "lost+found";
    /** For a directory that may be in use: another container or host may have it open without being visible here. */
    private static final String KEEP = "Nothing is ever overwritten: choose another place, or move it aside once no"
            + " etcd uses it.";

    private final Optional<ClusterId> clusterId;
    private final PlannedMember member;
    private final Field field;
    private final List<TargetProblem> problems;

    private TargetRules(Optional<ClusterId> clusterId, PlannedMember member, Field field,
            List<TargetProblem> problems) {
        this.clusterId = clusterId;
        this.member = member;
        this.field = field;
        this.problems = problems;
    }

    /** All problems with the targets of a plan and with the owner of its files, one sentence each. */
    public static List<String> problems(RestorePlan plan) {
        Stream<String> targets = check(plan).stream().map(TargetProblem::sentence);
        return Stream.concat(targets, Ownership.problem(plan.owner()).stream()).toList();
    }

    /**
     * All problems with the targets of a plan. Directories that an earlier restore with the same plan put in place are
     * not problems: that restore is completed.
     */
    public static List<TargetProblem> check(RestorePlan plan) {
        try {
            Optional<UnfinishedRestore> earlier = UnfinishedRestore.of(plan);
            if (earlier.isPresent()) {
                return earlier.get().problems();
            }
        } catch (IOException e) {
            // The checks below name the directory that cannot be listed.
            return check(Optional.of(plan.clusterId()), plan.writtenMembers());
        }
        return check(Optional.of(plan.clusterId()), plan.writtenMembers());
    }

    /** All problems with the targets of some members. */
    static List<TargetProblem> check(List<PlannedMember> members) {
        return check(Optional.empty(), members);
    }

    private static List<TargetProblem> check(Optional<ClusterId> clusterId, List<PlannedMember> members) {
        List<TargetProblem> problems = new ArrayList<>();
        for (PlannedMember member : members) {
            member.dataDir().ifPresent(new TargetRules(clusterId, member, Field.DATA_DIR, problems)::checkDataDir);
            // Without a data directory, it is on another host.
            member.walDir()
                    .filter(_ -> member.dataDir().isPresent())
                    .ifPresent(new TargetRules(clusterId, member, Field.WAL_DIR, problems)::checkWalDir);
        }
        return List.copyOf(problems);
    }

    /** Attributes a sentence, if there is one, to a member and to the directory that holds the destination. */
    static Optional<TargetProblem> problem(PlannedMember member, Path destination, Optional<String> sentence) {
        boolean log = member.walDir().map(Path::toAbsolutePath).filter(destination::startsWith).isPresent();
        return sentence.map(text -> new TargetProblem(member.name(), log ? Field.WAL_DIR : Field.DATA_DIR, text));
    }

    private void add(String sentence) {
        problems.add(new TargetProblem(member.name(), field, sentence));
    }

    private void checkDataDir(Path dataDir) {
        check(dataDir, "data-dir \"" + dataDir + "\" not empty or could not be read");
        checkSurroundings(dataDir, "data-dir \"" + dataDir + "\"");
    }

    private void checkWalDir(Path walDir) {
        check(walDir, "wal-dir \"" + walDir + "\" exists");
        checkSurroundings(walDir, "wal-dir \"" + walDir + "\"");
    }

    /** A directory inside another member's is lost together with it, and may confuse that member's server. */
    private void checkSurroundings(Path target, String name) {
        Path around = target.toAbsolutePath().getParent();
        while (around != null) {
            if (holdsLog(around)) {
                add(name + " is inside the WAL directory " + around + " of another member. Choose a place outside it.");
            } else if (Files.exists(around.resolve("member/snap"))) {
                add(name + " is inside the data directory " + around + " of another member. Choose a place outside"
                        + " it.");
            }
            around = around.getParent();
        }
    }

    private void check(Path target, String refusal) {
        try {
            switch (FileKind.of(target)) {
                case ABSENT -> checkParent(target);
                case DIRECTORY -> checkContent(target, refusal);
                case LINK -> add(target + " is a symbolic link. Give the directory that it points to.");
                case FileKind other -> add(refusal + ": it is " + other.words() + ". Choose another place.");
            }
            checkRunning(target);
        } catch (IOException e) {
            add(refusal + ": " + ErrorMessages.of(e));
        }
    }

    private void checkRunning(Path target) throws IOException {
        for (Path staged : Leftovers.stagedAt(target)) {
            if (new StagingRecord(staged).runState() == StagingRecord.RunState.RUNNING) {
                add("Another restore to " + target + " is running. Wait until it ends.");
            }
        }
    }

    private void checkContent(Path target, String refusal) throws IOException {
        List<Path> entries = Directories.list(target)
                .stream()
                .filter(entry -> !entry.endsWith(LOST_AND_FOUND))
                .toList();
        Optional<Path> content = entries.stream().filter(entry -> !StagingNames.isStaging(entry)).findFirst();
        if (content.isPresent()) {
            Optional<ProcessLock> holder = OccupiedDirectory.server(target);
            Taken taken = new Taken(target, content.get().getFileName().toString(), advice(target, holder),
                    holder.isPresent());
            problems.add(new TargetProblem(member.name(), field,
                    refusal + ": it holds " + taken.content() + ". " + taken.advice(), Optional.of(taken)));
        } else if (!entries.isEmpty()) {
            add(refusal + ": " + Leftovers.find(List.of(member))
                    .stream()
                    .filter(leftover -> leftover.path().startsWith(target.toAbsolutePath()))
                    .map(Leftover::sentence)
                    .collect(Collectors.joining(" ")));
        } else {
            checkWritable(target, target + " cannot be written");
        }
    }

    /** The advice on a directory that may belong to a running member or to an earlier restore. */
    private String advice(Path target, Optional<ProcessLock> holder) throws IOException {
        if (holder.isPresent()) {
            long pid = holder.get().pid();
            return "An etcd is running on it" + (pid == 0 ? "" : " (process " + pid + ")")
                    + ". Leave it alone and choose another place.";
        }
        List<UnfinishedRestore> earlier = UnfinishedRestore.at(List.of(member));
        if (!earlier.isEmpty()) {
            return earlier.getFirst()
                    .command()
                    .map(command -> "It is complete: an earlier restore by another plan put it there and was"
                            + " interrupted. Choose another place, or complete that restore: " + command)
                    .orElse("It is complete: an earlier restore by another plan put it there. Choose another place.");
        }
        return logOwner(target).map(log -> log + " " + KEEP).orElse(KEEP);
    }

    /** Says which member wrote the log. The record of a finished restore is gone, so nothing else can be compared. */
    private Optional<String> logOwner(Path target) {
        Optional<Path> log = OccupiedDirectory.log(target).or(() -> member.walDir().flatMap(OccupiedDirectory::log));
        return log.flatMap(OccupiedDirectory::owner).flatMap(owner -> clusterId.map(planned -> {
            String ids = new MemberId(owner.memberId()) + " of cluster " + new ClusterId(owner.clusterId());
            return owner.clusterId() == planned.value() && owner.memberId() == member.id().value()
                    ? "Its log in " + log.get() + " belongs to " + member.name() + " of this plan (" + ids
                            + "); the database was not compared."
                    : "Its log in " + log.get() + " belongs to another member (" + ids + ").";
        }));
    }

    private void checkParent(Path target) {
        Path parent = target.toAbsolutePath().getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent == null || !Files.isDirectory(parent)) {
            add(target + " cannot be created: " + parent + " is not a directory.");
        } else {
            checkWritable(parent, target + " cannot be created");
        }
    }

    private void checkWritable(Path directory, String refusal) {
        try {
            Directories.checkWritable(directory);
        } catch (IOException e) {
            add(refusal + ": " + ErrorMessages.of(e) + ".");
        }
    }

    private static boolean holdsLog(Path directory) {
        try {
            return Directories.list(directory).stream().anyMatch(OccupiedDirectory::isSegment);
        } catch (IOException e) {
            return false;
        }
    }
}
