package org.etcdrecovery.core.plan;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.text.Shown;

/** What is asked of the list of members and of their names. */
final class MemberRules {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private MemberRules() {}

    static void check(List<MemberRequest> members, ProblemList problems) {
        checkVoters(members, problems);
        checkLearners(members, problems);
        IntStream.range(0, members.size()).forEach(i -> checkName(members, i, problems));
    }

    private static void checkVoters(List<MemberRequest> members, ProblemList problems) {
        long voters = members.stream().filter(member -> !member.learner()).count();
        if (members.isEmpty()) {
            problems.refuse(ProblemCode.NO_MEMBER, Field.MEMBERS, "The cluster has no member",
                    "Name at least one member with its peer URL.");
        } else if (voters == 0) {
            problems.refuse(ProblemCode.NO_VOTER, Field.MEMBERS, "Every member is a learner",
                    "Learners have no vote, so nobody could lead. Make at least one member a voter.");
        } else if (voters % 2 == 0) {
            problems.warn(ProblemCode.EVEN_VOTERS, Field.MEMBERS,
                    voters + " voters survive the loss of " + (voters - 1) / 2 + ", no more than " + (voters - 1)
                            + " would",
                    "An even number only adds a member that can fail. Use an odd number of voters.");
        }
    }

    private static void checkLearners(List<MemberRequest> members, ProblemList problems) {
        int[] learners = IntStream.range(0, members.size()).filter(i -> members.get(i).learner()).toArray();
        for (int i = 1; i < learners.length; i++) {
            problems.warn(ProblemCode.SEVERAL_LEARNERS, Field.LEARNER, learners[i], "More than one learner",
                    "etcd adds one learner at a time, unless servers of 3.6 and later are given --max-learners. Restore "
                            + "one, and add the others when it has been promoted.");
        }
    }

    private static void checkName(List<MemberRequest> members, int index, ProblemList problems) {
        String name = members.get(index).name();
        String quoted = GoQuote.quote(name);
        long same = members.stream().filter(member -> member.name().equals(name)).count();
        if (name.isEmpty()) {
            problems.refuse(ProblemCode.NAME_MISSING, Field.NAME, index, "The member has no name",
                    "Members are told apart by name in --initial-cluster. Give it one, such as m" + index + ".");
            return;
        }
        if (same > 1) {
            problems.refuse(ProblemCode.NAME_TWICE, Field.NAME, index,
                    "The name " + quoted + " is given " + same + " times",
                    "etcd takes them as one member with the URLs of all. Give each member its own name.");
        }
        if (name.contains(",") || name.contains("=")) {
            problems.refuse(ProblemCode.NAME_SEPARATOR, Field.NAME, index,
                    "The name " + quoted + " holds a comma or an equals sign",
                    "etcd splits --initial-cluster there, so that no server could start under this name. Choose "
                            + "another.");
        } else if (Shown.hasHidden(name)) {
            problems.refuse(ProblemCode.NAME_HIDDEN_CHARACTER, Field.NAME, index,
                    "The name " + quoted + " holds a character that cannot be seen",
                    "No unit file or environment file can carry a control character, and what cannot be seen deceives"
                            + " who reads it. Choose another.");
        } else if (!PLAIN_NAME.matcher(name).matches()) {
            problems.warn(ProblemCode.NAME_UNUSUAL, Field.NAME, index,
                    "The name " + quoted + " holds more than letters, digits and . _ -",
                    "etcd takes it, but it has to be quoted in every script and unit file. A plain name is safer.");
        }
    }
}
