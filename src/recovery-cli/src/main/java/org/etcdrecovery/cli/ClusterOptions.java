package org.etcdrecovery.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.SrvDiscovery;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.files.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * The options that say how to reach a cluster: those of etcdctl, with its defaults and its environment variables
 * ({@code ETCDCTL_ENDPOINTS} for {@code --endpoints}), and a file for the password. What is given as an option counts
 * more than the environment.
 */
final class ClusterOptions {
    private static final String DEFAULT_ENDPOINT = "127.0.0.1:2379";
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

    private final Verb verb;
    private final Supplier<String> endpoints;
    private final Supplier<String> discoverySrv;
    private final Supplier<String> discoverySrvName;
    private final Supplier<Boolean> insecureDiscovery;
    private final Supplier<String> cacert;
    private final Supplier<String> cert;
    private final Supplier<String> key;
    private final Supplier<String> serverName;
    private final Supplier<Boolean> skipVerify;
    private final Supplier<Boolean> insecureTransport;
    private final Supplier<String> user;
    private final Supplier<String> password;
    private final Supplier<String> passwordFile;
    private final Supplier<String> dialTimeout;
    private final Supplier<String> commandTimeout;

    /** Declares the options of a verb. */
    ClusterOptions(Verb verb) {
        this.verb = verb;
        endpoints = verb.text("URL[,URL]", "", "The client URLs of the members; " + DEFAULT_ENDPOINT + " unless said.",
                "--endpoints");
        discoverySrv = verb.text("DOMAIN", "", "Find the endpoints by the DNS SRV records of this domain.", "-d",
                "--discovery-srv");
        discoverySrvName = verb.text("NAME", "", "The suffix of the SRV records' names.", "--discovery-srv-name");
        insecureDiscovery = flag(true, "Accept SRV records of endpoints without TLS.", "--insecure-discovery");
        cacert = verb.text("FILE", "", "Certificates of the authorities to trust.", "--cacert");
        cert = verb.text("FILE", "", "The client certificate to show.", "--cert");
        key = verb.text("FILE", "", "The private key of the client certificate.", "--key");
        serverName = verb.text("NAME", "", "The name that the servers' certificates must cover.", "--tls-server-name");
        skipVerify = flag(false, "Accept any server certificate.", "--insecure-skip-tls-verify");
        insecureTransport = flag(true, "Endpoints without a scheme do without TLS, unless certificates are given.",
                "--insecure-transport");
        user = verb.text("NAME[:PASSWORD]", "", "The user to log in as. Without a password in it, one is read from"
                + " --password-file, ETCDCTL_PASSWORD, or asked for.", "--user");
        password = verb.text("PASSWORD", "", "The password. Everybody on this host can see it in the list of"
                + " processes; --password-file is better.", "--password");
        passwordFile = verb.text("FILE", "", "A file whose first line is the password.", "--password-file");
        dialTimeout = verb.text("TIME", "", "How long a connection may take; 2s unless said.", "--dial-timeout");
        commandTimeout = verb.text("TIME", "", "How long an answer may take; 5s unless said.", "--command-timeout");
        verb.text("TIME", "", "Taken because etcdctl takes it.", "--keepalive-time");
        verb.text("TIME", "", "Taken because etcdctl takes it.", "--keepalive-timeout");
    }

    /** A flag that is off or on, else as its environment variable says, else as by default. */
    private Supplier<Boolean> flag(boolean byDefault, String help, String name) {
        Supplier<Optional<Boolean>> given = verb.etcdFlagIfGiven(help, name);
        return () -> given.get().orElseGet(() -> {
            String set = environment(name);
            return set.isEmpty() ? byDefault : List.of("1", "t", "true").contains(set.toLowerCase(Locale.ROOT));
        });
    }

    /**
     * How to reach the cluster.
     *
     * @param otherwise the endpoints when none are given; empty for etcdctl's
     * @throws CommandFailure when the options contradict each other
     * @throws IOException    when a file cannot be used or DNS does not answer
     */
    ConnectionSettings settings(List<String> otherwise) throws CommandFailure, IOException {
        TlsSettings tls = new TlsSettings(path(cacert, "--cacert"), path(cert, "--cert"), path(key, "--key"),
                nullable(serverName.get()), skipVerify.get());
        return new ConnectionSettings(endpoints(otherwise, tls), tls, login(),
                GoDuration.parse("--dial-timeout", value(dialTimeout, "--dial-timeout", "2s")),
                GoDuration.parse("--command-timeout", value(commandTimeout, "--command-timeout", "5s")));
    }

    private List<Endpoint> endpoints(List<String> otherwise, TlsSettings tls) throws CommandFailure, IOException {
        String domain = value(discoverySrv, "--discovery-srv", "");
        if (!domain.isEmpty()) {
            return SrvDiscovery.find(domain, value(discoverySrvName, "--discovery-srv-name", ""),
                    insecureDiscovery.get());
        }
        String given = value(endpoints, "--endpoints", "");
        List<String> texts = new ArrayList<>(given.isEmpty() ? otherwise : List.of(given));
        if (texts.isEmpty()) {
            texts.add(DEFAULT_ENDPOINT);
        }
        boolean tlsByDefault = tls.isSet() || !insecureTransport.get();
        return Endpoint.parseAll(texts, tlsByDefault);
    }

    private @Nullable Login login() throws CommandFailure, IOException {
        String name = value(user, "--user", "");
        if (name.isEmpty()) {
            return null;
        }
        int colon = name.indexOf(':');
        String nameAlone = colon < 0 ? name : name.substring(0, colon);
        if (!password.get().isEmpty()) {
            return new Login(name, password.get());
        }
        if (!passwordFile.get().isEmpty()) {
            return new Login(nameAlone, firstLine(Path.of(passwordFile.get())));
        }
        String set = environment("--password");
        if (!set.isEmpty()) {
            return new Login(name, set);
        }
        return new Login(nameAlone, colon < 0 ? asked() : name.substring(colon + 1));
    }

    private static String firstLine(Path file) throws CommandFailure, IOException {
        return SmallFile.text(file, LARGEST_PASSWORD_FILE, "a password")
                .lines()
                .findFirst()
                .orElseThrow(() -> new CommandFailure(ExitCode.ETCD_FAILED, file + " holds no password"));
    }

    private static String asked() throws CommandFailure {
        // Null where nobody sits before it: JDK 25 took back what 22 had changed.
        char[] typed = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("Password: "))
                .orElse(null);
        if (typed == null) {
            throw new CommandFailure(ExitCode.ETCD_FAILED, "there is nobody to ask for the password: give it by"
                    + " --password-file or in ETCDCTL_PASSWORD");
        }
        return new String(typed);
    }

    private @Nullable Path path(Supplier<String> option, String name) {
        String value = value(option, name, "");
        return value.isEmpty() ? null : Path.of(value);
    }

    private static @Nullable String nullable(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The option, else its environment variable, else the default. */
    private String value(Supplier<String> option, String name, String byDefault) {
        if (!option.get().isEmpty()) {
            return option.get();
        }
        String set = environment(name);
        return set.isEmpty() ? byDefault : set;
    }

    private String environment(String option) {
        String variable = "ETCDCTL_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
        return verb.session().environment().getOrDefault(variable, "");
    }
}
