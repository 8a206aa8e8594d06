package org.etcdrecovery.core.cluster.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.probe.LinearizableRead.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The questions to one endpoint, in the order in which they can still be answered: the status first, as nobody, which
 * needs no majority, and in 3.4 no login either; then the login, the read through the log, and what that read, where it
 * is granted, has brought up to date: the status once more, and the list of members.
 */
final class EndpointProber {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Endpoint endpoint;
    private final boolean named;
    private final Duration timeout;
    private final Instant start = Instant.now();
    private @Nullable MemberStatus status;
    private @Nullable MemberList list;
    private @Nullable LinearizableRead read;
    private @Nullable Failure failure;
    private long milliseconds;
    private boolean loginFailed;

    private EndpointProber(Endpoint endpoint, Contacts contacts) {
        this.endpoint = endpoint;
        this.named = contacts.isNamed(endpoint);
        this.timeout = contacts.settings().commandTimeout();
    }

    /**
     * Asks everything that one member can tell.
     *
     * @throws SettingsException when certificates or keys cannot be used
     */
    static MemberProbe probe(Endpoint endpoint, Contacts contacts) throws SettingsException {
        EndpointProber prober = new EndpointProber(endpoint, contacts);
        try (MemberClient client = contacts.open(endpoint)) {
            prober.ask(client);
        }
        return prober.row();
    }

    private void ask(MemberClient client) {
        askStatus(client);
        milliseconds = Duration.between(start, Instant.now()).toMillis();
        if (status == null && !maybeForWantOfLogin()) {
            return;
        }
        boolean known = login(client);
        loginFailed = !known;
        if (status == null && known) {
            askStatus(client);
        }
        read = read(client);
        if (known) {
            // A read that was granted after an election has made the first answer old. So has one that was not: a
            // leader that lost its followers knows it only after an election timeout, which has passed by now.
            askStatus(client);
        }
        noteIfNotEntrusted(read.failure());
        try {
            list = client.members();
        } catch (CallFailedException e) {
            note(e.failure());
        }
    }

    private void askStatus(MemberClient client) {
        try {
            status = client.status();
            failure = null;
        } catch (CallFailedException e) {
            status = null;
            failure = e.failure();
        }
    }

    private boolean maybeForWantOfLogin() {
        return failure != null && switch (failure.cause()) {
            case LOGIN_REQUIRED, NO_PERMISSION -> true;
            default -> false;
        };
    }

    /**
     * Logs in, a second time when no majority checked the password: what was asked while a leader is lost stays without an
     * answer even after another one has been elected, and would look like a quorum that is lost.
     */
    private boolean login(MemberClient client) {
        return tryToLogin(client)
                || (failure != null && failure.cause() == Cause.LOGIN_NEEDS_QUORUM && tryToLogin(client));
    }

    private boolean tryToLogin(MemberClient client) {
        try {
            client.login();
            return true;
        } catch (CallFailedException e) {
            failure = e.failure();
            return false;
        }
    }

    /** A member of 3.4 tells its status to anybody, and the rest only to those who log in. */
    private void noteIfNotEntrusted(@Nullable Failure refusal) {
        if (refusal != null && refusal.cause() == Cause.NOT_ENTRUSTED) {
            note(refusal);
        }
    }

    /** The first failure is the one that explains the others. */
    private void note(Failure later) {
        if (failure == null) {
            failure = later;
        }
    }

    /** Tries for as long as one command may take: an election may be under way. */
    private LinearizableRead read(MemberClient client) {
        Instant end = Instant.now().plus(timeout);
        while (true) {
            LinearizableRead attempt = readOnce(client);
            if (attempt.outcome() != Outcome.NO_QUORUM || !Instant.now().plus(PAUSE).isBefore(end)) {
                return attempt;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static LinearizableRead readOnce(MemberClient client) {
        try {
            client.linearizableRead();
            return new LinearizableRead(Outcome.GRANTED, null);
        } catch (CallFailedException e) {
            Outcome outcome = switch (e.failure().cause()) {
                case NO_QUORUM, NO_ANSWER, LOGIN_NEEDS_QUORUM -> Outcome.NO_QUORUM;
                default -> Outcome.NOT_TRIED;
            };
            return new LinearizableRead(outcome, e.failure());
        }
    }

    private MemberProbe row() {
        return new MemberProbe(endpoint, named, null, status, list, read, failure, null, milliseconds,
                loginFailed);
    }
}
