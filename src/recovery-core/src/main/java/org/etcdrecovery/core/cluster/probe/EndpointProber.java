package org.etcdrecovery.core.cluster.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
 * Asks one endpoint everything, in the order in which a member can still answer. The status comes first and without a
 * login: it needs no majority, and in 3.4 no login either. Then come the login and the read through the log. A granted
 * read brings the member up to date, so the status is asked for again, and then the member list.
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
     * Asks one endpoint everything that a member can tell.
     *
     * @throws SettingsException if certificates or keys cannot be used
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
        if (status == null && !mayNeedLogin()) {
            return;
        }
        boolean known = login(client);
        loginFailed = !known;
        if (status == null && known) {
            askStatus(client);
        }
        read = read(client);
        if (known) {
            // If the read was granted after an election, the first answer is out of date. If it was not granted, a
            // leader that lost its followers notices only after an election timeout, which has passed by now.
            askStatus(client);
        }
        read.failure().ifPresent(this::noteIfNotEntrusted);
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

    private boolean mayNeedLogin() {
        return failure != null && switch (failure.cause()) {
            case LOGIN_REQUIRED, NO_PERMISSION -> true;
            default -> false;
        };
    }

    /**
     * Logs in, and tries once more if no majority checked the password. A request made while the leader is lost stays
     * unanswered even after another one is elected, and would look like lost quorum.
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

    /** A 3.4 member gives its status to anyone, but everything else only after a login. */
    private void noteIfNotEntrusted(Failure refusal) {
        if (refusal.cause() == Cause.NOT_ENTRUSTED) {
            note(refusal);
        }
    }

    /** Keeps the first failure, which explains the later ones. */
    private void note(Failure later) {
        if (failure == null) {
            failure = later;
        }
    }

    /** Keeps trying for one command timeout, because an election may be under way. */
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
            return new LinearizableRead(Outcome.GRANTED, Optional.empty());
        } catch (CallFailedException e) {
            Outcome outcome = switch (e.failure().cause()) {
                case NO_QUORUM, NO_ANSWER, LOGIN_NEEDS_QUORUM -> Outcome.NO_QUORUM;
                default -> Outcome.NOT_TRIED;
            };
            return new LinearizableRead(outcome, Optional.of(e.failure()));
        }
    }

    private MemberProbe row() {
        return MemberProbeBuilder.builder()
                .endpoint(endpoint)
                .named(named)
                .status(Optional.ofNullable(status))
                .list(Optional.ofNullable(list))
                .read(Optional.ofNullable(read))
                .failure(Optional.ofNullable(failure))
                .milliseconds(milliseconds)
                .loginFailed(loginFailed)
                .build();
    }
}
