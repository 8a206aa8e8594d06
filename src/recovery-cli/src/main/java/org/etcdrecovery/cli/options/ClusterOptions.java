package org.etcdrecovery.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SrvDiscovery;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.deliver.Through;

/**
 * The options for reaching a cluster: those of etcdctl with its defaults, and a password file. Environment variables
 * such as {@code ETCDCTL_ENDPOINTS} arrive here as options, see {@link EtcdctlEnvironment}.
 */
public final class ClusterOptions {
    private static final String DEFAULT_ENDPOINT = "127.0.0.1:2379";
    /** The longest time to wait for anything. */
    public static final Duration LONGEST = Duration.ofDays(1);
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
    private final LoginOptions login;
    private final Supplier<List<String>> through;
    private final Supplier<Duration> dialTimeout;
    private final Supplier<Duration> commandTimeout;

    /**
     * Declares the options.
     *
     * @param options      the options of the verb
     * @param failureStyle how the verb reports failures
     */
    public ClusterOptions(DeclaredOptions options, FailureStyle failureStyle) {
        this.failureStyle = failureStyle;
        endpoints = options.texts("URL[,URL]", "The client URLs of the members; " + DEFAULT_ENDPOINT + " if not given.",
                "--endpoints");
        discoverySrv = options.text("DOMAIN", "", "Find the endpoints in the DNS SRV records of this domain.", "-d",
                "--discovery-srv");
        discoverySrvName = options.text("NAME", "", "The suffix of the SRV records' names.", "--discovery-srv-name");
        insecureDiscovery = options.flagThatIsOn("Accept SRV records of endpoints without TLS.",
                "--insecure-discovery");
        cacert = options.textIfGiven("FILE", "The CA certificates to trust.", "--cacert");
        cert = options.textIfGiven("FILE", "The client certificate to present.", "--cert");
        key = options.textIfGiven("FILE", "The private key of the client certificate.", "--key");
        serverName = options.text("NAME", "", "The name that the servers' certificates must cover.",
                "--tls-server-name");
        skipVerify = options.flag("Accept any server certificate.", "--insecure-skip-tls-verify");
        insecureTransport = options.flagThatIsOn(
                "Use no TLS for endpoints without a scheme, unless certificates are given.",
                "--insecure-transport");
        through = options.texts("[MEMBER=]URL",
                "Reach the members through the host ssh://[USER@]HOST[:PORT], which may be"
                        + " any name of your ssh configuration: all of them, or with MEMBER= the one of this host name. Certificates"
                        + " must cover the members' names all the same.",
                "--through");
        login = new LoginOptions(options, failureStyle);
        dialTimeout = options.duration("2s", "How long a connection may take; 2s if not given.", "--dial-timeout");
        commandTimeout = options.duration("5s", "How long an answer may take; 5s if not given.", "--command-timeout");
    }

    /**
     * Returns the settings for reaching the cluster.
     *
     * @param otherwise the endpoints to use if none are given; empty for etcdctl's default
     * @throws CommandFailure if the options contradict each other
     * @throws IOException    if a file cannot be used or DNS does not answer
     */
    public ConnectionSettings settings(List<String> otherwise) throws CommandFailure, IOException {
        TlsSettings tls = new TlsSettings(path(cacert, "--cacert"), path(cert, "--cert"), path(key, "--key"),
                Optional.of(serverName.get()).filter(name -> !name.isEmpty()), skipVerify.get());
        return new ConnectionSettings(endpoints(otherwise, tls), tls, login.login(), dialTimeout(), commandTimeout());
    }

    /**
     * The hosts through which the members are reached.
     *
     * @throws CommandFailure if one of them is not a host, or they contradict each other
     */
    public Through through() throws CommandFailure {
        try {
            return Through.parse(through.get());
        } catch (IllegalArgumentException e) {
            throw failure("--through " + e.getMessage());
        }
    }

    /** As in etcdctl, zero means no limit. */
    private Duration dialTimeout() {
        Duration given = dialTimeout.get();
        return given.isPositive() && given.compareTo(LONGEST) < 0 ? given : LONGEST;
    }

    /** etcdctl gives up at once if there is no time. */
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
