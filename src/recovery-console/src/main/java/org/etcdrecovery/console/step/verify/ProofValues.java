package org.etcdrecovery.console.step.verify;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * The values of a check, with the names of planned members instead of their IDs, grouped digits in revisions and counts,
 * and IDs and hashes marked as such. The IDs of unknown members stay.
 */
record ProofValues(RestorePlan plan) {
    private static final Set<Subject> ABOUT_MEMBERS = EnumSet.of(Subject.MEMBERSHIP, Subject.ONE_LEADER,
            Subject.NO_ALARM, Subject.REVISION);
    private static final Set<Subject> ALL_FIGURES = EnumSet.of(Subject.REVISION, Subject.KEY_COUNT);
    private static final Pattern FIGURE = Pattern.compile("(?<![\\w.])\\d{4,18}(?![\\w.])");
    private static final Pattern REVISION = Pattern.compile("(?<=\\brevision )\\d{4,18}(?!\\w)");
    /** Member and cluster IDs, which etcd prints without leading zeros, and HashKV: every digit counts. */
    private static final Pattern ID_OR_HASH = Pattern.compile("(?<![\\w.])(?:[0-9a-f]{12,16}|\\d{8,10})(?![\\w.])");
    /** A figure and its unit stay on one line. */
    private static final Pattern MILLISECONDS = Pattern.compile("(\\d) ms\\b");
    private static final String AGAINST = " against ";

    /** What the plan says, as marked text. */
    String expected(ProofCheck check) {
        return marked(check, named(check, check.expected()));
    }

    /** What the cluster answered, as marked text. */
    String seen(ProofCheck check) {
        return marked(check, named(check, check.seen()));
    }

    /** What else to know. */
    String remark(ProofCheck check) {
        return grouped(REVISION, named(check, check.remark()));
    }

    private static String marked(ProofCheck check, String text) {
        String grouped = grouped(ALL_FIGURES.contains(check.subject()) ? FIGURE : REVISION, text);
        return MILLISECONDS.matcher(ID_OR_HASH.matcher(grouped).replaceAll("`$0`")).replaceAll("$1\u00a0ms");
    }

    private static String grouped(Pattern figure, String text) {
        return figure.matcher(text).replaceAll(found -> Quantities.number(Long.parseLong(found.group())));
    }

    private String named(ProofCheck check, String text) {
        if (!ABOUT_MEMBERS.contains(check.subject())) {
            return text;
        }
        String named = text;
        for (PlannedMember member : plan.members()) {
            String id = member.id().toString();
            named = named.replace(id, tellsIdsApart(check) ? member.name() + " " + id : member.name());
        }
        return check.subject() == Subject.MEMBERSHIP ? inOrder(named) : named;
    }

    /** Where members that the plan does not know answer, names on one side and IDs on the other cannot be compared. */
    private static boolean tellsIdsApart(ProofCheck check) {
        return check.subject() == Subject.MEMBERSHIP && check.outcome() == Outcome.FAILED;
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
        int place = names.indexOf(text.replaceFirst(" .*$", ""));
        return place < 0 ? names.size() : place;
    }
}
