package org.etcdrecovery.core.cluster.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.cluster.quorum.MemberState.State;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;

/** What to do about the state of a cluster, what harms least first. */
final class Advice {
    private final ProbeReport report;
    private final List<MemberState> members;
    private final int needed;
    private final Verdict verdict;
    private final List<Step> steps = new ArrayList<>();

    Advice(ProbeReport report, List<MemberState> members, int needed, Verdict verdict) {
        this.report = report;
        this.members = members;
        this.needed = needed;
        this.verdict = verdict;
    }

    List<Step> steps() {
        switch (verdict) {
            case HEALTHY -> say("Nothing has to be recovered. A restore would throw away what was written since.");
            case DEGRADED -> repair();
            case LOST -> recover();
            case UNKNOWN -> findOut();
        }
        return steps;
    }

    private void repair() {
        say("Do not restore: a majority works and holds every acknowledged write.");
        if (Notices.raised(report, Alarm.Kind.NOSPACE)) {
            steps.add(new Step("The alarm NOSPACE stops writes. Compact and defragment every member first, then disarm"
                    + " it.", "etcdctl --endpoints=" + endpoints() + " alarm disarm"));
        }
        if (Notices.raised(report, Alarm.Kind.CORRUPT)) {
            say("The alarm CORRUPT means that members hold different data. Find the one that differs (etcdctl endpoint"
                    + " hashkv --cluster) and replace it; disarm the alarm only then.");
        }
        members.stream().filter(member -> !member.state().works()).forEach(this::replace);
    }

    private void replace(MemberState failed) {
        Member member = failed.member();
        String name = Quorum.label(member);
        if (failed.state() == State.UNSEEN) {
            say(name + " cannot be seen from here; it may be well. Look from its own host before anything else.");
            return;
        }
        say(failed.state() == State.HANGING
                ? "End the process of " + name + ", which accepts connections and answers nothing, and start it again"
                        + " with the data directory it has. It catches up by itself."
                : "Try to start " + name + " again with the data directory it has. It catches up by itself.");
        String etcdctl = "etcdctl --endpoints=" + endpoints() + " member ";
        steps.add(new Step("If its data are lost, replace it: take it out of the cluster,",
                etcdctl + "remove " + Member.hex(member.id())));
        steps.add(new Step("add it anew,", etcdctl + "add " + (member.name().isEmpty() ? "NAME" : member.name())
                + (member.learner() ? " --learner" : "") + " --peer-urls=" + String.join(",", member.peerUrls())));
        say("and start it with an empty data directory and --initial-cluster-state existing. One member at a time.");
    }

    private void recover() {
        List<MemberState> voters = members.stream().filter(member -> !member.member().learner()).toList();
        List<MemberState> running = voters.stream().filter(member -> member.state().runs()).toList();
        if (running.size() >= needed) {
            say("Enough members run. Let them find each other before anything else, and nothing is lost: check the"
                    + " network between their peer URLs, firewalls, name resolution, the peer certificates and the"
                    + " clocks.");
        } else {
            say("Can " + names(voters.stream().filter(member -> !member.state().runs()).toList())
                    + " simply be started again? " + needed + " of " + voters.size()
                    + " voting members are enough, and nothing is lost then.");
        }
        List<MemberState> survivors = voters.stream()
                .filter(member -> member.state() == State.WITHOUT_LEADER || member.state().works())
                .toList();
        if (!survivors.isEmpty()) {
            say("Do not restart " + names(survivors) + ": without a majority it would no longer answer, not even to"
                    + " hand out a snapshot.");
        }
        say("Keep every data directory. Copy each one while its member is stopped, and start none of the old members"
                + " once a recovery has begun.");
        source();
        forceNewCluster();
    }

    private void source() {
        Optional<SnapshotSource> source = SnapshotSource.recommend(report);
        if (source.isEmpty()) {
            say("Recover from the data directory whose log reaches furthest, or from the newest snapshot file.");
            return;
        }
        MemberProbe row = source.get().row();
        steps.add(new Step("Save a snapshot from " + row.name() + " at " + row.endpoint() + ". "
                + source.get().reason() + " Writes that the lost majority acknowledged may stand only in its log, not"
                + " in the snapshot; its data directory, copied after the member was stopped, has them."
                + (row.failure() == null ? "" : " " + row.failure().sentence()),
                "etcd-recovery snapshot save --endpoints=" + row.endpoint() + " snapshot.db"));
    }

    private void forceNewCluster() {
        say("etcd's flag --force-new-cluster turns one data directory into a cluster of one. It is for when no snapshot"
                + " can be had, and even then a restore from the directory is safer: members that still run are told"
                + " that they were removed and stop for good, even when their data are newer, and the uncommitted end"
                + " of the log is dropped.");
    }

    private void findOut() {
        List<MemberState> unseen = members.stream().filter(member -> member.state() == State.UNSEEN).toList();
        if (!unseen.isEmpty()) {
            say(names(unseen) + " cannot be seen from here. They may be a majority that works. Ask from a host that"
                    + " reaches them, or see on their own hosts whether etcd runs.");
        }
        report.rows()
                .stream()
                .filter(row -> row.failure() != null)
                .map(row -> row.failure().advice())
                .filter(advice -> !advice.isEmpty())
                .distinct()
                .forEach(this::say);
        say("Until that is known, restore nothing: beside a living majority it makes two clusters out of one.");
    }

    private void say(String text) {
        steps.add(Step.of(text));
    }

    private String endpoints() {
        return report.answering()
                .stream()
                .filter(row -> Optional.ofNullable(row.status()).map(MemberStatus::leader).orElse(0L) != 0)
                .map(MemberProbe::endpoint)
                .map(Endpoint::url)
                .collect(Collectors.joining(","));
    }

    private static String names(List<MemberState> members) {
        return members.stream().map(member -> Quorum.label(member.member())).collect(Collectors.joining(", "));
    }
}
