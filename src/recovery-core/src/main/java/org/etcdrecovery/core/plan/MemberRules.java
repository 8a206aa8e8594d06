package org.etcdrecovery.core.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Shown;

/** Checks the list of members and their names. */
final class MemberRules {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private MemberRules() {}

    static void check(List<MemberRequest> members, ProblemList problems) {
        checkVoters(members, problems);
        checkLearners(members, problems);
        IntStream.range(0, members.size()).forEach(i -> checkName(members, i, problems));
    }

    /** Whether a member of this name comes earlier. That is one problem, and the other rules do not repeat it. */
    static boolean isRepeated(List<MemberRequest> members, int index) {
        String name = members.get(index).name();
        return !name.isEmpty() && members.subList(0, index).stream().anyMatch(earlier -> earlier.name().equals(name));
    }

    private static void checkVoters(List<MemberRequest> members, ProblemList problems) {
        long voters = members.stream().filter(member -> !member.learner()).count();
        if (members.isEmpty()) {
            problems.refuse(ProblemCode.NO_MEMBER, Field.MEMBERS, "The cluster has no member",
                    "There would be nothing to restore. Name at least one member with its peer URL.");
        } else if (voters == 0) {
            problems.refuse(ProblemCode.NO_VOTER, Field.MEMBERS, "Every member is a learner",
                    "Learners have no vote and cannot become leader. Make at least one member a voter.");
        } else if (voters % 2 == 0) {
            problems.warn(ProblemCode.EVEN_VOTERS, Field.MEMBERS,
                    (voters == 2 ? "Two" : voters) + " voters tolerate " + (voters == 2
                            ? "no failure"
                            : Counted.of(voters / 2 - 1, "failure")) + ", no better than "
                            + (voters == 2
                                    ? "one"
                                    : voters - 1),
                    "The extra voter is one more member that can fail and adds no tolerance. Use an odd number of"
                            + " voters.");
        }
    }

    private static void checkLearners(List<MemberRequest> members, ProblemList problems) {
        int[] learners = IntStream.range(0, members.size()).filter(i -> members.get(i).learner()).toArray();
        for (int i = 1; i < learners.length; i++) {
            problems.warn(ProblemCode.SEVERAL_LEARNERS, Field.LEARNER, learners[i], "More than one learner",
                    "etcd allows one learner at a time; only 3.6 and later allow more, with --max-learners. Restore"
                            + " one, and add the others once it has been promoted.");
        }
    }

    private static void checkName(List<MemberRequest> members, int index, ProblemList problems) {
        String name = members.get(index).name();
        String quoted = GoQuote.quote(name);
        long same = members.stream().filter(member -> member.name().equals(name)).count();
        if (name.isEmpty()) {
            problems.refuse(ProblemCode.NAME_MISSING, Field.NAME, index, "The member has no name",
                    "--initial-cluster identifies members by name. Give it one, such as m" + index + ".");
            return;
        }
        if (same > 1) {
            problems.refuse(ProblemCode.NAME_TWICE, Field.NAME, index,
                    "The name " + quoted + " is given " + same + " times",
                    "etcd merges them into one member with all their URLs. Give each member a different name.");
        }
        if (name.contains(",") || name.contains("=")) {
            problems.refuse(ProblemCode.NAME_SEPARATOR, Field.NAME, index,
                    "The name " + quoted + " contains a comma or an equals sign",
                    "etcd splits --initial-cluster there, so no server could start under this name. Choose another.");
        } else if (name.contains("/")) {
            problems.refuse(ProblemCode.NAME_SLASH, Field.NAME, index, "The name " + quoted + " contains a slash",
                    "Directories and unit files are called after the member, so they would be created elsewhere."
                            + " Choose another.");
        } else if (Shown.hasHidden(name)) {
            problems.refuseHiddenCharacter(ProblemCode.NAME_HIDDEN_CHARACTER, Field.NAME, OptionalInt.of(index), "name",
                    name);
        } else if (!PLAIN_NAME.matcher(name).matches()) {
            problems.warn(ProblemCode.NAME_UNUSUAL, Field.NAME, index,
                    "The name " + quoted + " contains characters other than letters, digits and . _ -",
                    "etcd accepts it, but every script and unit file must quote it. A plain name is safer.");
        }
    }
}
