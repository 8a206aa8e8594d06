package org.etcdrecovery.cli.options;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.SrvDiscovery;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.files.SmallFile;

/**
 * The options that say how to reach a cluster: those of etcdctl with its defaults, and a file for the password. What
 * stands in its environment variables ({@code ETCDCTL_ENDPOINTS} for {@code --endpoints}) comes as options, see
 * {@link EtcdctlEnvironment}.
 */
public final class ClusterOptions {
    private static final String DEFAULT_ENDPOINT = "127.0.0.1:2379";
    /** Nothing is waited for longer. */
    public static final Duration LONGEST = Duration.ofDays(1);
    private static final int LARGEST_PASSWORD_FILE = 64 << 10;
    /**
     * Held, because a logger that nobody holds forgets its level. gRPC greets on standard error, and tells of a name that
     * is not known with the stack of its threads; Netty complains of a host without a network card. Only news belong
     * there, and what failed is said in words.
     */
    private static final Logger GRPC_LOGGER = Logger.getLogger("io.grpc");
    private static final Logger NETTY_LOGGER = Logger.getLogger("io.netty");

    static {
        GRPC_LOGGER.setLevel(Level.SEVERE);
        NETTY_LOGGER.setLevel(Level.SEVERE);
    }

    private final FailureStyle failureStyle;
    private final Supplier<List<String>> endpoints;
    private final Supplier<String> discoverySrv;
    private final Supplier<String> discoverySrvName;
    private final Supplier<Boolean> insecureDiscovery;
    private final Supplier<Optional<String>> cacert;
    private final Supplier<Optional<String>> cert;
    private final Supplier<Optional<String>> key;
    private final Supplier<String> serverName;
    private final Supplier<Boolean> skipVerify;
    private final Supplier<Boolean> insecureTransport;
    private final Supplier<String> token;
    private final Supplier<String> user;
    private final Supplier<String> password;
    private final Supplier<String> passwordFile;
    private final Supplier<Duration> dialTimeout;
    private final Supplier<Duration> commandTimeout;

    /**
     * Declares the options.
     *
     * @param options      of the verb
     * @param failureStyle how the verb fails
     */
    public ClusterOptions(DeclaredOptions options, FailureStyle failureStyle) {
        this.failureStyle = failureStyle;
        endpoints = options.texts("URL[,URL]", "The client URLs of the members; " + DEFAULT_ENDPOINT + " if not given.",
                "--endpoints");
        discoverySrv = options.text("DOMAIN", "", "Find the endpoints by the DNS SRV records of this domain.", "-d",
                "--discovery-srv");
        discoverySrvName = options.text("NAME", "", "The suffix of the SRV records' names.", "--discovery-srv-name");
        insecureDiscovery = options.flagThatIsOn("Accept SRV records of endpoints without TLS.",
                "--insecure-discovery");
        cacert = options.textIfGiven("FILE", "Certificates of the authorities to trust.", "--cacert");
        cert = options.textIfGiven("FILE", "The client certificate to show.", "--cert");
        key = options.textIfGiven("FILE", "The private key of the client certificate.", "--key");
        serverName = options.text("NAME", "", "The name that the servers' certificates must cover.",
                "--tls-server-name");
        skipVerify = options.flag("Accept any server certificate.", "--insecure-skip-tls-verify");
        insecureTransport = options.flagThatIsOn(
                "Endpoints without a scheme do without TLS, unless certificates are given.",
                "--insecure-transport");
        token = options.text("TOKEN", "",
                "A JSON Web Token to show instead of logging in. Everybody on this host can see it"
                        + " in the list of processes; ETCDCTL_AUTH_JWT_TOKEN is better.",
                "--auth-jwt-token");
        user = options.text("NAME[:PASSWORD]", "", "The user to log in as. Without a password in it, one is read from"
                + " --password-file, ETCDCTL_PASSWORD, or asked for.", "--user");
        password = options.text("PASSWORD", "", "The password. Everybody on this host can see it in the list of"
                + " processes; --password-file is better.", "--password");
        passwordFile = options.text("FILE", "", "A file whose first line is the password.", "--password-file");
        dialTimeout = options.duration("2s", "How long a connection may take; 2s if not given.", "--dial-timeout");
        commandTimeout = options.duration("5s", "How long an answer may take; 5s if not given.", "--command-timeout");
    }

    /**
     * How to reach the cluster.
     *
     * @param otherwise the endpoints when none are given; empty for etcdctl's
     * @throws CommandFailure when the options contradict each other
     * @throws IOException    when a file cannot be used or DNS does not answer
     */
    public ConnectionSettings settings(List<String> otherwise) throws CommandFailure, IOException {
        TlsSettings tls = new TlsSettings(path(cacert, "--cacert"), path(cert, "--cert"), path(key, "--key"),
                Optional.of(serverName.get()).filter(name -> !name.isEmpty()), skipVerify.get());
        return new ConnectionSettings(endpoints(otherwise, tls), tls, login(), dialTimeout(), commandTimeout());
    }

    /** As with etcdctl, zero is no limit. */
    private Duration dialTimeout() {
        Duration given = dialTimeout.get();
        return given.isPositive() && given.compareTo(LONGEST) < 0 ? given : LONGEST;
    }

    /** etcdctl gives up at once where there is no time at all. */
    private Duration commandTimeout() throws CommandFailure {
        Duration given = commandTimeout.get();
        if (!given.isPositive()) {
            throw failure("--command-timeout leaves no time for an answer; give more than 0s");
        }
        return given.compareTo(LONGEST) < 0 ? given : LONGEST;
    }

    private List<Endpoint> endpoints(List<String> otherwise, TlsSettings tls) throws IOException {
        if (!discoverySrv.get().isEmpty()) {
            return SrvDiscovery.find(discoverySrv.get(), discoverySrvName.get(), insecureDiscovery.get());
        }
        List<String> texts = new ArrayList<>(endpoints.get().isEmpty() ? otherwise : endpoints.get());
        if (texts.isEmpty()) {
            texts.add(DEFAULT_ENDPOINT);
        }
        boolean tlsByDefault = tls.isSet() || !insecureTransport.get();
        return Endpoint.parseAll(texts, tlsByDefault);
    }

    private Optional<Login> login() throws CommandFailure, IOException {
        if (!token.get().isEmpty()) {
            return Optional.of(Login.byToken(token.get()));
        }
        String name = user.get();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        int colon = name.indexOf(':');
        String nameAlone = colon < 0 ? name : name.substring(0, colon);
        if (!passwordFile.get().isEmpty()) {
            return Optional.of(new Login(nameAlone, firstLine(Path.of(passwordFile.get()))));
        }
        // From the command line or the environment, which a file that was named goes before.
        if (!password.get().isEmpty()) {
            return Optional.of(new Login(name, password.get()));
        }
        return Optional.of(new Login(nameAlone, colon < 0 ? asked() : name.substring(colon + 1)));
    }

    private String firstLine(Path file) throws CommandFailure, IOException {
        return SmallFile.text(file, LARGEST_PASSWORD_FILE, "a password")
                .lines()
                .findFirst()
                .orElseThrow(() -> failure(file + " holds no password"));
    }

    private String asked() throws CommandFailure {
        // Null where nobody sits before it: JDK 25 took back what 22 had changed.
        char[] typed = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("Password: "))
                .orElse(null);
        if (typed == null) {
            throw failure("there is nobody to ask for the password: give it by"
                    + " --password-file or in ETCDCTL_PASSWORD");
        }
        return new String(typed);
    }

    private Optional<Path> path(Supplier<Optional<String>> option, String name) throws CommandFailure {
        Optional<String> value = option.get();
        if (value.filter(String::isEmpty).isPresent()) {
            throw new CommandFailure(
                    failureStyle == FailureStyle.ETCD ? ExitCode.ETCD_BAD_ARGUMENTS : failureStyle.usageCode(),
                    "empty string is passed to " + name + " option");
        }
        return value.map(Path::of);
    }

    private CommandFailure failure(String message) {
        return new CommandFailure(failureStyle.usageCode(), message);
    }
}
