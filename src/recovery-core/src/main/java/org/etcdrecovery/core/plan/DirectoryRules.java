package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;

/**
 * Checks the directories of a request without touching a disk. The restore checks whether they exist. If no member has a data
 * directory, the plan is for a delivery to their hosts, and nothing is restored here.
 */
final class DirectoryRules {
    private DirectoryRules() {}

    static void check(List<MemberRequest> members, Path snapshot, ProblemList problems) {
        boolean onHosts = members.stream().allMatch(member -> member.dataDir().isEmpty());
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            MemberRequest member = members.get(i);
            if (MemberRules.isRepeated(members, i)) {
                // One problem is enough, that of its name.
                continue;
            }
            place(Field.DATA_DIR, i, member.dataDir(), problems).ifPresent(places::add);
            place(Field.WAL_DIR, i, member.walDir(), problems).ifPresent(places::add);
            if (member.walDir().isPresent() && member.dataDir().isEmpty() && !onHosts) {
                problems.refuse(ProblemCode.WAL_WITHOUT_DATA, Field.WAL_DIR, i,
                        "A WAL directory is given without a data directory",
                        "A restore writes both or neither. Give the member a data directory.");
            }
        }
        if (onHosts) {
            // Each directory is on a host of its own, which the delivery examines.
            return;
        }
        places.forEach(place -> checkSnapshot(place, snapshot, problems));
        for (int i = 0; i < places.size(); i++) {
            for (Place other : places.subList(0, i)) {
                checkApart(other, places.get(i), members, problems);
            }
        }
    }

    private static Optional<Place> place(Field field, int index, Optional<Path> path, ProblemList problems) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (path.get().toString().isEmpty()) {
            problems.refuse(ProblemCode.DIRECTORY_MISSING, field, index, "No " + name(field) + " is given",
                    "The restore needs to know where to write. Give an absolute path.");
        } else if (Shown.hasHidden(path.get().toString())) {
            problems.refuseHiddenCharacter(ProblemCode.DIRECTORY_HIDDEN_CHARACTER, field, OptionalInt.of(index),
                    name(field), path.get().toString());
        } else if (!path.get().isAbsolute()) {
            problems.refuse(ProblemCode.DIRECTORY_RELATIVE, field, index,
                    "The " + name(field) + " " + path.get() + " is a relative path",
                    "A plan must name the same place wherever it is carried out. Give an absolute path.");
        } else {
            return Optional.of(new Place(field, index, path.get().normalize()));
        }
        return Optional.empty();
    }

    private static void checkSnapshot(Place place, Path snapshot, ProblemList problems) {
        if (snapshot.normalize().startsWith(place.path)) {
            problems.refuse(ProblemCode.DIRECTORY_HOLDS_SNAPSHOT, place.field, place.member,
                    "The snapshot is inside the " + name(place.field) + " " + place.path,
                    "A restore writes only to a new or empty directory. Choose another.");
        }
    }

    private static void checkApart(Place first, Place second, List<MemberRequest> members, ProblemList problems) {
        boolean same = first.path.equals(second.path);
        boolean secondInside = second.path.startsWith(first.path);
        Place inner = secondInside ? second : first;
        Place outer = secondInside ? first : second;
        if (!inner.path.startsWith(outer.path)) {
            return;
        }
        String other = name(outer.field) + (inner.member == outer.member
                ? ""
                : " of " + GoQuote.quote(members.get(outer.member).name()));
        problems.refuse(ProblemCode.DIRECTORIES_OVERLAP, inner.field, inner.member,
                "The " + name(inner.field) + " " + inner.path + (same ? " is also the " : " is inside the ") + other,
                inner.member == outer.member && inner.field == Field.WAL_DIR
                        ? "Leave the WAL directory out: the log then goes to member/wal in the data directory."
                        : "Each directory is moved into place as a whole. Choose separate directories.");
    }

    private static String name(Field field) {
        return field == Field.WAL_DIR ? "WAL directory" : "data directory";
    }

    private record Place(Field field, int member, Path path) {}
}
