package org.etcdrecovery.core.cluster.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.etcdrecovery.core.cluster.connect.Contact.Port;
import org.etcdrecovery.core.cluster.connect.Contact.Shown;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;

/**
 * Records the hosts contacted for one task, and decides which of the operator's credentials each is shown. A member
 * list comes from a server and may name any host, so an address from such a list is not trusted with a login:
 *
 * <ul>
 * <li>User name and password go only to the endpoints that the operator named.
 * <li>A token that a named endpoint issued also goes to other endpoints: over TLS if the CA file or the server name
 * that the operator gave verifies them, and in plain text if the operator named the same host in plain text.
 * <li>All other endpoints are asked without a login. A host that was not named and that TLS does not verify in this way
 * is not shown the client certificate either, because it reveals who asks.
 * </ul>
 *
 * <p>Safe for use by several threads.
 */
public final class Contacts {
    private record Place(Endpoint endpoint, Port port) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = endpoint.compareTo(other.endpoint);
            return order != 0 ? order : port.compareTo(other.port);
        }
    }

    private final ConnectionSettings settings;
    private final Map<Endpoint, String> tokens = new ConcurrentHashMap<>();
    private final Map<Place, Shown> made = new ConcurrentSkipListMap<>();

    /**
     * Starts without any contact.
     *
     * @param settings how to reach the members; its endpoints are those that the operator named
     */
    public Contacts(ConnectionSettings settings) {
        this.settings = settings;
    }

    /** How to reach the members. */
    public ConnectionSettings settings() {
        return settings;
    }

    /** Whether the operator named this endpoint. */
    public boolean isNamed(Endpoint endpoint) {
        return settings.endpoints().contains(endpoint);
    }

    /** All contacts so far: the named endpoints first, then the others by URL. */
    public List<Contact> made() {
        return made.entrySet()
                .stream()
                .map(entry -> new Contact(entry.getKey().endpoint(), entry.getKey().port(),
                        isNamed(entry.getKey().endpoint()), entry.getValue()))
                .sorted((a, b) -> Boolean.compare(b.named(), a.named()))
                .toList();
    }

    /**
     * Opens a client for an endpoint, named or not, that shows it no more than it may see. Nothing is sent yet.
     *
     * @throws SettingsException if certificates or keys cannot be used
     */
    public MemberClient open(Endpoint endpoint) throws SettingsException {
        return open(endpoint, Purpose.QUESTIONS);
    }

    /**
     * Opens a client for a purpose, as {@link #open(Endpoint)} does.
     *
     * @throws SettingsException if certificates or keys cannot be used
     */
    public MemberClient open(Endpoint endpoint, Purpose purpose) throws SettingsException {
        return MemberClient.open(endpoint, towards(endpoint), new Access(this, endpoint), purpose);
    }

    /**
     * Asks a member at its peer URL, which is shown no login.
     *
     * @throws SettingsException if certificates or keys cannot be used
     */
    public PeerAnswer askPeer(Endpoint endpoint) throws SettingsException {
        note(endpoint, Port.PEER, Shown.NOTHING);
        return PeerClient.ask(endpoint, towards(endpoint));
    }

    /**
     * Logs in for a client. If the operator named its endpoint, the client logs in there with the password. Otherwise,
     * if the client's endpoint may see a token, the named endpoints are tried in turn until one issues a token.
     *
     * @throws SettingsException   if certificates or keys cannot be used
     * @throws CallFailedException if no login succeeds
     */
    public void logIn(MemberClient client) throws SettingsException, CallFailedException {
        Endpoint endpoint = client.endpoint();
        if (settings.login().isEmpty() || isNamed(endpoint) || !mayShowToken(endpoint)) {
            client.login();
            return;
        }
        CallFailedException failure = null;
        for (Endpoint named : settings.endpoints()) {
            try (MemberClient issuer = open(named)) {
                issuer.login();
                return;
            } catch (CallFailedException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The settings for an endpoint, without the client certificate if nothing proves who the endpoint is. */
    private ConnectionSettings towards(Endpoint endpoint) {
        TlsSettings tls = settings.tls();
        boolean hostNamed = isNamed(endpoint)
                || settings.endpoints().stream().anyMatch(named -> isSameHost(named, endpoint));
        return hostNamed || verifies()
                ? settings
                : settings.withTls(
                        TlsSettingsBuilder.builder(tls).certificate(Optional.empty()).key(Optional.empty()).build());
    }

    private static boolean isSameHost(Endpoint one, Endpoint other) {
        return !one.isSocket() && !other.isSocket() && one.host().equalsIgnoreCase(other.host());
    }

    /** Whether TLS proves that a host belongs to this cluster: an authority that Java knows certifies any host. */
    private boolean verifies() {
        TlsSettings tls = settings.tls();
        return !tls.skipVerify() && (tls.ca().isPresent() || tls.serverName().isPresent());
    }

    private boolean isTokenGiven() {
        return settings.login().flatMap(Login::token).isPresent();
    }

    private boolean mayShowToken(Endpoint endpoint) {
        if (isTokenGiven()) {
            // A token from the operator may be valid for long, so it is treated like a password.
            return false;
        }
        return endpoint.tls()
                ? verifies()
                : settings.endpoints().stream().anyMatch(named -> !named.tls() && isSameHost(named, endpoint));
    }

    /** The token of the first endpoint that issued one. */
    private Optional<String> issued() {
        return settings.endpoints()
                .stream()
                .flatMap(named -> Optional.ofNullable(tokens.get(named)).stream())
                .findFirst();
    }

    private void note(Endpoint endpoint, Port port, Shown shown) {
        made.merge(new Place(endpoint, port), shown, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /** What one client may show its endpoint. */
    record Access(Contacts contacts, Endpoint endpoint) {
        /** The operator's login; empty if there is none or it may not be shown. */
        Optional<Login> login() {
            return contacts.isNamed(endpoint) ? contacts.settings.login() : Optional.empty();
        }

        /** The token to show now; empty if there is none or it may not be shown. */
        Optional<String> token() {
            if (contacts.isNamed(endpoint)) {
                return Optional.ofNullable(contacts.tokens.get(endpoint));
            }
            return contacts.mayShowToken(endpoint) ? contacts.issued() : Optional.empty();
        }

        /** Keeps the token that the endpoint issued; empty to forget it. */
        void keep(Optional<String> token) {
            token.ifPresentOrElse(issued -> contacts.tokens.put(endpoint, issued),
                    () -> contacts.tokens.remove(endpoint));
        }

        /** Records what is sent to the endpoint. */
        void note(Shown shown) {
            contacts.note(endpoint, Port.CLIENT, shown);
        }

        /** Explains a refused token, or why a required credential was not shown; returns other failures unchanged. */
        Failure explain(Failure failure) {
            if (failure.cause() == Cause.LOGIN_REQUIRED && contacts.isNamed(endpoint) && token().isPresent()) {
                return refusedToken(failure);
            }
            boolean loginWanted = failure.cause() == Cause.LOGIN_REQUIRED && contacts.settings.login().isPresent();
            boolean certificateWanted = (failure.cause() == Cause.CLIENT_CERTIFICATE_REQUIRED
                    || failure.cause() == Cause.CLIENT_CERTIFICATE_REFUSED)
                    && contacts.settings.tls().certificate().isPresent()
                    && contacts.towards(endpoint).tls().certificate().isEmpty();
            if (contacts.isNamed(endpoint) || !(loginWanted || certificateWanted)) {
                return failure;
            }
            return new Failure(Cause.NOT_ENTRUSTED,
                    (loginWanted ? "The login" : "The client certificate") + " was not shown to " + endpoint
                            + ": it is not among the named endpoints, and "
                            + (loginWanted && contacts.mayShowToken(endpoint)
                                    ? "none of those issued a token that it accepts."
                                    : whyNot()),
                    "If this is the address of one of your members, name it as a further endpoint.", failure.detail());
        }

        private Failure refusedToken(Failure failure) {
            return contacts.isTokenGiven()
                    ? new Failure(failure.cause(), endpoint.authority() + " refused the token that was given.",
                            "It has expired, or was made for another cluster or with another key. Get a new one, or log"
                                    + " in with user and password.",
                            failure.detail())
                    : new Failure(failure.cause(),
                            endpoint.authority() + " accepted user and password and refused the token that it issued"
                                    + " for them.",
                            "Try again; if it persists, compare --auth-token and the clocks of all members.",
                            failure.detail());
        }

        private String whyNot() {
            if (contacts.isTokenGiven()) {
                return "a token of yours is shown to named endpoints only.";
            }
            if (!endpoint.tls()) {
                return "it does without TLS.";
            }
            return contacts.settings.tls().skipVerify()
                    ? "no certificate is checked."
                    : "neither a CA file nor a server name of yours verifies it.";
        }
    }
}
