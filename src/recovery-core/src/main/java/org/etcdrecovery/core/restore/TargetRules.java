package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.wal.SegmentName;

/** What must hold of the places that a plan writes to, before anything is written. Looks, and changes nothing. */
public final class TargetRules {
    /** What a fresh ext file system holds; it does not make a mount point used. */
    private static final String LOST_AND_FOUND = "lost+found";

    private final PlannedMember member;
    private final Field field;
    private final List<TargetProblem> problems;

    private TargetRules(PlannedMember member, Field field, List<TargetProblem> problems) {
        this.member = member;
        this.field = field;
        this.problems = problems;
    }

    /** All that stands in the way of a plan, one sentence each; empty when nothing does. */
    public static List<String> problems(RestorePlan plan) {
        return check(plan).stream().map(TargetProblem::sentence).toList();
    }

    /** The same, each with the member and the directory that it is about. */
    public static List<TargetProblem> check(RestorePlan plan) {
        return check(plan.writtenMembers());
    }

    /** All that stands in the way of some members. */
    static List<TargetProblem> check(List<PlannedMember> members) {
        List<TargetProblem> problems = new ArrayList<>();
        for (PlannedMember member : members) {
            member.dataDir().ifPresent(new TargetRules(member, Field.DATA_DIR, problems)::checkDataDir);
            member.walDir().ifPresent(new TargetRules(member, Field.WAL_DIR, problems)::checkWalDir);
        }
        return List.copyOf(problems);
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

    /** A directory within that of another member is lost together with it, and a server may trip over it. */
    private void checkSurroundings(Path target, String name) {
        Path around = target.toAbsolutePath().getParent();
        while (around != null) {
            if (holdsLog(around)) {
                add(name + " lies inside the WAL directory " + around
                        + " of another member. Choose a place of its own.");
            } else if (Files.exists(around.resolve("member/snap"))) {
                add(name + " lies inside the data directory " + around
                        + " of another member. Choose a place of its own.");
            }
            around = around.getParent();
        }
    }

    private void check(Path target, String refusal) {
        if (Files.isSymbolicLink(target)) {
            add(target + " is a symbolic link. Name the directory that it points to.");
        } else if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            checkParent(target);
        } else if (!Files.isDirectory(target)) {
            add(refusal + ": it is a file. Choose another place.");
        } else {
            checkContent(target, refusal);
        }
    }

    private void checkContent(Path target, String refusal) {
        List<String> names = new ArrayList<>();
        boolean leftover = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
                leftover |= StagingNames.isLeftover(entry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            add(refusal + ": " + e.getMessage());
            return;
        }
        names.remove(LOST_AND_FOUND);
        if (!names.isEmpty()) {
            add(refusal + ": it holds " + names.getFirst() + ". " + (leftover
                    ? "A restore that did not end has left it. Nothing uses it: remove it."
                    : "Nothing is ever overwritten: move it aside, or choose another place."));
            return;
        }
        if (!Files.isWritable(target)) {
            add("No permission to write into " + target + ".");
        }
    }

    private void checkParent(Path target) {
        Path parent = target.toAbsolutePath().getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent == null || !Files.isDirectory(parent)) {
            add(target + " cannot be created: " + parent + " is not a directory.");
        } else if (!Files.isWritable(parent)) {
            add(target + " cannot be created: no permission to write into " + parent + ".");
        }
    }

    private static boolean holdsLog(Path directory) {
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(directory, TargetRules::isSegment)) {
            return segments.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    /** Other programs call their logs so, too, but not in the form of etcd's. */
    private static boolean isSegment(Path file) {
        return SegmentName.parse(file.getFileName().toString()).isPresent();
    }
}
