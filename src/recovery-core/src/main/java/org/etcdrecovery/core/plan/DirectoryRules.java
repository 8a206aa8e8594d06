package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;

/** What is asked of the directories, without looking at a disk: whether they exist is for the restore to see. */
final class DirectoryRules {
    private DirectoryRules() {}

    static void check(List<MemberRequest> members, Path snapshot, ProblemList problems) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            MemberRequest member = members.get(i);
            place(Field.DATA_DIR, i, member.dataDir(), problems).ifPresent(places::add);
            place(Field.WAL_DIR, i, member.walDir(), problems).ifPresent(places::add);
            if (member.walDir().isPresent() && member.dataDir().isEmpty()) {
                problems.refuse(ProblemCode.WAL_WITHOUT_DATA, Field.WAL_DIR, i,
                        "There is a WAL directory but no data directory",
                        "A member is restored with both or not at all. Give it a data directory.");
            }
        }
        if (!members.isEmpty() && members.stream().allMatch(member -> member.dataDir().isEmpty())) {
            problems.refuse(ProblemCode.NO_DIRECTORY, Field.MEMBERS, "No member has a data directory",
                    "There would be nothing to write. Give at least one member a data directory.");
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
                    "State where it is to be written.");
        } else if (Shown.hasHidden(path.get().toString())) {
            problems.refuse(ProblemCode.DIRECTORY_HIDDEN_CHARACTER, field, index,
                    "The " + name(field) + " " + GoQuote.quote(path.get().toString())
                            + " holds a character that cannot be seen",
                    "No unit file or environment file can carry a control character, and what cannot be seen deceives"
                            + " who reads it. Choose another.");
        } else if (!path.get().isAbsolute()) {
            problems.refuse(ProblemCode.DIRECTORY_RELATIVE, field, index,
                    "The " + name(field) + " " + path.get() + " is a relative path",
                    "A plan has to mean the same place wherever it is carried out. Write the path from the root.");
        } else {
            return Optional.of(new Place(field, index, path.get().normalize()));
        }
        return Optional.empty();
    }

    private static void checkSnapshot(Place place, Path snapshot, ProblemList problems) {
        if (snapshot.normalize().startsWith(place.path)) {
            problems.refuse(ProblemCode.DIRECTORY_HOLDS_SNAPSHOT, place.field, place.member,
                    "The snapshot lies in the " + name(place.field) + " " + place.path,
                    "Only a directory that is new or empty is written. Choose another.");
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
                "The " + name(inner.field) + " " + inner.path + (same ? " is also the " : " lies in the ") + other,
                inner.member == outer.member && inner.field == Field.WAL_DIR
                        ? "Leave the WAL directory out: the log then stands in the data directory, in member/wal."
                        : "Each directory is moved into place as a whole. Keep them apart.");
    }

    private static String name(Field field) {
        return field == Field.WAL_DIR ? "WAL directory" : "data directory";
    }

    private record Place(Field field, int member, Path path) {}
}
