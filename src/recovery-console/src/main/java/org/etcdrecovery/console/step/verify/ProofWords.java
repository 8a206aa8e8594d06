package org.etcdrecovery.console.step.verify;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/** The values of a check, with the names of planned members instead of their IDs; the IDs of unknown members stay. */
record ProofWords(RestorePlan plan) {
    private static final Set<Subject> ABOUT_MEMBERS = EnumSet.of(Subject.MEMBERSHIP, Subject.ONE_LEADER,
            Subject.NO_ALARM, Subject.REVISION);
    private static final String AGAINST = " against ";

    String expected(ProofCheck check) {
        return named(check, check.expected());
    }

    String seen(ProofCheck check) {
        return named(check, check.seen());
    }

    private String named(ProofCheck check, String text) {
        if (!ABOUT_MEMBERS.contains(check.subject())) {
            return text;
        }
        String named = text;
        for (PlannedMember member : plan.members()) {
            named = named.replace(member.id().toString(), member.name());
        }
        return check.subject() == Subject.MEMBERSHIP ? inOrder(named) : named;
    }

    /** In the order of the plan, unknown members last: the core orders members by ID, but the names hide the IDs. */
    private String inOrder(String lists) {
        return Stream.of(lists.split(AGAINST, -1))
                .map(list -> Stream.of(list.split(", ", -1))
                        .sorted(Comparator.comparingInt(this::place))
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(AGAINST));
    }

    private int place(String text) {
        List<String> names = plan.members().stream().map(PlannedMember::name).toList();
        int place = names.indexOf(text.replaceFirst(" learner$", ""));
        return place < 0 ? names.size() : place;
    }
}
