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

/**
 * The options of a command that say how to reach the members: the same for etcdctl and for this program, except for
 * those that etcdctl lacks.
 *
 * <p>The password goes into the variable {@code ETCDCTL_PASSWORD} for that one command, which both programs read (seen
 * with etcdctl 3.4.23, 3.5.35, 3.6.16 and 3.7.3). A token goes into {@code ETCDCTL_AUTH_JWT_TOKEN}, which etcdctl reads
 * from 3.7 on. In {@code --user} or {@code --password} it would be among the arguments, where every user of the host
 * can read it in the process list.
 *
 * <p>A command names the login only if the operator named all its endpoints: other endpoints come from a member list,
 * and the pasted command would send them the password.
 */
final class Connection {
    private final ConnectionSettings settings;
    private final Optional<SrvQuery> query;
    private final List<Endpoint> endpoints;
    private final Optional<Login> login;

    Connection(ConnectionSettings settings, Optional<SrvQuery> query) {
        this(settings, query, settings.endpoints());
    }

    private Connection(ConnectionSettings settings, Optional<SrvQuery> query, List<Endpoint> endpoints) {
        this.settings = settings;
        this.query = query;
        this.endpoints = endpoints;
        this.login = settings.endpoints().containsAll(endpoints) ? settings.login() : Optional.empty();
    }

    /** The same connection with these endpoints instead of those that the operator named. */
    Connection at(List<Endpoint> others) {
        return new Connection(settings, Optional.empty(), others);
    }

    /** Starts a command. */
    ShellLine start(String program) {
        return new ShellLine(secret() + program);
    }

    private String secret() {
        return login.map(known -> known.token().isPresent()
                ? "ETCDCTL_AUTH_JWT_TOKEN=\"$ETCD_AUTH_JWT_TOKEN\" "
                : "ETCDCTL_PASSWORD=\"$ETCD_PASSWORD\" ").orElse("");
    }

    /** Adds the options that both programs have. */
    void addTo(ShellLine line) {
        if (query.isPresent()) {
            discover(line, query.get());
        } else if (!endpoints.isEmpty()) {
            line.option("endpoints", endpoints.stream().map(Endpoint::url).collect(Collectors.joining(",")));
        }
        TlsSettings tls = tls();
        file(line, "cacert", tls.ca());
        file(line, "cert", tls.certificate());
        file(line, "key", tls.key());
        if (tls.skipVerify()) {
            line.flag("insecure-skip-tls-verify");
        }
        login.filter(known -> known.token().isEmpty()).ifPresent(known -> line.option("user", known.user()));
        duration(line, "dial-timeout", settings.dialTimeout(), ConnectionSettings.DEFAULT_DIAL_TIMEOUT);
    }

    /** Adds the command timeout, unless it is the default. */
    void addCommandTimeout(ShellLine line) {
        duration(line, "command-timeout", settings.commandTimeout(), ConnectionSettings.DEFAULT_COMMAND_TIMEOUT);
    }

    /** Adds what only etcdctl needs: without any certificate option it does not use TLS, even to skip the check. */
    void addForEtcdctl(ShellLine line) {
        TlsSettings tls = tls();
        boolean bare = tls.ca().isEmpty() && tls.certificate().isEmpty() && tls.key().isEmpty();
        boolean encrypted = query.isPresent()
                ? !query.get().insecure()
                : endpoints.stream().anyMatch(Endpoint::tls);
        if (bare && encrypted) {
            line.flag("insecure-transport=false");
        }
    }

    /** The TLS settings, unless no endpoint uses them: a command with a CA would look encrypted. */
    private TlsSettings tls() {
        boolean plain = query.isEmpty() && !endpoints.isEmpty() && endpoints.stream().noneMatch(Endpoint::tls);
        return plain ? TlsSettings.NONE : settings.tls();
    }

    /** Adds the options that only this program has. */
    void addForOwn(ShellLine line) {
        tls().serverName().ifPresent(name -> line.option("tls-server-name", name));
        settings.routes().options().forEach(way -> line.option("through", way));
        settings.routes().sshConfig().ifPresent(file -> line.option("ssh-config", file.toString()));
    }

    /** Notes on the options that both programs have. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        login.ifPresent(known -> notes.add(known.token().isPresent()
                ? "First, to keep the token out of the history and the process list: read -rs ETCD_AUTH_JWT_TOKEN"
                : "First, to keep the password out of the history and the process list: read -rs ETCD_PASSWORD"));
        if (login.isEmpty() && settings.login().isPresent()) {
            notes.add("You did not name " + endpoints.stream()
                    .filter(endpoint -> !settings.endpoints().contains(endpoint))
                    .map(Endpoint::url)
                    .collect(Collectors.joining(", "))
                    + ", so the command has no login. If this is a member of yours, add --user.");
        }
        if (tls().skipVerify()) {
            notes.add("No certificate is checked, so nothing proves who answers.");
        }
        return notes;
    }

    /** Notes on the options for etcdctl. */
    List<String> notesForEtcdctl() {
        List<String> notes = notes();
        if (settings.login().flatMap(Login::token).isPresent()) {
            notes.add("Only etcdctl 3.7 or later takes a token.");
        }
        if (!settings.routes().options().isEmpty()) {
            notes.add("etcdctl does not go through ssh: run this where the members are reached directly, such as on the"
                    + " host that this program goes through.");
        }
        tls().serverName()
                .ifPresent(name -> notes.add("etcdctl has no option for the name in the certificate, here " + name
                        + ": reach the members under a name that their certificates cover, if need be through"
                        + " /etc/hosts."));
        return notes;
    }

    /** A duration in Go's format. */
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

    private static void file(ShellLine line, String name, Optional<Path> file) {
        file.ifPresent(path -> line.option(name, path.toString()));
    }

    private static void duration(ShellLine line, String name, Duration value, Duration byDefault) {
        if (!value.equals(byDefault)) {
            line.option(name, text(value));
        }
    }
}
