package org.etcdrecovery.core.cluster.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.shell.ShellLine;
import org.jspecify.annotations.Nullable;

/**
 * The part of a command that says how to reach the members: the same for etcdctl and for this program, but for what
 * etcdctl does not have.
 *
 * <p>The password goes into {@code ETCDCTL_PASSWORD} of that one command, which both read (seen with etcdctl 3.4.23,
 * 3.5.35, 3.6.16 and 3.7.3), a token into {@code ETCDCTL_AUTH_JWT_TOKEN}, which etcdctl reads from 3.7 on. As a part of
 * {@code --user} or as {@code --password} the shell would put it among the arguments, where everybody on the host can
 * read it in the list of processes.
 *
 * <p>A command names the login only where all its endpoints are ones that the operator named: the others come from a list
 * of members, and whoever pastes the command would send the password there.
 */
final class Connection {
    private final ConnectionSettings settings;
    private final Optional<SrvQuery> query;
    private final List<Endpoint> endpoints;
    private final @Nullable Login login;

    Connection(ConnectionSettings settings, Optional<SrvQuery> query) {
        this(settings, query, settings.endpoints());
    }

    private Connection(ConnectionSettings settings, Optional<SrvQuery> query, List<Endpoint> endpoints) {
        this.settings = settings;
        this.query = query;
        this.endpoints = endpoints;
        this.login = settings.endpoints().containsAll(endpoints) ? settings.login() : null;
    }

    /** The same for these endpoints in the place of those that the operator named. */
    Connection at(List<Endpoint> others) {
        return new Connection(settings, Optional.empty(), others);
    }

    /** The start of a command. */
    ShellLine start(String program) {
        return new ShellLine(secret() + program);
    }

    private String secret() {
        if (login == null) {
            return "";
        }
        return login.token().isPresent()
                ? "ETCDCTL_AUTH_JWT_TOKEN=\"$ETCD_AUTH_JWT_TOKEN\" "
                : "ETCDCTL_PASSWORD=\"$ETCD_PASSWORD\" ";
    }

    /** Adds the options that both programs know. */
    void addTo(ShellLine line) {
        if (query.isPresent()) {
            discover(line, query.get());
        } else if (!endpoints.isEmpty()) {
            line.option("endpoints", endpoints.stream().map(Endpoint::url).collect(Collectors.joining(",")));
        }
        TlsSettings tls = settings.tls();
        file(line, "cacert", tls.ca());
        file(line, "cert", tls.certificate());
        file(line, "key", tls.key());
        if (tls.skipVerify()) {
            line.flag("insecure-skip-tls-verify");
        }
        if (login != null && login.token().isEmpty()) {
            line.option("user", login.user());
        }
        duration(line, "dial-timeout", settings.dialTimeout(), ConnectionSettings.DEFAULT_DIAL_TIMEOUT);
    }

    /** Adds how long an answer may take, unless it is the default. */
    void addCommandTimeout(ShellLine line) {
        duration(line, "command-timeout", settings.commandTimeout(), ConnectionSettings.DEFAULT_COMMAND_TIMEOUT);
    }

    /** Adds what only etcdctl needs: without a certificate it sets up no TLS of its own that could skip a check. */
    void addForEtcdctl(ShellLine line) {
        TlsSettings tls = settings.tls();
        boolean bare = tls.ca() == null && tls.certificate() == null && tls.key() == null;
        boolean encrypted = query.isPresent()
                ? !query.get().insecure()
                : endpoints.stream().anyMatch(Endpoint::tls);
        if (bare && encrypted) {
            line.flag("insecure-transport=false");
        }
    }

    /** Adds what only this program has. */
    void addForOwn(ShellLine line) {
        if (settings.tls().serverName() != null) {
            line.option("tls-server-name", settings.tls().serverName());
        }
    }

    /** What has to be said about the options that both know. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (login != null) {
            notes.add(login.token().isPresent()
                    ? "First, so that the token is in no history and no list of processes: read -rs ETCD_AUTH_JWT_TOKEN"
                    : "First, so that the password is in no history and no list of processes: read -rs ETCD_PASSWORD");
        }
        if (login == null && settings.login() != null) {
            notes.add("You did not name " + endpoints.stream()
                    .filter(endpoint -> !settings.endpoints().contains(endpoint))
                    .map(Endpoint::url)
                    .collect(Collectors.joining(", "))
                    + ", so the command has no login. If this is a member of yours, add --user.");
        }
        if (settings.tls().skipVerify()) {
            notes.add("Whoever answers is believed: no certificate is checked.");
        }
        return notes;
    }

    /** What has to be said where etcdctl is used. */
    List<String> notesForEtcdctl() {
        List<String> notes = notes();
        if (settings.login() != null && settings.login().token().isPresent()) {
            notes.add("Only etcdctl 3.7 or later takes a token.");
        }
        if (settings.tls().serverName() != null) {
            notes.add("etcdctl has no option for the name in the certificate, here " + settings.tls().serverName()
                    + ": reach the members under a name that their certificates cover, by /etc/hosts if need be.");
        }
        return notes;
    }

    /** A duration as Go reads it. */
    static String text(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static void discover(ShellLine line, SrvQuery query) {
        line.option("discovery-srv", query.domain());
        if (!query.service().isEmpty()) {
            line.option("discovery-srv-name", query.service());
        }
        if (!query.insecure()) {
            line.flag("insecure-discovery=false");
        }
    }

    private static void file(ShellLine line, String name, @Nullable Path file) {
        if (file != null) {
            line.option(name, file.toString());
        }
    }

    private static void duration(ShellLine line, String name, Duration value, Duration byDefault) {
        if (!value.equals(byDefault)) {
            line.option(name, text(value));
        }
    }
}
