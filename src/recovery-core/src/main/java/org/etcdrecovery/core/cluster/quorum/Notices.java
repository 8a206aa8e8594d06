package org.etcdrecovery.core.cluster.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;

/** Points out what is unusual about the answers of a cluster. */
final class Notices {
    private Notices() {}

    static List<String> of(ProbeReport report, List<MemberList> lists, Votes votes) {
        List<String> notices = new ArrayList<>();
        clusters(lists, notices);
        if (lists.stream().map(MemberList::clusterId).distinct().count() == 1 && lists.size() > 1) {
            notices.add("The members do not agree on who is a member: " + lists.stream()
                    .map(Notices::names)
                    .collect(Collectors.joining(" against "))
                    + ". One of them may have been cut off while the membership changed, or was started"
                    + " with --force-new-cluster.");
        }
        if (votes.leaders() > 1) {
            notices.add(
                    "In one term the members name " + votes.leaders() + " different leaders. That cannot happen in one"
                            + " cluster: two clusters with the same ID answer here.");
        }
        List<Member> learners = lists.getFirst().learners();
        if (!learners.isEmpty()) {
            notices.add("Learners do not vote and are not counted: "
                    + learners.stream().map(MemberLabel::of).collect(Collectors.joining(", ")) + ".");
        }
        report.rows()
                .stream()
                .filter(MemberProbe::isProxy)
                .forEach(row -> notices
                        .add("At " + row.endpoint() + " a grpc-proxy answers. It forwards requests and lists"
                                + " no members, so it is not counted as one."));
        alarms(report, lists.getFirst(), notices);
        failures(report, notices);
        return notices;
    }

    private static void clusters(List<MemberList> lists, List<String> notices) {
        TreeSet<String> ids = lists.stream()
                .map(list -> list.clusterId().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        if (ids.size() > 1) {
            notices.add("The endpoints belong to different clusters (" + String.join(", ", ids)
                    + "). Name those of one cluster only.");
        }
    }

    private static String names(MemberList list) {
        return list.members().stream().map(MemberLabel::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static void alarms(ProbeReport report, MemberList list, List<String> notices) {
        report.rows().stream().flatMap(row -> row.alarms().stream()).distinct().forEach(alarm -> {
            String where = list.find(alarm.memberId()).map(MemberLabel::of).orElse(alarm.memberId().toString());
            notices.add(switch (alarm.kind()) {
                case NOSPACE -> "Alarm NOSPACE at " + where + ": the cluster accepts no writes until space is freed and"
                        + " the alarm is disarmed.";
                case CORRUPT -> "Alarm CORRUPT at " + where + ": its data differ from those of the others.";
                case UNKNOWN, UNREADABLE -> "An alarm at " + where + " that this program does not know.";
            });
        });
    }

    /** Failures of members that answer all the same, such as a refused login. */
    private static void failures(ProbeReport report, List<String> notices) {
        report.rows()
                .stream()
                .filter(row -> row.answers() || row.list().isPresent())
                .flatMap(row -> row.failure().stream())
                .map(Failure::sentence)
                .distinct()
                .forEach(notices::add);
    }

    /** Whether any member reports an alarm of this kind. */
    static boolean raised(ProbeReport report, Alarm.Kind kind) {
        return report.rows().stream().flatMap(row -> row.alarms().stream()).anyMatch(alarm -> alarm.kind() == kind);
    }
}
