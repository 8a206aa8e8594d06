package org.etcdrecovery.core.cluster.quorum;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.command.EtcdctlCommands;
import org.etcdrecovery.core.cluster.command.RecoveryCommands;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.cluster.quorum.MemberState.State;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.TargetVersion;
import org.etcdrecovery.core.shell.Command;

/** What to do about the state of a cluster, what harms least first. */
final class Advice {
    /** Up to which version a member serves its clients' calls where its peers reach it (seen with 3.4.23 and 3.5.35). */
    private static final MinorVersion SERVES_AT_PEER_URL = new MinorVersion(3, 5);
    private static final Path SNAPSHOT = Path.of("snapshot.db");

    private final ProbeReport report;
    private final ConnectionSettings settings;
    private final List<MemberState> members;
    private final int needed;
    private final Verdict verdict;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> noted = new HashSet<>();

    Advice(ProbeReport report, ConnectionSettings settings, List<MemberState> members, int needed, Verdict verdict) {
        this.report = report;
        this.settings = settings;
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
            run("The alarm NOSPACE stops writes. Compact and defragment every member first, then disarm it.",
                    etcdctl().alarmDisarm());
        }
        if (Notices.raised(report, Alarm.Kind.CORRUPT)) {
            run("The alarm CORRUPT means that members hold different data. Find the one that differs and replace it;"
                    + " disarm the alarm only then.", etcdctl().hashKv());
        }
        members.stream().filter(member -> !member.state().works()).forEach(this::replace);
    }

    private void replace(MemberState failed) {
        Member member = failed.member();
        String name = MemberLabel.of(member);
        if (failed.isUnstarted()) {
            startFirst(failed);
            run("If it is no longer wanted, take it out of the cluster:", etcdctl().memberRemove(member.id()));
            return;
        }
        if (failed.state() == State.UNSEEN) {
            say(name + " cannot be seen from here; it may be well. "
                    + withheld(member).orElse("Look from its own host before anything else."));
            return;
        }
        say(failed.state() == State.HANGING
                ? "End the process of " + name + ", which accepts connections and answers nothing, and start it again"
                        + " with the data directory it has. It catches up by itself."
                : "Try to start " + name + " again with the data directory it has. It catches up by itself.");
        run("If its data are lost, replace it: take it out of the cluster,", etcdctl().memberRemove(member.id()));
        run("add it anew,", etcdctl().memberAdd(member));
        say("and start it with an empty data directory and --initial-cluster-state existing. One member at a time.");
    }

    private void startFirst(MemberState unstarted) {
        say(MemberLabel.of(unstarted.member())
                + " was added to the cluster and, as far as its members know, never started."
                + " Start it on the host of that peer URL with an empty data directory, --initial-cluster-state existing,"
                + " and all members in --initial-cluster.");
    }

    /** Why a member was not shown the login, and what to do about it; empty where it was. */
    private Optional<String> withheld(Member member) {
        return report.ofMember(member.id())
                .flatMap(row -> Optional.ofNullable(row.failure()))
                .filter(failure -> failure.cause() == Cause.NOT_ENTRUSTED)
                .map(Failure::sentence);
    }

    private void recover() {
        List<MemberState> voters = members.stream().filter(member -> !member.member().learner()).toList();
        List<MemberState> running = voters.stream().filter(member -> member.state().runs()).toList();
        if (running.size() >= needed) {
            say("Enough members run. Let them find each other before anything else, and nothing is lost: check the"
                    + " network between their peer URLs, firewalls, name resolution, the peer certificates and the"
                    + " clocks.");
        } else {
            List<MemberState> unstarted = voters.stream().filter(MemberState::isUnstarted).toList();
            say("Can " + names(voters.stream().filter(member -> !member.state().runs()).toList())
                    + " simply be started" + (unstarted.isEmpty() ? " again" : "") + "? " + needed + " of "
                    + voters.size() + " voting members are enough, and nothing is lost then.");
            unstarted.forEach(this::startFirst);
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
            members.stream()
                    .filter(member -> member.state() == State.WAITING_FOR_PEERS)
                    .forEach(this::sourceAtPeerUrl);
            say("Recover from the data directory whose log reaches furthest, or from the newest snapshot file.");
            return;
        }
        MemberProbe row = source.get().row();
        run("Save a snapshot from " + row.called() + ". " + source.get().reason()
                + " Writes that the lost majority acknowledged may stand only in its log, not in the snapshot; its data"
                + " directory, copied after the member was stopped, has them."
                + (row.failure() == null ? "" : " " + row.failure().sentence()), saveFrom(row.endpoint()));
    }

    private void sourceAtPeerUrl(MemberState waiting) {
        report.ofMember(waiting.member().id())
                .flatMap(row -> Optional.ofNullable(row.peer()))
                .filter(peer -> peer.state() == PeerAnswer.State.SERVING)
                .filter(peer -> MinorVersion.parse(peer.version())
                        .filter(version -> version.compareTo(SERVES_AT_PEER_URL) <= 0)
                        .isPresent())
                .ifPresent(peer -> run(MemberLabel.of(waiting.member()) + " serves no clients, but etcd up to 3.5 hands"
                        + " out a snapshot where its peers reach it. It may ask for the certificate of a peer.",
                        saveFrom(peer.endpoint())));
    }

    private Command saveFrom(Endpoint endpoint) {
        return new RecoveryCommands(settings, Optional.empty()).snapshotSave(endpoint, SNAPSHOT,
                SaveRequest.DEFAULT_STALL);
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

    /** A step with a command, and before it, once, what has to be said about such commands. */
    private void run(String text, Command command) {
        command.notes().stream().filter(noted::add).forEach(this::say);
        steps.add(new Step(text, command.text()));
    }

    /**
     * What reaches the members that follow a leader, in the words of the oldest of them. With a login, the endpoints are
     * those that the operator named, as far as there are any.
     */
    private EtcdctlCommands etcdctl() {
        List<MemberProbe> led = report.answering()
                .stream()
                .filter(row -> status(row).filter(status -> status.hasLeader()).isPresent())
                .toList();
        TargetVersion tool = led.stream()
                .flatMap(row -> status(row).stream())
                .flatMap(status -> MinorVersion.parse(status.version()).stream())
                .flatMap(version -> TargetVersion.of(version).stream())
                .min(Comparator.naturalOrder())
                .orElse(TargetVersion.DEFAULT);
        List<Endpoint> all = led.stream().map(MemberProbe::endpoint).toList();
        List<Endpoint> named = all.stream().filter(settings.endpoints()::contains).toList();
        return new EtcdctlCommands(settings, Optional.empty(), tool)
                .at(settings.login() == null || named.isEmpty() ? all : named);
    }

    private static Optional<MemberStatus> status(MemberProbe row) {
        return Optional.ofNullable(row.status());
    }

    private static String names(List<MemberState> members) {
        return members.stream().map(member -> MemberLabel.of(member.member())).collect(Collectors.joining(", "));
    }
}
