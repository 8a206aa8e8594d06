package org.etcdrecovery.core.rehearse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.StartFlags;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/** The members of a rehearsal, each a process of its own. Closing this leaves none of them running. */
final class RunningMembers implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(25);
    /** Of one question while the members start; there is always another. */
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final RestorePlan plan;
    private final ConnectionSettings settings;
    private final List<EtcdProcess> processes = new ArrayList<>();

    private RunningMembers(RestorePlan plan, ConnectionSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    /**
     * Starts a process for every member, and returns at once.
     *
     * @param plan the rehearsal's plan, whose directories are in place
     */
    static RunningMembers start(EtcdProgram etcd, RestorePlan plan, Path directory, Optional<Login> login)
            throws IOException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < plan.members().size(); i++) {
            endpoints.add(RehearsalPlan.endpoint(directory, i));
        }
        RunningMembers members = new RunningMembers(plan, ConnectionSettings.of(endpoints).withLogin(login));
        try {
            for (int i = 0; i < plan.members().size(); i++) {
                PlannedMember member = plan.members().get(i);
                members.processes.add(EtcdProcess.start(etcd, member,
                        StartFlags.of(plan, member, Placement.asRestored(plan, member)), directory, i));
            }
        } catch (IOException | RuntimeException e) {
            members.close();
            throw e;
        }
        return members;
    }

    /** How to reach the members. */
    ConnectionSettings settings() {
        return settings;
    }

    /**
     * What the members answered when all of them served.
     *
     * @param locked whether they want a login and there is none
     * @param leader the name of the leader; empty if they do not tell without a login
     * @param term   its term
     */
    record Served(boolean locked, String leader, long term) {}

    /**
     * Waits until every member serves and all name one leader.
     *
     * @return empty if a member has ended, or they do not get that far in time
     * @throws CallFailedException if the login is refused
     */
    Optional<Served> awaitServing(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        Contacts contacts = new Contacts(settings.withTimeouts(QUESTION, QUESTION));
        while (processes.stream().allMatch(EtcdProcess::isAlive) && System.nanoTime() - end < 0) {
            Optional<Served> served = ask(contacts);
            if (served.isPresent()) {
                return served;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Served> ask(Contacts contacts) throws IOException {
        boolean locked = false;
        Set<Served> answers = new LinkedHashSet<>();
        for (int i = 0; i < processes.size(); i++) {
            if (!processes.get(i).listens()) {
                return Optional.empty();
            }
            try (MemberClient client = contacts.open(settings.endpoints().get(i))) {
                MemberStatus status = ask(client, plan.members().get(i).learner());
                if (!status.hasLeader()) {
                    return Optional.empty();
                }
                answers.add(new Served(false, name(status), status.raft().term()));
            } catch (CallFailedException e) {
                if (!wantsLogin(e)) {
                    return Optional.empty();
                }
                locked = true;
            }
        }
        if (locked) {
            return Optional.of(new Served(true, "", 0));
        }
        return answers.size() == 1 ? Optional.of(answers.iterator().next()) : Optional.empty();
    }

    /** A learner serves neither logins nor reads through the log. */
    private static MemberStatus ask(MemberClient client, boolean learner) throws CallFailedException {
        if (!learner) {
            client.login();
            // Refused for lack of a login only after a majority has confirmed it.
            client.linearizableRead();
        }
        return client.status();
    }

    /**
     * Whether a member serves, but not without a login.
     *
     * @throws CallFailedException if there is a login, and it is refused
     */
    private boolean wantsLogin(CallFailedException e) throws CallFailedException {
        return switch (e.failure().cause()) {
            case LOGIN_REQUIRED -> settings.login().isEmpty();
            case WRONG_PASSWORD, NO_PERMISSION -> throw e;
            default -> false;
        };
    }

    private String name(MemberStatus status) {
        return plan.members()
                .stream()
                .filter(member -> member.id().equals(status.leader()))
                .map(PlannedMember::name)
                .findFirst()
                .orElse(status.leader().toString());
    }

    /** How the members that have ended did so, with their last lines. */
    List<String> lastWords() {
        return processes.stream()
                .filter(process -> !process.isAlive())
                .flatMap(process -> process.lastWords().stream())
                .toList();
    }

    /** The last lines of all members, which run but do not serve. */
    List<String> lastLines() {
        return processes.stream().flatMap(process -> process.lastWords().stream()).toList();
    }

    /** The names of the members that have ended. */
    List<String> ended() {
        return processes.stream()
                .filter(process -> !process.isAlive())
                .map(process -> process.member().name())
                .toList();
    }

    @Override
    public void close() {
        processes.forEach(EtcdProcess::close);
    }
}
