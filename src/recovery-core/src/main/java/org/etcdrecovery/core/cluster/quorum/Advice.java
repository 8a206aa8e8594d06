package org.etcdrecovery.core.cluster.quorum;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.text.Listed;

/** What to do about the state of a cluster; what does the least harm comes first. */
final class Advice {
    private static final Path SNAPSHOT = Path.of("snapshot.db");

    /** The advice if a read was granted. */
    static final Step DO_NOT_RESTORE = Step.of(
            "Do not restore: a majority works and holds every acknowledged write.");
    /** The advice if it is unknown whether a majority works. */
    static final Step RESTORE_NOTHING_YET = Step
            .of("Restore nothing until it is known whether a majority works: a restore"
                    + " beside a live majority splits the cluster into two.");

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

    /** What to do about the failures of all rows, each advice once, with the endpoints that it is about. */
    static List<Step> ofFailures(ProbeReport report) {
        Map<String, List<String>> endpoints = new LinkedHashMap<>();
        report.rows()
                .forEach(row -> row.failure()
                        .map(Failure::advice)
                        .filter(advice -> !advice.isEmpty())
                        .ifPresent(advice -> endpoints.computeIfAbsent(advice, _ -> new ArrayList<>())
                                .add(row.endpoint().authority())));
        boolean several = report.rows().size() > 1;
        return endpoints.entrySet()
                .stream()
                .map(advice -> Step.of((several ? Listed.and(advice.getValue()) + ": " : "") + advice.getKey()))
                .toList();
    }

    /** The command that saves a snapshot from this endpoint. */
    static Command saveFrom(Endpoint endpoint, ConnectionSettings settings) {
        return new RecoveryCommands(settings, Optional.empty()).snapshotSave(endpoint, SNAPSHOT,
                SaveRequest.DEFAULT_STALL);
    }

    List<Step> steps() {
        switch (verdict) {
            case HEALTHY ->
                say("There is nothing to recover. A restore would discard everything written since the snapshot.");
            case DEGRADED -> repair();
            case LOST -> recover();
            case UNKNOWN -> findOut();
        }
        return steps;
    }

    private void repair() {
        steps.add(DO_NOT_RESTORE);
        if (Notices.raised(report, Alarm.Kind.NOSPACE)) {
            run("The alarm NOSPACE stops all writes. Compact, defragment every member, and then disarm the alarm.",
                    etcdctl().alarmDisarm());
        }
        if (Notices.raised(report, Alarm.Kind.CORRUPT)) {
            run("The alarm CORRUPT means that members hold different data. Find the member that differs and replace"
                    + " it, and only then disarm the alarm.", etcdctl().hashKv());
        }
        members.stream().filter(member -> !member.state().works()).forEach(this::replace);
    }

    private void replace(MemberState failed) {
        Member member = failed.member();
        String name = MemberLabel.of(member);
        if (failed.isUnstarted()) {
            startFirst(failed);
            run("If you no longer want it, remove it from the cluster:", etcdctl().memberRemove(member.id()));
            return;
        }
        if (failed.state() == State.UNSEEN) {
            say(name + " cannot be seen from here; it may work. "
                    + withheld(member).orElse("Check it on its own host before you do anything else."));
            return;
        }
        say(failed.state() == State.HANGING
                ? "Stop the process of " + name + ", which accepts connections but does not answer. Keep a copy of its"
                        + " data directory, and start it again. It catches up on its own."
                : "Keep a copy of the data directory of " + name + ", and try to start it again. It catches up on its"
                        + " own.");
        run("If its data is lost, replace it: remove it from the cluster,", etcdctl().memberRemove(member.id()));
        run("add it again,", etcdctl().memberAdd(member));
        say("and start it with an empty data directory and --initial-cluster-state existing. Replace one member"
                + " at a time.");
    }

    private void startFirst(MemberState unstarted) {
        say(MemberLabel.of(unstarted.member())
                + " was added to the cluster but, as far as its members know, never started."
                + " Start it on the host of that peer URL with an empty data directory, --initial-cluster-state"
                + " existing, and all members in --initial-cluster.");
    }

    /** Why the member was not shown the login, and what to do about it; empty if it was. */
    private Optional<String> withheld(Member member) {
        return report.ofMember(member.id())
                .flatMap(MemberProbe::failure)
                .filter(failure -> failure.cause() == Cause.NOT_ENTRUSTED)
                .map(Failure::sentence);
    }

    private void recover() {
        List<MemberState> voters = members.stream().filter(member -> !member.member().learner()).toList();
        List<MemberState> running = voters.stream().filter(member -> member.state().runs()).toList();
        if (running.size() >= needed) {
            say("Enough members run, but they do not reach each other. Once they do, nothing is lost, so check first:"
                    + " the network between their peer URLs, firewalls, name resolution, the peer certificates and the"
                    + " clocks.");
        } else {
            List<MemberState> unstarted = voters.stream().filter(MemberState::isUnstarted).toList();
            say("Can " + Listed.or(names(voters.stream().filter(member -> !member.state().runs()).toList()))
                    + " simply be started" + (unstarted.isEmpty() ? " again" : "") + "? " + needed + " of "
                    + voters.size() + " voting members are enough, and then nothing is lost. Copy each data directory"
                    + " first and start the member on the copy: a start can delete what a rescue needs. Never start one"
                    + " on an empty disk or directory: with --initial-cluster-state new it begins an empty cluster, and"
                    + " a majority of such members serves your clients without any data.");
            unstarted.forEach(this::startFirst);
        }
        List<MemberState> survivors = voters.stream()
                .filter(member -> member.state() == State.WITHOUT_LEADER || member.state().works())
                .toList();
        if (!survivors.isEmpty()) {
            say("Do not restart " + Listed.and(names(survivors))
                    + ": after a restart without a majority a member serves its clients"
                    + " nothing, not even a snapshot.");
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
                + " Writes that the lost majority acknowledged may be in its log but not in the snapshot. To keep them,"
                + " stop the member afterwards and copy its data directory."
                + row.failure().map(failure -> " " + failure.sentence()).orElse(""),
                saveFrom(row.endpoint(), settings));
    }

    private void sourceAtPeerUrl(MemberState waiting) {
        report.ofMember(waiting.member().id())
                .flatMap(MemberProbe::peer)
                .filter(peer -> peer.state() == PeerAnswer.State.SERVING)
                .filter(peer -> EtcdRelease.parse(peer.version())
                        .filter(EtcdRelease::servesClientsAtPeerUrl)
                        .isPresent())
                .ifPresent(peer -> run(MemberLabel.of(waiting.member()) + " serves no clients, but etcd up to 3.5 hands"
                        + " out a snapshot at its peer URL. It may require a peer certificate.",
                        saveFrom(peer.endpoint(), settings)));
    }

    private void forceNewCluster() {
        say("etcd's flag --force-new-cluster turns one data directory into a cluster of one. Use it only if there is no"
                + " snapshot, and even then a restore from the directory is safer: members that still run are told that"
                + " they were removed and stop for good, even if their data is newer, and the uncommitted end of the"
                + " log is dropped.");
    }

    private void findOut() {
        List<MemberState> unseen = members.stream().filter(member -> member.state() == State.UNSEEN).toList();
        if (!unseen.isEmpty()) {
            say(Listed.and(names(unseen))
                    + " cannot be seen from here. They may be a majority that works. Ask from a host that"
                    + " reaches them, or check on their own hosts whether etcd runs.");
        }
        steps.addAll(ofFailures(report));
        steps.add(RESTORE_NOTHING_YET);
    }

    private void say(String text) {
        steps.add(Step.of(text));
    }

    /** Adds a step with a command, after the notes on the command that no earlier step has shown. */
    private void run(String text, Command command) {
        command.notes().stream().filter(noted::add).forEach(this::say);
        steps.add(new Step(text, command.text()));
    }

    /**
     * Commands to the members that see a leader, for the etcdctl of the oldest of them. If there is a login, they go
     * only to endpoints that the operator named, if any of those see a leader.
     */
    private EtcdctlCommands etcdctl() {
        List<MemberProbe> led = report.answering()
                .stream()
                .filter(row -> row.status().filter(MemberStatus::hasLeader).isPresent())
                .toList();
        EtcdRelease tool = led.stream()
                .flatMap(row -> row.status().stream())
                .flatMap(status -> EtcdRelease.parse(status.version()).stream())
                .min(Comparator.naturalOrder())
                .orElse(EtcdRelease.DEFAULT);
        List<Endpoint> all = led.stream().map(MemberProbe::endpoint).toList();
        List<Endpoint> named = all.stream().filter(settings.endpoints()::contains).toList();
        return new EtcdctlCommands(settings, Optional.empty(), tool)
                .at(settings.login().isEmpty() || named.isEmpty() ? all : named);
    }

    private static List<String> names(List<MemberState> members) {
        return members.stream().map(member -> MemberLabel.of(member.member())).toList();
    }
}
